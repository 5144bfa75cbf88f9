import { useTranslate } from '../../state/clientContext.tsx';
import type { SectionName } from './sectionNames.ts';
import { sectionTitles } from './settingsIndex.ts';

/** The way to each part of a long page. */
export function SectionList(props: {
  names: readonly SectionName[];
  current: SectionName;
  onGo: (name: SectionName) => void;
}) {
  const translate = useTranslate();
  return (
    <nav aria-label={translate('settings.sections')}>
      <ul>
        {props.names.map((name) => (
          <li key={name}>
            <a
              href={`#settings-${name}`}
              aria-current={props.current === name ? 'location' : undefined}
              onClick={(event) => {
                // The page has no address of its own that could change.
                event.preventDefault();
                props.onGo(name);
              }}
            >
              {translate(sectionTitles[name])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

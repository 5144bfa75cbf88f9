import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useTranslate } from '../../state/clientContext.tsx';
import { sectionNames, type SectionName } from './Section.tsx';
import classes from './SettingsPage.module.css';

const titles: Record<SectionName, MessageKey> = {
  account: 'settings.account',
  notifications: 'settings.notifications',
  rules: 'rules.title',
  quiet: 'quietSettings.title',
  shifts: 'shifts.title',
  unanswered: 'unanswered.title',
  sounds: 'sounds.title',
  appearance: 'settings.appearance',
  history: 'keeping.title',
  advanced: 'settings.advanced',
  about: 'about.title',
};

/** The way to each part of a long page. */
export function SectionList(props: { current: SectionName; onGo: (name: SectionName) => void }) {
  const translate = useTranslate();
  return (
    <nav className={classes.sections} aria-label={translate('settings.sections')}>
      <ul>
        {sectionNames.map((name) => (
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
              {translate(titles[name])}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

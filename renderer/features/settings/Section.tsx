import type { ReactNode } from 'react';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { useSectionFound } from './search.tsx';
import type { SectionName } from './sectionNames.ts';
import classes from './SettingsPage.module.css';

/** One named part of the settings page. */
export function Section(props: {
  name: SectionName;
  title: string;
  note?: string | null;
  children: ReactNode;
}) {
  const id = `settings-${props.name}`;
  const found = useSectionFound(props.name);
  return (
    <section className={classes.section} aria-labelledby={id} data-section={props.name} hidden={!found}>
      <div>
        <h2 id={id} tabIndex={-1}>
          <MarkedLabel text={props.title} />
        </h2>
        {props.note !== undefined && props.note !== null && (
          <p className={classes.lead}>
            <MarkedLabel text={props.note} />
          </p>
        )}
      </div>
      {props.children}
    </section>
  );
}

/** Why a change was not taken, where it was made. */
export function Trouble({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <p className={classes.error} role="alert">
      {words}
    </p>
  );
}

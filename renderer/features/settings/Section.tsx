import type { ReactNode } from 'react';
import classes from './SettingsPage.module.css';

export const sectionNames = [
  'account',
  'notifications',
  'rules',
  'quiet',
  'shifts',
  'unanswered',
  'sounds',
  'appearance',
  'history',
  'advanced',
  'about',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** One named part of the settings page. */
export function Section(props: {
  name: SectionName;
  title: string;
  note?: string | null;
  children: ReactNode;
}) {
  const id = `settings-${props.name}`;
  return (
    <section className={classes.section} aria-labelledby={id} data-section={props.name}>
      <div>
        <h2 id={id} tabIndex={-1}>
          {props.title}
        </h2>
        {props.note !== undefined && props.note !== null && <p className={classes.lead}>{props.note}</p>}
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

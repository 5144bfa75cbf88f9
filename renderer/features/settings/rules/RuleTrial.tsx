import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../../electron/shared/contract.ts';
import type { Rule } from '../../../../electron/shared/attention.ts';
import { eventText, personTitle } from '../../../../electron/shared/eventText.ts';
import { useClient, useTranslate } from '../../../state/clientContext.tsx';
import { joinClasses } from '../../../ui/joinClasses.ts';
import { lineOf, RemoteText } from '../../../ui/RemoteText.tsx';
import { levelText } from './ruleText.ts';
import classes from './Rules.module.css';

type Tried = CommandOutput<'attention.tryRules'>['tried'];

/** Stored events the rules are tried on. */
const tryOn = 100;
/** Rows shown; those that would change come first. */
const shownRows = 40;
/** Rest after a change before main is asked. Milliseconds. */
const restMs = 200;

/** What a draft of the rules would have made of the newest events. */
export function RuleTrial({ rules }: { rules: readonly Rule[] }) {
  const client = useClient();
  const translate = useTranslate();
  const [tried, setTried] = useState<Tried | 'failed' | null>(null);
  const asked = JSON.stringify(rules);
  useEffect(() => {
    let stopped = false;
    const timer = setTimeout(() => {
      const draft = JSON.parse(asked) as Rule[];
      void client.invoke('attention.tryRules', { rules: draft, limit: tryOn }).then((answer) => {
        if (!stopped) setTried(answer.ok ? answer.value.tried : 'failed');
      });
    }, restMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [asked, client]);
  const title = translate('rules.trial');
  const rows = tried === null || tried === 'failed' ? [] : changedFirst(tried);
  const changed = rows.filter(differs).length;
  return (
    <section className={classes.trial} aria-label={title}>
      <h4>{title}</h4>
      <output className={classes.trialWhat}>
        {tried === null && translate('rules.trialLoading')}
        {tried === 'failed' && translate('failure.command')}
        {Array.isArray(tried) &&
          (rows.length === 0
            ? translate('rules.trialEmpty')
            : translate('rules.trialWhat', { changed, total: rows.length }))}
      </output>
      {rows.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that it scrolls by keyboard as well
        <ul className={classes.trialRows} aria-label={title} tabIndex={0}>
          {rows.slice(0, shownRows).map((one) => (
            <li key={one.row.key} className={joinClasses(classes.trialRow, differs(one) && classes.changed)}>
              <span className={classes.trialEvent}>
                {one.row.chat !== null && (
                  <>
                    <RemoteText text={lineOf(personTitle(one.row) ?? translate('person.unknown'))} />
                    {' · '}
                  </>
                )}
                <RemoteText text={lineOf(eventText(one.row, translate))} className={classes.trialText} />
              </span>
              <span className={classes.trialLevel}>
                {differs(one)
                  ? translate('rules.trialChanged', {
                      now: levelText(one.levelNow, translate),
                      drafted: levelText(one.level, translate),
                    })
                  : translate('rules.trialSame', { level: levelText(one.level, translate) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function differs(one: Tried[number]): boolean {
  return one.level !== one.levelNow;
}

function changedFirst(tried: Tried): Tried {
  return [...tried.filter(differs), ...tried.filter((one) => !differs(one))];
}

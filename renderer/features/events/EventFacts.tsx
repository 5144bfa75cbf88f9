import type { EventRow } from '../../../electron/shared/event.ts';
import { personTitle } from '../../../electron/shared/eventText.ts';
import { useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { fullTime } from '../../ui/formatTime.ts';
import { MarkedText } from '../../ui/MarkedText.tsx';
import classes from './EventDetail.module.css';

/** What ChatApp tells of an event besides its words. */
export function EventFacts({ row }: { row: EventRow }) {
  const translate = useTranslate();
  const language = useLanguage();
  const facts: [string, string | null][] = [
    [translate('detail.phone'), row.sender?.phone ?? row.chat?.phone ?? null],
    [translate('detail.username'), row.chat?.username ?? null],
    [translate('detail.chatName'), row.chat?.name === personTitle(row) ? null : (row.chat?.name ?? null)],
    [translate('detail.chat'), row.chat?.id ?? null],
    [translate('detail.responsible'), row.chat?.responsibleId ?? null],
    [translate('detail.received'), fullTime(row.receivedAtMs, language)],
    [translate('detail.kind'), row.kind],
  ];
  return (
    <section className={classes.section}>
      <h3>{translate('detail.facts')}</h3>
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>
                <MarkedText text={value} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

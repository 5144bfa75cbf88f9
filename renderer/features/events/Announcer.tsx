import { useEffect, useState } from 'react';
import type { EventRow } from '../../../electron/shared/event.ts';
import { eventText, personTitle } from '../../../electron/shared/eventText.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { lineOf } from '../../ui/RemoteText.tsx';
import { watchNewMessages } from './newMessages.ts';

/** Says new messages to screen readers, on every page, without talking over itself. */
export function Announcer() {
  const client = useClient();
  const translate = useTranslate();
  const [words, setWords] = useState('');
  useEffect(
    () => watchNewMessages(client, (rows) => setWords(announcement(rows, translate))),
    [client, translate],
  );
  return (
    <div className="visuallyHidden" aria-live="polite" data-testid="announcer">
      {words}
    </div>
  );
}

function announcement(rows: readonly EventRow[], translate: Translate): string {
  const [newest] = rows;
  if (newest === undefined || rows.length > 1) return translate('list.announceMany', { count: rows.length });
  return translate('list.announceOne', {
    person: personTitle(newest) ?? translate('person.unknown'),
    text: lineOf(eventText(newest, translate)),
  });
}

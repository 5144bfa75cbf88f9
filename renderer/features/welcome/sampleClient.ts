import type { AppState } from '../../../electron/shared/appState.ts';
import type { Answer, CommandInput, CommandName } from '../../../electron/shared/contract.ts';
import { chatKey, type EventRow } from '../../../electron/shared/event.ts';
import type { EventFilter } from '../../../electron/shared/eventFilter.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { findWords, searchWords } from '../../../electron/shared/search.ts';
import type { ClientView, NotifierClient } from '../../state/client.ts';
import { sampleAccount, sampleRows, sampleWaiting } from './sampleRows.ts';

/** What would change something real: it does nothing, and that is said instead of the page's own words. */
type Declined = 'events.openInWebInbox' | 'events.export' | 'attention.snooze' | 'settings.change';
const declined: { [Name in Declined]: Answer<Name> } = {
  'events.openInWebInbox': { ok: true, value: { result: 'opened' } },
  'events.export': { ok: true, value: { result: 'cancelled', file: null, events: 0, detail: null } },
  'attention.snooze': { ok: true, value: { result: 'ok', untilMs: null } },
  'settings.change': { ok: true, value: { result: 'ok' } },
};

type Replies = { [Name in CommandName]?: (input: CommandInput<Name>) => Answer<Name> };

/**
 * Stands before the real client while somebody looks around: it answers from invented rows, keeps what is read in
 * itself, and lets nothing through to main.
 */
export function createSampleClient(
  real: NotifierClient,
  translate: Translate,
  nowMs: number,
  /** Called for what only works with a real account. */
  onDecline: () => void,
): NotifierClient {
  const listeners = new Set<() => void>();
  let rows = sampleRows(translate, nowMs);
  let revision = 1;
  let view: ClientView | null = null;
  let viewOf: ClientView | null = null;
  const mark = (keys: readonly string[], read: boolean): void => {
    rows = rows.map((row) => (keys.includes(row.key) ? { ...row, read } : row));
    revision += 1;
    view = null;
    for (const listener of listeners) listener();
  };
  const stateOf = (state: AppState | null): AppState | null =>
    state === null
      ? null
      : {
          ...state,
          accounts: [sampleAccount(translate)],
          unread: rows.filter((row) => !row.read).length,
          waiting: sampleWaiting(rows),
          waitingTotal: sampleWaiting(rows).length,
          replies: [],
        };
  const decline = <Name extends Declined>(name: Name): (typeof declined)[Name] => {
    onDecline();
    return declined[name];
  };
  const replies: Replies = {
    'events.page': ({ beforeRow, limit, filter }) => {
      const found = rows.filter((row) => (beforeRow === null || row.row < beforeRow) && fits(row, filter));
      return { ok: true, value: { rows: found.slice(0, limit), more: found.length > limit, revision } };
    },
    'events.get': ({ key }) => {
      const row = rows.find((candidate) => candidate.key === key);
      return { ok: true, value: row === undefined ? null : { row, raw: JSON.stringify(row.content) } };
    },
    'events.conversation': ({ key }) => {
      const row = rows.find((candidate) => candidate.key === key);
      const chat = row === undefined ? null : chatKey(row);
      return { ok: true, value: { rows: rows.filter((other) => chatKey(other) === chat).toReversed() } };
    },
    'events.markRead': ({ keys }) => {
      mark(keys === 'all' ? rows.map(({ key }) => key) : keys, true);
      return { ok: true, value: null };
    },
    'events.markReadWhere': ({ filter }) => {
      const keys = rows.filter((row) => !row.read && fits(row, filter)).map(({ key }) => key);
      mark(keys, true);
      return { ok: true, value: { keys } };
    },
    'events.markUnread': ({ keys }) => {
      mark(keys, false);
      return { ok: true, value: null };
    },
    'events.activity': ({ dayStartMs, dayEndMs }) => ({
      ok: true,
      value: { hours: activity(rows, dayStartMs, dayEndMs) },
    }),
    'chat.reply': () => ({ ok: true, value: { result: 'signedOut' } }),
    'events.openInWebInbox': () => decline('events.openInWebInbox'),
    'events.export': () => decline('events.export'),
    'attention.snooze': () => decline('attention.snooze'),
    'settings.change': () => decline('settings.change'),
  };
  return {
    read() {
      const now = real.read();
      if (view === null || viewOf !== now) {
        viewOf = now;
        view = { ...now, state: stateOf(now.state), eventsRevision: revision };
      }
      return view;
    },
    listen(listener) {
      listeners.add(listener);
      const stop = real.listen(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    invoke(name, input) {
      // The clipboard is the reader's own.
      if (name === 'clipboard.copy') return real.invoke(name, input);
      const reply = replies[name];
      if (reply !== undefined) return Promise.resolve(reply(input));
      onDecline();
      return Promise.resolve({ ok: false, error: 'failed' });
    },
    reload: () => undefined,
    start: () => () => undefined,
  };
}

function fits(row: EventRow, filter: EventFilter): boolean {
  const among = (list: readonly string[], value: string | null): boolean =>
    list.length === 0 || list.includes(value ?? '');
  const text = row.content.type === 'text' ? row.content.text : '';
  const words = [text, row.sender?.name ?? '', row.chat?.name ?? ''].join('\n');
  return (
    (!filter.unreadOnly || !row.read) &&
    among(filter.lineIds, row.lineId) &&
    among(filter.messengerTypes, row.messengerType) &&
    among(filter.kinds, row.kind) &&
    among(filter.verdicts, row.verdict) &&
    among(filter.classes, 'mine') &&
    (filter.fromMs === null || row.atMs >= filter.fromMs) &&
    (filter.toMs === null || row.atMs < filter.toMs) &&
    searchWords(filter.text).every((word) => findWords(words, [word]).length > 0)
  );
}

function activity(rows: readonly EventRow[], fromMs: number, toMs: number) {
  return rows
    .filter(({ kind, atMs }) => kind === 'message' && atMs >= fromMs && atMs < toMs)
    .map(({ atMs, direction, lineId }) => ({
      hourStartMs: new Date(atMs).setMinutes(0, 0, 0),
      lineId,
      incoming: direction === 'incoming' ? 1 : 0,
      answered: direction === 'outgoing' ? 1 : 0,
      meanWaitMs: direction === 'outgoing' ? 6 * 60_000 : null,
    }));
}

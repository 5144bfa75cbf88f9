import type { EventFilter } from '../../../electron/shared/eventFilter.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { eventText, personTitle } from '../../../electron/shared/eventText.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import type { NotifierClient } from '../../state/client.ts';
import type { NoticeStore } from './session.ts';

/** How long "Undo" is offered. Milliseconds. */
const undoMs = 10_000;
/** Keys that one command takes. */
const keysAtOnce = 1_000;
/** Rounds of marking: more events than this holds are not kept unread by anybody. */
const mostRounds = 200;
/** Longest text the clipboard command takes. Characters. */
const maxCopyLength = 200_000;

export interface EventActions {
  /** Marks events, and offers to take it back. */
  mark: (rows: readonly EventRow[], read: boolean) => Promise<void>;
  /** Marks all that fits as read, in sight or not. */
  markAllRead: (filter: EventFilter) => Promise<void>;
  undo: () => Promise<void>;
  copyTexts: (rows: readonly EventRow[]) => Promise<void>;
  exportFile: (filter: EventFilter, format: 'csv' | 'json') => Promise<void>;
}

/** What is done with several events at once; how each ended is told by a notice. */
export function createEventActions(options: {
  client: NotifierClient;
  notices: NoticeStore;
  translate: Translate;
  /** Shows the mark at once; main announces it a moment later. */
  show: (keys: readonly string[], read: boolean) => void;
}): EventActions {
  const { client, notices, translate, show } = options;

  function tell(key: MessageKey, values?: Record<string, string | number>): void {
    notices.show({ words: translate(key, values), alert: false, undo: null }, undoMs);
  }

  function complain(words: string): void {
    notices.show({ words, alert: true, undo: null }, null);
  }

  async function send(keys: readonly string[], read: boolean): Promise<boolean> {
    for (let from = 0; from < keys.length; from += keysAtOnce) {
      const some = keys.slice(from, from + keysAtOnce);
      const answer = await client.invoke(read ? 'events.markRead' : 'events.markUnread', { keys: some });
      if (!answer.ok) return false;
      show(some, read);
    }
    return true;
  }

  function offerUndo(keys: readonly string[], read: boolean): void {
    notices.show(
      {
        words: translate(read ? 'marked.read' : 'marked.unread', { count: keys.length }),
        alert: false,
        undo: { keys, read: !read },
      },
      undoMs,
    );
  }

  return {
    async mark(rows, read) {
      const keys = rows.filter((row) => row.read !== read).map(({ key }) => key);
      if (await send(keys, read)) {
        if (keys.length > 0) offerUndo(keys, read);
      } else complain(translate('failure.command'));
    },
    async markAllRead(filter) {
      const keys: string[] = [];
      let failed = false;
      for (let round = 0; round < mostRounds; round += 1) {
        const answer = await client.invoke('events.markReadWhere', { filter });
        failed = !answer.ok;
        if (!answer.ok) break;
        keys.push(...answer.value.keys);
        show(answer.value.keys, true);
        if (answer.value.keys.length < keysAtOnce) break;
      }
      if (keys.length > 0) offerUndo(keys, true);
      else if (failed) complain(translate('failure.command'));
      else tell('marked.read', { count: 0 });
    },
    async undo() {
      const undo = notices.read()?.undo ?? null;
      if (undo === null) return;
      notices.clear();
      if (await send(undo.keys, undo.read)) tell('marked.undone');
      else complain(translate('failure.command'));
    },
    async copyTexts(rows) {
      const text = rows
        .toSorted((one, other) => one.atMs - other.atMs)
        .map((row) => `${personTitle(row) ?? translate('person.unknown')}: ${eventText(row, translate)}`)
        .join('\n');
      const answer = await client.invoke('clipboard.copy', { text: text.slice(0, maxCopyLength) });
      if (answer.ok) tell('copied.texts', { count: rows.length });
      else complain(translate('failure.command'));
    },
    async exportFile(filter, format) {
      const answer = await client.invoke('events.export', { filter, format });
      if (!answer.ok) return complain(translate('export.failedPlain'));
      const { result, file, events, detail } = answer.value;
      const forGood = (words: string): void => notices.show({ words, alert: false, undo: null }, null);
      switch (result) {
        case 'cancelled':
          return undefined;
        case 'done':
          return forGood(translate('export.done', { count: events, file: fileName(file ?? '') }));
        case 'stopped':
          return forGood(translate('export.stopped'));
        case 'failed':
          return complain(
            detail === null ? translate('export.failedPlain') : translate('export.failed', { detail }),
          );
      }
    },
  };
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

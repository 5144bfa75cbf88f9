import { dialog } from 'electron/main';
import { activityOf } from '../../core/activity/hours.ts';
import { linesOf } from '../../core/state/view.ts';
import { findPage } from '../../platform/eventSearch.ts';
import { exportEvents } from '../../platform/exportEvents.ts';
import { everyEvent } from '../../shared/eventFilter.ts';
import type { HandlerParts } from './handlers.ts';
import type { Handlers } from './serve.ts';

type Names = Extract<keyof Handlers, `events.${string}` | `history.${string}` | `work.${string}`>;

/** Events that one mark covers, so that it can be undone. */
const markedAtOnce = 1_000;

/** What the window asks of the stored events. */
export function createEventHandlers(
  parts: HandlerParts,
): Omit<Pick<Handlers, Names>, 'events.openInWebInbox'> {
  const { history, store } = parts;

  function mark(keys: readonly string[] | 'all'): void {
    history.markRead(keys);
    parts.attention.read(keys);
    parts.historyChanged();
  }

  return {
    'events.page': async (query) => ({
      ...(await findPage(history, query)),
      revision: parts.historyRevision(),
    }),
    'events.get': ({ key }) => history.find(key),
    'events.conversation'({ key, limit }) {
      const found = history.find(key);
      return { rows: found === null ? [] : history.conversation(found.row, limit) };
    },
    'events.markRead'({ keys }) {
      mark(keys);
      return null;
    },
    async 'events.markReadWhere'({ filter }) {
      const unread = { ...filter, unreadOnly: true };
      const { rows } = await findPage(history, { beforeRow: null, limit: markedAtOnce, filter: unread });
      const keys = rows.map((row) => row.key);
      mark(keys);
      return { keys };
    },
    'events.markUnread'({ keys }) {
      history.markUnread(keys);
      parts.historyChanged();
      return null;
    },
    async 'events.export'({ filter, format }) {
      const none = { file: null, events: 0, detail: null };
      const chosen = await dialog.showSaveDialog({
        defaultPath: `chatapp-events.${format}`,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      });
      if (chosen.canceled || chosen.filePath === '') return { result: 'cancelled', ...none };
      // How many fit a filter is known when they are written.
      const whole = JSON.stringify(filter) === JSON.stringify(everyEvent);
      const work = parts.work.begin('export', whole ? history.events() : null);
      try {
        const answer = await exportEvents(history, chosen.filePath, {
          filter,
          format,
          words: {
            translate: parts.translate(),
            lines: (accountId) => linesOf(store.get(), accountId),
          },
          progress: (events) => work.progress(events),
          stopped: () => work.stopped(),
        });
        if (answer.result === 'done')
          return { result: 'done', file: chosen.filePath, events: answer.events, detail: null };
        return { result: answer.result, ...none, detail: answer.result === 'failed' ? answer.detail : null };
      } finally {
        work.end();
      }
    },
    'events.activity': ({ dayStartMs, dayEndMs }) => ({
      hours: activityOf(history.activity(dayStartMs, dayEndMs)),
    }),
    'history.info': () => ({
      events: history.events(),
      bytes: history.sizeBytes(),
      oldestMs: history.oldestMs(),
    }),
    'history.erase'() {
      parts.attention.forget();
      parts.replies.forgetAll();
      parts.leaveBehind(history.erase());
      parts.historyChanged();
      return null;
    },
    'work.stop'({ id }) {
      parts.work.stop(id);
      return null;
    },
  };
}

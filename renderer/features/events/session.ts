import type { NotifierClient } from '../../state/client.ts';
import type { Feed } from './feed.ts';
import type { WindowMemory } from '../../../electron/shared/windowMemory.ts';
import { draftsOf } from '../../state/drafts.tsx';
import { freshWindow, type MemoryKeeper } from '../../state/windowMemory.ts';
import type { ListFilter } from './filter/listFilter.ts';

/** What was done, in words, and how to take it back. */
export interface Notice {
  words: string;
  alert: boolean;
  /** Keys whose mark can be taken back, and the mark they had. */
  undo: { keys: readonly string[]; read: boolean } | null;
}

export interface NoticeStore {
  read: () => Notice | null;
  listen: (listener: () => void) => () => void;
  /** @param lastsMs when it goes by itself; null: when it is dismissed */
  show: (notice: Notice, lastsMs: number | null) => void;
  clear: () => void;
}

/** What the events page keeps while another page is open; part of it outlives the window. */
interface Kept {
  filter: ListFilter;
  openKey: string | null;
  /** The event that was marked as read because it was opened: once, so that marking it unread holds. */
  readKey: string | null;
  top: WindowMemory['top'];
  /** The rows that were loaded, and the filter they fit. */
  feed: { of: string; feed: Feed } | null;
}

export interface EventsSession {
  read: () => Readonly<Kept>;
  keep: (change: Partial<Kept>) => void;
  notices: NoticeStore;
}

const sessions = new WeakMap<NotifierClient, EventsSession>();

export function eventsSession(client: NotifierClient): EventsSession {
  return sessions.get(client) ?? openSession(client, freshWindow, () => undefined);
}

/** The session begins where the window before this one ended, and what changes in it is remembered for the next. */
export function resumeSession(client: NotifierClient, memory: MemoryKeeper): void {
  if (sessions.has(client)) return;
  openSession(client, memory.before, ({ filter, openKey, top }) => memory.note({ filter, openKey, top }));
}

/** The events are erased: what was open, loaded or begun of them must not come back, in this window or the next. */
export function forgetErased(client: NotifierClient, memory: MemoryKeeper): void {
  const session = eventsSession(client);
  session.keep({ openKey: null, readKey: null, top: null, feed: null });
  session.notices.clear();
  draftsOf(memory).clear();
}

function openSession(
  client: NotifierClient,
  { filter, openKey, top }: WindowMemory,
  onKept: (kept: Kept) => void,
): EventsSession {
  // What was open then was read then.
  let kept: Kept = { filter, openKey, readKey: openKey, top, feed: null };
  const made: EventsSession = {
    read: () => kept,
    keep(change) {
      kept = { ...kept, ...change };
      onKept(kept);
    },
    notices: createNotices(),
  };
  sessions.set(client, made);
  return made;
}

function createNotices(): NoticeStore {
  const listeners = new Set<() => void>();
  let notice: Notice | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function set(next: Notice | null): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    notice = next;
    for (const listener of listeners) listener();
  }

  return {
    read: () => notice,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    show(next, lastsMs) {
      set(next);
      if (lastsMs !== null) timer = setTimeout(() => set(null), lastsMs);
    },
    clear: () => set(null),
  };
}

import type { EventFilter } from '../../../electron/shared/eventFilter.ts';
import type { NotifierClient } from '../../state/client.ts';
import { followEvents } from '../../state/followEvents.ts';
import { appendOlder, emptyFeed, markAs, mergeNewest, patchRange, releaseHeld, type Feed } from './feed.ts';

/** Rows in one page; the newest page is read again at every change. */
const pageSize = 100;

export interface FeedOptions {
  filter: EventFilter;
  /** True while new rows would move what is being looked at. */
  shouldHold: () => boolean;
  /** The highest `row` in view, or null at the top of the list: what must be renewed besides the newest page. */
  topRow: () => number | null;
  /** Rows that were loaded before, for the same filter. */
  initial?: Feed | null;
}

/** The list's rows: the newest page, older ones on demand, and every change main announces. */
export interface FeedStore {
  read: () => Feed;
  listen: (listener: () => void) => () => void;
  start: () => () => void;
  loadOlder: () => void;
  release: () => void;
  /** Shows a mark at once, before main announces it. */
  showMark: (keys: readonly string[], read: boolean) => void;
  markRead: (keys: string[]) => void;
  retry: () => void;
}

export function createFeedStore(client: NotifierClient, options: FeedOptions): FeedStore {
  const { filter } = options;
  const { unreadOnly } = filter;
  const listeners = new Set<() => void>();
  let feed = options.initial ?? emptyFeed;
  let readingNewest = false;
  let readAgain = false;
  let readingOlder = false;

  function set(next: Feed): void {
    feed = next;
    for (const listener of listeners) listener();
  }

  async function readNewest(): Promise<void> {
    if (readingNewest) {
      // One more look after this one covers every change in between.
      readAgain = true;
      return;
    }
    readingNewest = true;
    do {
      readAgain = false;
      await readNewestOnce();
    } while (readAgain);
    readingNewest = false;
  }

  async function readNewestOnce(): Promise<void> {
    const answer = await client.invoke('events.page', {
      beforeRow: null,
      limit: pageSize,
      filter,
    });
    if (!answer.ok) {
      if (feed.phase !== 'ready') set({ ...feed, phase: 'failed' });
      return;
    }
    set(mergeNewest(feed, answer.value, { unreadOnly, hold: options.shouldHold() }));
    const top = options.topRow();
    const oldestFetched = answer.value.rows.at(-1)?.row;
    if (top === null || oldestFetched === undefined || top >= oldestFetched) return;
    const beforeRow = top + 1;
    const around = await client.invoke('events.page', { beforeRow, limit: pageSize, filter });
    if (around.ok) set(patchRange(feed, around.value, beforeRow, unreadOnly));
  }

  async function readOlder(): Promise<void> {
    const oldest = feed.rows.at(-1);
    if (feed.phase !== 'ready' || !feed.more || oldest === undefined || readingOlder) return;
    readingOlder = true;
    const answer = await client.invoke('events.page', {
      beforeRow: oldest.row,
      limit: pageSize,
      filter,
    });
    readingOlder = false;
    // A page that failed is asked for again at the next scroll; one that no longer fits is dropped.
    if (answer.ok && feed.rows.at(-1)?.row === oldest.row) set(appendOlder(feed, answer.value));
  }

  return {
    read: () => feed,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => followEvents(client, () => void readNewest()),
    loadOlder: () => void readOlder(),
    release: () => set(releaseHeld(feed)),
    showMark: (keys, read) => set(markAs(feed, keys, read)),
    markRead(keys) {
      set(markAs(feed, keys, true));
      void client.invoke('events.markRead', { keys }).then((answer) => {
        // What is on screen must be what is stored.
        if (!answer.ok) void readNewest();
      });
    },
    retry() {
      set(emptyFeed);
      void readNewest();
    },
  };
}

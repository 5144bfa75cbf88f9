import type { EventFilter } from '../../../electron/shared/eventFilter.ts';
import type { NotifierClient } from '../../state/client.ts';
import { followEvents } from '../../state/followEvents.ts';
import {
  appendOlder,
  emptyFeed,
  markAs,
  mergeNewest,
  patchRange,
  releaseHeld,
  type Feed,
  type Page,
} from './feed.ts';

/** Rows in one page; the newest page is read again at every change. */
const pageSize = 100;
/** Rows in one page while a place of before is looked for. */
const reachSize = 200;
/** Pages read from the newest down to that place; where it is further down, the list begins there. */
const mostReached = 10;
/** Rows below the place, so that it can stand at the upper edge. */
const belowPlace = 50;

export interface FeedOptions {
  filter: EventFilter;
  /** True while new rows would move what is being looked at. */
  shouldHold: () => boolean;
  /** The highest `row` in view, or null at the top of the list: what must be renewed besides the newest page. */
  topRow: () => number | null;
  /** Rows that were loaded before, for the same filter. */
  initial?: Feed | null;
  /** A `row` that is to be among the first rows: the list was left there. */
  reach?: number | null;
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

const atTheTop = { unreadOnly: false, hold: false };

export function createFeedStore(client: NotifierClient, options: FeedOptions): FeedStore {
  const { filter, reach = null } = options;
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

  async function page(beforeRow: number | null, limit = pageSize): Promise<Page | null> {
    const answer = await client.invoke('events.page', { beforeRow, limit, filter });
    return answer.ok ? answer.value : null;
  }

  /** All rows from the newest to some below the place; or, where that is too far, those around it. */
  async function readDownTo(place: number): Promise<Feed | null> {
    let found = emptyFeed;
    for (let pages = 0; pages < mostReached; pages += 1) {
      const next = await page(found.rows.at(-1)?.row ?? null, reachSize);
      if (next === null) return null;
      found = pages === 0 ? mergeNewest(found, next, atTheTop) : appendOlder(found, next);
      const below = found.rows.filter(({ row }) => row < place).length;
      if (!found.more || below >= belowPlace) return found;
    }
    const around = await page(place + 1, reachSize);
    if (around === null || around.rows.length === 0) return found;
    return {
      ...mergeNewest(emptyFeed, around, atTheTop),
      held: found.rows.slice(0, pageSize),
      heldMeetsRows: false,
    };
  }

  async function readNewestOnce(): Promise<void> {
    if (feed.phase !== 'ready' && reach !== null) {
      const found = await readDownTo(reach);
      if (found === null) set({ ...feed, phase: 'failed' });
      else set(found);
      return;
    }
    const answer = await client.invoke('events.page', {
      beforeRow: null,
      limit: pageSize,
      filter,
    });
    if (!answer.ok) {
      if (feed.phase !== 'ready') set({ ...feed, phase: 'failed' });
      return;
    }
    // Where rows are missing between, nobody is to be taken away from what is read.
    const hold = options.shouldHold() || !feed.heldMeetsRows;
    set(mergeNewest(feed, answer.value, { unreadOnly, hold }));
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

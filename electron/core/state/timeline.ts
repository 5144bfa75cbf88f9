import type { TimelineEntry } from '../../shared/appState.ts';

/** What happened to the connections, newest last; bounded, so that a month of trouble costs no memory. */
export interface Timeline {
  add(entry: TimelineEntry): void;
  entries(): readonly TimelineEntry[];
}

/** Entries kept. */
export const timelineLength = 300;

export function createTimeline(): Timeline {
  let kept: TimelineEntry[] = [];
  return {
    add(entry) {
      const last = kept.at(-1);
      // The same trouble again and again is one entry with a count, or it would push out how it began.
      if (
        last &&
        last.what === entry.what &&
        last.cause?.code === entry.cause?.code &&
        last.accountId === entry.accountId
      ) {
        kept = [
          ...kept.slice(0, -1),
          { ...entry, atMs: last.atMs, lastAtMs: entry.atMs, times: last.times + 1 },
        ];
        return;
      }
      kept = [...kept, entry].slice(-timelineLength);
    },
    entries: () => kept,
  };
}

import { describe, expect, it } from 'vitest';
import {
  appendOlder,
  emptyFeed,
  markAs,
  mergeNewest,
  mostAtTheTop,
  patchRange,
  releaseHeld,
} from '../../renderer/features/events/feed.ts';
import { makeRow } from './sampleData.ts';

const rows = (...numbers: number[]) => numbers.map((row) => makeRow(row));
const numbersOf = (feed: { rows: readonly { row: number }[] }) => feed.rows.map(({ row }) => row);
const atTop = { unreadOnly: false, hold: false };
const below = { unreadOnly: false, hold: true };

describe('the loaded part of the list', () => {
  const start = mergeNewest(emptyFeed, { rows: rows(5, 4, 3), more: true }, atTop);

  it('puts new rows on top, once', () => {
    const next = mergeNewest(start, { rows: rows(7, 6, 5, 4), more: true }, atTop);
    expect(numbersOf(next)).toEqual([7, 6, 5, 4, 3]);
    expect(numbersOf(mergeNewest(next, { rows: rows(7, 6, 5, 4), more: true }, atTop))).toEqual([
      7, 6, 5, 4, 3,
    ]);
  });

  it('keeps no more than can be wanted of what a storm pushes down, and fetches it again when it is', () => {
    let feed = start;
    for (let newest = 55; newest <= 1_005; newest += 50) {
      const page = Array.from({ length: 100 }, (_, index) => newest - index).filter((row) => row > 0);
      feed = mergeNewest(feed, { rows: rows(...page), more: true }, atTop);
    }
    expect(feed.rows).toHaveLength(mostAtTheTop);
    expect(numbersOf(feed).slice(0, 2)).toEqual([1_005, 1_004]);
    expect(feed.more).toBe(true);
    const older = appendOlder(feed, { rows: rows(885, 884), more: true });
    expect(numbersOf(older).slice(-3)).toEqual([886, 885, 884]);
  });

  it('holds new rows back while the reader is further down, and shows them on demand', () => {
    const next = mergeNewest(start, { rows: rows(7, 6, 5, 4), more: true }, below);
    expect(numbersOf(next)).toEqual([5, 4, 3]);
    expect(next.held.map(({ row }) => row)).toEqual([7, 6]);
    expect(numbersOf(releaseHeld(next))).toEqual([7, 6, 5, 4, 3]);
  });

  it('leaves no gap when more came than one page holds', () => {
    const page = { rows: rows(30, 29, 28), more: true };
    expect(numbersOf(mergeNewest(start, page, atTop))).toEqual([30, 29, 28]);
    const released = releaseHeld(mergeNewest(start, page, below));
    expect(numbersOf(released)).toEqual([30, 29, 28]);
    expect(released.more).toBe(true);
  });

  it('renews what was read or delivered meanwhile, and drops what is gone', () => {
    const page = { rows: [makeRow(5, { read: true, outcome: 'clicked' }), makeRow(3)], more: true };
    const next = mergeNewest(start, page, atTop);
    expect(numbersOf(next)).toEqual([5, 3]);
    expect(next.rows[0]).toMatchObject({ read: true, outcome: 'clicked' });
    expect(next.rows[1]).toBe(start.rows[2]);
  });

  it('keeps rows in sight that were read while only unread ones are shown', () => {
    const next = mergeNewest(start, { rows: rows(5), more: false }, { unreadOnly: true, hold: false });
    expect(numbersOf(next)).toEqual([5, 4, 3]);
    expect(next.rows.map(({ read }) => read)).toEqual([false, true, true]);
  });

  it('renews a range further down without touching what is above it', () => {
    const older = appendOlder(start, { rows: rows(3, 2, 1), more: false });
    expect(numbersOf(older)).toEqual([5, 4, 3, 2, 1]);
    const next = patchRange(older, { rows: [makeRow(2, { read: true })], more: false }, 3, false);
    expect(numbersOf(next)).toEqual([5, 4, 3, 2]);
    expect(next.rows[3]?.read).toBe(true);
  });

  it('marks what it is told, and takes it back', () => {
    const [first, second] = start.rows.map(({ key }) => key);
    const read = markAs(start, [first ?? '', second ?? ''], true);
    expect(read.rows.map((row) => row.read)).toEqual([true, true, false]);
    expect(markAs(read, [first ?? ''], false).rows.map((row) => row.read)).toEqual([false, true, false]);
  });
});

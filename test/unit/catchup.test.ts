import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceCursors,
  chatsToFetch,
  cursorsOf,
  farthest,
  farthestBackSeconds,
  firstKey,
  leaveBehind,
  listIsDone,
  newestTimes,
  overlapSeconds,
  placeKey,
  windowStart,
  type ChatActivity,
} from '../../electron/core/catchup/plan.ts';

const place = { lineId: '1', messengerType: 'telegram' };
const other = { lineId: '2', messengerType: 'telegram' };
const now = 1_700_000_000;
const chat = (lastTime: number, where = place): ChatActivity => ({
  ...where,
  chatId: `c${lastTime}`,
  lastTime,
});

describe('what to fetch', () => {
  it('begins at what is stored where the cursors are gone, and never in the future', () => {
    const told = cursorsOf(
      [
        { ...place, atMs: (now - 500) * 1_000 + 999 },
        { ...other, atMs: (now + 900) * 1_000 },
      ],
      now * 1_000,
    );
    expect(windowStart(told, place, now)).toBe(now - 500 - overlapSeconds);
    expect(windowStart(told, other, now)).toBe(now - overlapSeconds);
  });

  it('is nothing of a messenger that was never caught up: its past is not told', () => {
    expect(windowStart({}, place, now)).toBeNull();
    expect(chatsToFetch([chat(now)], {}, now)).toEqual([]);
  });

  it('begins some minutes before the cursor, and at most two weeks back', () => {
    expect(windowStart({ [placeKey(place)]: now - 60 }, place, now)).toBe(now - 60 - overlapSeconds);
    expect(windowStart({ [placeKey(place)]: 5 }, place, now)).toBe(now - farthestBackSeconds);
  });

  it('never reaches behind the moment this app first looked, in spite of the overlap', () => {
    const cursors = { [placeKey(place)]: now - 60, [firstKey(place)]: now - 100 };
    expect(windowStart(cursors, place, now)).toBe(now - 99);
  });

  it('is every chat with something newer than that', () => {
    const cursors = { [placeKey(place)]: now - 1_000, [placeKey(other)]: now - 10 };
    const page = [
      chat(now),
      chat(now - 1_000 - overlapSeconds),
      chat(now - 1_001 - overlapSeconds),
      chat(now - 900, other),
    ];
    expect(chatsToFetch(page, cursors, now).map(({ lastTime }) => lastTime)).toEqual([
      now,
      now - 1_000 - overlapSeconds,
    ]);
  });

  it('goes on through the list until it is older than every window', () => {
    const cursors = { [placeKey(place)]: now - 1_000, [placeKey(other)]: now - 5_000 };
    expect(listIsDone([chat(now - 2_000)], [place, other], cursors, now)).toBe(false);
    expect(listIsDone([chat(now - 5_001 - overlapSeconds)], [place, other], cursors, now)).toBe(true);
    expect(listIsDone([], [place], cursors, now)).toBe(true);
  });
});

describe('what is erased', () => {
  const key = placeKey(place);
  const cursors = { [key]: now - 60, [placeKey(other)]: now - 60, [firstKey(other)]: 7 };

  it('is not fetched again, and what comes after it is', () => {
    // Heard live, after the last catch-up.
    const left = leaveBehind(cursors, [{ ...place, atMs: (now - 30) * 1_000 + 999 }], now * 1_000);
    expect(chatsToFetch([chat(now - 30), chat(now - 60)], left, now)).toEqual([]);
    expect(chatsToFetch([chat(now - 29)], left, now)).toHaveLength(1);
    expect(windowStart(left, other, now)).toBe(now - 60 - overlapSeconds);
  });

  it('long ago changes nothing', () => {
    const left = leaveBehind(cursors, [{ ...place, atMs: 5_000 }], now * 1_000);
    expect(windowStart(left, place, now)).toBe(windowStart(cursors, place, now));
  });

  it('by a clock that ran ahead leaves nothing out', () => {
    const left = leaveBehind(cursors, [{ ...place, atMs: (now + 900) * 1_000 }], now * 1_000);
    expect(windowStart(left, place, now)).toBe(now + 1);
  });

  it('makes no beginning where there is none', () => {
    expect(leaveBehind({}, [{ ...place, atMs: now * 1_000 }], now * 1_000)).toEqual({});
  });

  it('stays left behind when a catch-up ends that began before', () => {
    const before = { [key]: now - 60, [firstKey(place)]: 7 };
    const left = leaveBehind(before, [{ ...place, atMs: now * 1_000 }], now * 1_000);
    const ended = advanceCursors(before, [place], new Map(), now);
    expect(windowStart(farthest(left, ended), place, now)).toBe(now + 1);
  });
});

describe('cursors', () => {
  it('never go back, and never past the moment of the list', () => {
    const times = fc.integer({ min: now - 10_000, max: now + 10_000 });
    fc.assert(
      fc.property(times, times, times, (before, newest, listedAt) => {
        const key = placeKey(place);
        const next = advanceCursors({ [key]: before }, [place], new Map([[key, newest]]), listedAt)[key] ?? 0;
        expect(next).toBeGreaterThanOrEqual(before);
        expect(next).toBeLessThanOrEqual(Math.max(before, listedAt));
      }),
    );
  });

  it('stay where a fetch failed', () => {
    const cursors = { [placeKey(place)]: 100, [placeKey(other)]: 100 };
    expect(advanceCursors(cursors, [other], new Map(), now)).toEqual({
      [placeKey(place)]: 100,
      [placeKey(other)]: now,
    });
  });

  it('take the newest of all pages', () => {
    const newest = newestTimes([chat(3), chat(9, other)], newestTimes([chat(7)], new Map()));
    expect(Object.fromEntries(newest)).toEqual({ [placeKey(place)]: 7, [placeKey(other)]: 9 });
  });
});

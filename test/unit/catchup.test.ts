import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recover } from '../../electron/core/attention/recovery.ts';
import {
  advanceCursors,
  chatsToFetch,
  farthestBackSeconds,
  firstKey,
  listIsDone,
  newestTimes,
  overlapSeconds,
  placeKey,
  windowStart,
  type ChatActivity,
} from '../../electron/core/catchup/plan.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { arrive, messageItem, rowOf } from '../support/events.ts';

const place = { lineId: '1', messengerType: 'telegram' };
const other = { lineId: '2', messengerType: 'telegram' };
const now = 1_700_000_000;
const chat = (lastTime: number, where = place): ChatActivity => ({
  ...where,
  chatId: `c${lastTime}`,
  lastTime,
});

describe('what to fetch', () => {
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

describe('what to tell afterwards', () => {
  const message = (id: number, chatId: string, more: Record<string, unknown> = {}): EventRow =>
    rowOf(
      arrive('message', [messageItem({ id, time: 1_700_000_000 + id, chat: { id: chatId }, ...more })])[0],
      {
        recovered: true,
      },
    );
  const never = (): null => null;

  it('is each chat by itself while there are few', () => {
    const rows = [message(1, 'a'), message(2, 'a'), message(3, 'b')];
    const { single, summary } = recover(rows, defaultSettings, never);
    expect(summary).toBeNull();
    expect(single.map(({ row, keys }) => [row.key, keys.length])).toEqual([
      [rows[1]?.key, 2],
      [rows[2]?.key, 1],
    ]);
  });

  it('is one summary when there are many', () => {
    const rows = ['a', 'b', 'c', 'd', 'd'].map((chatId, id) => message(id, chatId));
    const { single, summary, verdicts } = recover(rows, defaultSettings, never);
    expect(single).toEqual([]);
    expect(summary).toMatchObject({ messages: 5, chats: 4 });
    expect(verdicts.every(({ verdict, reason }) => verdict === 'digest' && reason === 'recovered')).toBe(
      true,
    );
  });

  it('leaves out what was answered meanwhile, and nothing that came after the answer', () => {
    const rows = [message(1, 'a'), message(5, 'a'), message(2, 'b')];
    const answeredAtMs = (row: EventRow): number | null => (row.chat?.id === 'a' ? 1_700_000_003_000 : null);
    const { single, verdicts } = recover(rows, defaultSettings, answeredAtMs);
    expect(new Set(single.flatMap(({ keys }) => keys))).toEqual(new Set([rows[1]?.key, rows[2]?.key]));
    expect(verdicts.find(({ key }) => key === rows[0]?.key)).toMatchObject({
      verdict: 'silent',
      reason: 'answeredMeanwhile',
    });
    expect(advanceCursors({}, [place], new Map([[placeKey(place), 50]]), now)).toEqual({
      [placeKey(place)]: 50,
      [firstKey(place)]: 50,
    });
  });

  it('decides every row exactly once', () => {
    const entry = fc.record({ chat: fc.nat(6), out: fc.boolean(), at: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.nat(50), (script, answered) => {
        const rows = script.map(({ chat: number, out, at }, id) =>
          message(id, `chat-${number}`, { time: 1_700_000_000 + at, side: out ? 'out' : 'in' }),
        );
        const { verdicts, single, summary } = recover(
          rows,
          defaultSettings,
          () => (1_700_000_000 + answered) * 1_000,
        );
        expect(verdicts.map(({ key }) => key).toSorted()).toEqual(rows.map(({ key }) => key).toSorted());
        const told = [...single.flatMap(({ keys }) => keys), ...(summary?.keys ?? [])];
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { nextMoment } from '../../../electron/core/attention/attention.ts';
import { addSnooze, endSnooze, snoozeEndMs } from '../../../electron/core/attention/snooze.ts';
import { planShifts } from '../../../electron/core/attention/shifts.ts';
import {
  snoozeId,
  type Shift,
  type SnoozeLength,
  type SnoozeTarget,
} from '../../../electron/shared/attention.ts';
import { chatKey, type EventRow } from '../../../electron/shared/event.ts';
import {
  attentionBench,
  ruleWith,
  settingsWith,
  shownIn,
  startMs,
  verdictsIn,
  type AttentionBench,
} from '../../support/attention.ts';
import { arrive, messageItem, rowOf } from '../../support/events.ts';

const incoming = (chatId: string, id: number, more: Record<string, unknown> = {}): EventRow =>
  rowOf(
    arrive('message', [messageItem({ id, chat: { id: chatId, name: chatId }, ...more })], {
      receivedAtMs: startMs,
    })[0],
  );
const outgoing = (chatId: string, id: number): EventRow =>
  incoming(chatId, id, { side: 'out', fromMe: true, created: { id: 7 }, time: startMs / 1_000 + 500 });
const stored = (...rows: EventRow[]) => ({ type: 'stored' as const, rows });

const chat = (chatId: string): SnoozeTarget => ({
  scope: 'chat',
  chat: chatKey(incoming(chatId, 0)) ?? '',
  accountId: '685',
  lineId: '1229',
});
const line: SnoozeTarget = { scope: 'line', accountId: '685', lineId: '1229' };

function snooze(bench: AttentionBench, target: SnoozeTarget, length: SnoozeLength = 'hour') {
  const { nowMs } = bench;
  const end = snoozeEndMs(length, null, { ...bench.situation(), tomorrowAt: '09:00' });
  const untilMs = end === 'noShift' ? null : end;
  return bench.put({
    type: 'quiet',
    change: (quiet) => addSnooze(quiet, target, { length, untilMs, name: null, nowMs }),
  });
}

describe('a pause', () => {
  it('holds everything, and tells it in one summary when it ends', () => {
    const bench = attentionBench();
    snooze(bench, { scope: 'all' });
    const rows = ['a', 'b', 'b', 'c'].map((chatId, id) => incoming(chatId, id));
    const effects = rows.flatMap((row) => bench.put(stored(row)));
    expect(shownIn(effects)).toEqual([]);
    expect(new Set(verdictsIn(effects).values())).toEqual(new Set(['hold paused']));
    const shown = shownIn(bench.pass(60 * 60_000)).filter(({ toast }) => toast.kind === 'held');
    expect(shown).toHaveLength(1);
    expect(shown[0]?.fresh.toSorted()).toEqual(rows.map(({ key }) => key).toSorted());
    expect(bench.state.quiet.snoozes).toEqual([]);
  });

  it('ended by hand tells at once', () => {
    const bench = attentionBench();
    snooze(bench, { scope: 'all' });
    bench.put(stored(incoming('a', 1), incoming('b', 2)));
    const ended = bench.put({
      type: 'quiet',
      change: (quiet) => endSnooze(quiet, snoozeId({ scope: 'all' })),
    });
    expect(shownIn(ended)).toMatchObject([{ toast: { kind: 'held', because: 'paused' } }]);
  });

  it('takes what is on the screen away, and brings it back', () => {
    const bench = attentionBench();
    bench.put(stored(incoming('a', 1)));
    const effects = snooze(bench, { scope: 'all' });
    expect(effects.some(({ type }) => type === 'withdraw')).toBe(true);
    expect(effects).toContainEqual(expect.objectContaining({ type: 'outcome', outcome: 'snoozed' }));
    expect(bench.live()).toEqual([]);
    bench.pass(60 * 60_000);
    expect(bench.live()).toMatchObject([{ kind: 'one' }]);
  });

  it('tells nobody of what was answered in it', () => {
    const bench = attentionBench();
    snooze(bench, { scope: 'all' });
    bench.put(stored(incoming('a', 1), incoming('b', 2), outgoing('a', 3), outgoing('b', 4)));
    expect(shownIn(bench.pass(60 * 60_000))).toEqual([]);
  });
});

describe('a snooze', () => {
  it('of a chat holds that chat alone', () => {
    const bench = attentionBench();
    snooze(bench, chat('a'));
    const effects = bench.put(stored(incoming('a', 1), incoming('b', 2)));
    expect([...verdictsIn(effects).values()]).toEqual(['hold snoozed', 'show incomingMessage']);
  });

  it('of a line holds that line alone', () => {
    const bench = attentionBench();
    snooze(bench, line);
    const elsewhere = { ...incoming('x', 5), lineId: '2', key: 'elsewhere' };
    const effects = bench.put(stored(incoming('a', 1), elsewhere));
    expect([...verdictsIn(effects).values()]).toEqual(['hold snoozed', 'show incomingMessage']);
  });

  it('by the notification’s button comes back after 15 minutes, unless answered', () => {
    const bench = attentionBench({
      settings: settingsWith({ unanswered: { enabled: false, steps: [], lines: [] } }),
    });
    bench.put(stored(incoming('a', 1), incoming('b', 2)));
    for (const { id } of bench.live()) bench.put({ type: 'button', toastId: id, action: 'snooze' });
    expect(bench.live()).toEqual([]);
    bench.put(stored(outgoing('b', 3)));
    bench.pass(14 * 60_000);
    expect(bench.live()).toEqual([]);
    bench.pass(60_000);
    expect(bench.live()).toMatchObject([{ kind: 'one' }]);
    expect(bench.live()[0]?.members.has(chatKey(incoming('a', 0)) ?? '')).toBe(true);
  });

  it('until the customer writes ends with the customer', () => {
    const bench = attentionBench();
    bench.put(stored(incoming('a', 1)));
    snooze(bench, chat('a'), 'customerWrites');
    expect(bench.live()).toEqual([]);
    expect(shownIn(bench.pass(60 * 60_000))).toEqual([]);
    const shown = shownIn(bench.put(stored(incoming('a', 2))));
    expect(shown).toHaveLength(1);
    expect(bench.state.quiet.snoozes).toEqual([]);
  });

  it('without an end is a mute: nothing is told, then or later', () => {
    const bench = attentionBench();
    snooze(bench, line, 'forever');
    const effects = bench.put(stored(incoming('a', 1)));
    expect([...verdictsIn(effects).values()]).toEqual(['silent muted']);
    bench.put({ type: 'quiet', change: (quiet) => endSnooze(quiet, snoozeId(line)) });
    expect(bench.live()).toEqual([]);
  });

  it('of the same thing replaces the one before', () => {
    const bench = attentionBench();
    snooze(bench, line, 'quarterHour');
    snooze(bench, line, 'hour');
    expect(bench.state.quiet.snoozes).toMatchObject([{ untilMs: startMs + 60 * 60_000 }]);
  });

  it.each<[SnoozeLength, string | null]>([
    ['quarterHour', '2026-03-28T21:15:00.000Z'],
    ['halfHour', '2026-03-28T21:30:00.000Z'],
    ['hour', '2026-03-28T22:00:00.000Z'],
    ['twoHours', '2026-03-28T23:00:00.000Z'],
    ['fourHours', '2026-03-29T01:00:00.000Z'],
    // Nine in the morning by the wall, although the night is an hour shorter.
    ['tomorrow', '2026-03-29T07:00:00.000Z'],
    ['shift', '2026-03-30T07:00:00.000Z'],
    ['customerWrites', null],
  ])('of length %s ends at %s', (length, iso) => {
    const nowMs = Date.parse('2026-03-28T21:00:00Z');
    const shifts: Shift[] = [
      { id: 's', days: [1], from: '09:00', to: '18:00', zone: 'system', lineId: null },
    ];
    const zone = 'Europe/Berlin';
    const end = snoozeEndMs(length, null, {
      nowMs,
      zone,
      plan: planShifts(shifts, zone, nowMs),
      tomorrowAt: '09:00',
    });
    expect(typeof end === 'number' ? new Date(end).toISOString() : end).toBe(iso);
  });
});

describe('off shift', () => {
  // A Tuesday evening, 22:13 UTC.
  const settings = settingsWith({
    shifts: [{ id: 's', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', zone: 'UTC', lineId: null }],
    rules: [ruleWith({ keywords: ['fire'], level: 'urgent' })],
  });

  it('events are held, and one digest opens the shift', () => {
    const bench = attentionBench({ settings });
    const rows = ['a', 'b'].map((chatId, id) => incoming(chatId, id));
    const effects = bench.put(stored(...rows));
    expect(new Set(verdictsIn(effects).values())).toEqual(new Set(['hold offShift']));
    const opened = shownIn(bench.pass(11 * 60 * 60_000)).filter(({ toast }) => toast.kind === 'held');
    expect(opened).toMatchObject([{ toast: { because: 'offShift' } }]);
    expect(opened[0]?.fresh.toSorted()).toEqual(rows.map(({ key }) => key).toSorted());
  });

  it('what is urgent is told', () => {
    const bench = attentionBench({ settings });
    expect(shownIn(bench.put(stored(incoming('a', 1, { message: { text: 'fire' } }))))).toMatchObject([
      { toast: { urgent: true } },
    ]);
  });

  it('who says "I’m on shift" is told', () => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1)));
    const effects = bench.put({
      type: 'quiet',
      change: (quiet) => ({ ...quiet, onShiftUntilMs: bench.nowMs + 60_000 }),
    });
    expect(shownIn(effects)).toHaveLength(1);
    expect(shownIn(bench.put(stored(incoming('b', 2))))).toHaveLength(1);
    bench.pass(2 * 60_000);
    expect(shownIn(bench.put(stored(incoming('c', 3))))).toEqual([]);
  });

  it('the next moment is when something changes by itself', () => {
    const bench = attentionBench({ settings });
    const begins = Date.parse('2023-11-15T09:00:00Z');
    expect(nextMoment(bench.state, bench.situation())).toBe(begins);
    snooze(bench, line);
    expect(nextMoment(bench.state, bench.situation())).toBe(startMs + 60 * 60_000);
    expect(nextMoment(attentionBench().state, attentionBench().situation())).toBeNull();
  });
});

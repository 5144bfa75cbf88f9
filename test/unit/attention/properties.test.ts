import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSnooze, endSnooze } from '../../../electron/core/attention/snooze.ts';
import type { AttentionState } from '../../../electron/core/attention/state.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { chatKey } from '../../../electron/shared/event.ts';
import {
  attentionBench,
  settingsWith,
  shownIn,
  startMs,
  verdictsIn,
  type AttentionBench,
} from '../../support/attention.ts';
import { arrive, messageItem, rowOf } from '../../support/events.ts';

/** Whatever happens, in whatever order: chats of three lines, messages, answers, ends, clicks, time and pauses. */

type Action =
  | { do: 'message' | 'answer' | 'close' | 'read' | 'take'; chat: number }
  | { do: 'signal'; signal: 'clicked' | 'dismissed' | 'expired'; nth: number }
  | { do: 'button'; action: 'snooze' | 'mute'; nth: number }
  | { do: 'pause' | 'resume' }
  | { do: 'pass'; minutes: number };

const chatNumber = fc.nat(7);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('message' as const), chat: chatNumber }) },
  fc.record({
    do: fc.constantFrom('answer' as const, 'close' as const, 'read' as const, 'take' as const),
    chat: chatNumber,
  }),
  fc.record({
    do: fc.constant('signal' as const),
    signal: fc.constantFrom('clicked' as const, 'dismissed' as const, 'expired' as const),
    nth: fc.nat(3),
  }),
  fc.record({
    do: fc.constant('button' as const),
    action: fc.constantFrom('snooze' as const, 'mute' as const),
    nth: fc.nat(3),
  }),
  fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const) }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
);
const script = fc.array(action, { maxLength: 60 });
/** Without what a person does: pure events. */
const events = fc.array(
  fc.record({
    do: fc.constantFrom(
      'message' as const,
      'message' as const,
      'answer' as const,
      'close' as const,
      'read' as const,
      'take' as const,
    ),
    chat: chatNumber,
  }),
  { maxLength: 60 },
);

/** Found by chance in one of a thousand: a summary of what was paused, and then a storm, or chats that wait. */
const digestBesideSummary: Action[] = [
  { do: 'message', chat: 0 },
  { do: 'close', chat: 0 },
  { do: 'message', chat: 3 },
  { do: 'pause' },
  { do: 'resume' },
  { do: 'message', chat: 0 },
];
const summaryBesideSummary: Action[] = [
  { do: 'message', chat: 2 },
  { do: 'pause' },
  { do: 'message', chat: 1 },
  { do: 'resume' },
  { do: 'message', chat: 3 },
  { do: 'message', chat: 0 },
  { do: 'pass', minutes: 5 },
];

/** Found by chance in one of 15,000: a line is muted, and everything paused before the next message of it. */
const mutedWhilePaused: Action[] = [
  { do: 'message', chat: 0 },
  { do: 'message', chat: 2 },
  { do: 'button', action: 'mute', nth: 1 },
  { do: 'pause' },
  { do: 'message', chat: 2 },
  { do: 'resume' },
];

const settings = settingsWith({ storm: { notifications: 3, seconds: 60 } });

function rowFor(step: { do: string; chat: number }, id: number, nowMs: number): EventRow {
  const chat = { id: `chat-${step.chat}`, name: `P${step.chat}` };
  const line = String(step.chat % 3);
  const place = { lineId: line };
  const make = (name: string, item: Record<string, unknown>): EventRow => {
    const [stored] = arrive(name, [item], { receivedAtMs: nowMs });
    const row = rowOf(stored);
    return { ...row, ...place, key: `${line} ${name} ${id}` };
  };
  const message = messageItem({ id, time: Math.floor(nowMs / 1_000), chat });
  switch (step.do) {
    case 'message':
      return make('message', message);
    case 'answer':
      return make('message', { ...message, side: 'out', fromMe: true, created: { id: 7 } });
    case 'close':
      return make('chatStatus', { type: 'close', chat });
    case 'take':
      return make('chatResponsible', { chat, responsible: { id: 7 } });
    default:
      return make('chatRead', { chat });
  }
}

function play(bench: AttentionBench, steps: readonly Action[]): EventRow[] {
  const rows: EventRow[] = [];
  steps.forEach((step, id) => {
    const toast = 'nth' in step ? bench.live()[step.nth] : undefined;
    switch (step.do) {
      case 'signal':
        if (toast) bench.put({ type: 'signal', toastId: toast.id, signal: step.signal });
        return;
      case 'button':
        if (toast) bench.put({ type: 'button', toastId: toast.id, action: step.action });
        return;
      case 'pause':
        bench.put({
          type: 'quiet',
          change: (quiet) =>
            addSnooze(
              quiet,
              { scope: 'all' },
              { length: 'hour', untilMs: bench.nowMs + 3_600_000, name: null, nowMs: bench.nowMs },
            ),
        });
        return;
      case 'resume':
        bench.put({ type: 'quiet', change: (quiet) => endSnooze(quiet, 'all') });
        return;
      case 'pass':
        bench.pass(step.minutes * 60_000);
        return;
      default: {
        const row = rowFor(step, id, bench.nowMs);
        rows.push(row);
        bench.put({ type: 'stored', rows: [row] });
      }
    }
  });
  return rows;
}

function membersOf(state: AttentionState): Map<string, number> {
  const counts = new Map<string, number>();
  for (const toast of state.live.values())
    for (const id of toast.members.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

describe('whatever happens', () => {
  it('a chat has at most one notification, and none while it is held', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = attentionBench({ settings });
        play(bench, steps);
        const counts = membersOf(bench.state);
        expect([...counts.values()].every((count) => count === 1)).toBe(true);
        for (const id of bench.state.held.keys()) expect(counts.has(id)).toBe(false);
      }),
      { numRuns: 300, examples: [[digestBesideSummary], [summaryBesideSummary]] },
    );
  });

  it('every event gets a verdict when it comes', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = attentionBench({ settings });
        const rows = play(bench, steps);
        expect([...verdictsIn(bench.effects).keys()].toSorted()).toEqual(
          rows.map(({ key }) => key).toSorted(),
        );
      }),
    );
  });

  it('no event is shown as new twice, unless its reader snoozed it', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = attentionBench({ settings });
        play(bench, steps);
        const seen = new Set<string>();
        const snoozed = new Set<string>();
        for (const effect of bench.effects) {
          if (effect.type === 'outcome' && effect.outcome === 'snoozed')
            effect.keys.forEach((key) => snoozed.add(key));
          if (effect.type !== 'show') continue;
          for (const key of effect.fresh) {
            // Told again by a step of the unanswered timer after it was clicked away: that is what the step is for.
            if (effect.toast.waitsSinceMs !== null || effect.toast.kind === 'waiting') continue;
            expect(seen.has(key) && !snoozed.has(key)).toBe(false);
            seen.add(key);
          }
        }
      }),
    );
  });

  it('a chat that was answered last has no notification, nothing held, and waits no more', () => {
    fc.assert(
      fc.property(script, chatNumber, (steps, chat) => {
        const bench = attentionBench({ settings });
        play(bench, steps);
        const answer = rowFor({ do: 'answer', chat }, 1_000, bench.nowMs);
        bench.put({ type: 'stored', rows: [answer] });
        const id = chatKey(answer) ?? '';
        expect(membersOf(bench.state).has(id)).toBe(false);
        expect(bench.state.held.has(id)).toBe(false);
        expect(bench.state.waiting.has(id)).toBe(false);
      }),
    );
  });

  it('nothing that is wanted is lost: it is on the screen, held, settled, or was seen to', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const bench = attentionBench({ settings });
        play(bench, steps);
        const accounted = new Set<string>();
        const add = (keys: readonly string[]): void => keys.forEach((key) => accounted.add(key));
        for (const toast of bench.state.live.values()) toast.members.forEach((member) => add(member.keys));
        for (const member of bench.state.held.values()) add(member.keys);
        for (const effect of bench.effects) {
          if (effect.type === 'settled' || effect.type === 'outcome') add(effect.keys);
        }
        for (const [key, verdict] of verdictsIn(bench.effects)) {
          if (verdict.startsWith('silent') || verdict.startsWith('withdraw')) continue;
          expect(accounted.has(key)).toBe(true);
        }
      }),
      { examples: [[mutedWhilePaused]] },
    );
  });

  it('a pause changes nothing but when: after it everything unsettled has been told', () => {
    fc.assert(
      fc.property(events, (steps) => {
        const paused = attentionBench({ settings });
        const pause: Action = { do: 'pause' };
        play(paused, [pause, ...steps]);
        expect(shownIn(paused.effects)).toEqual([]);
        const heldKeys = [...paused.state.held.values()].flatMap(({ keys }) => keys).toSorted();
        const after = paused.put({ type: 'quiet', change: (quiet) => endSnooze(quiet, 'all') });
        const told = shownIn(after)
          .flatMap(({ fresh }) => fresh)
          .toSorted();
        expect(told).toEqual(heldKeys);
        expect(shownIn(after).length).toBeLessThanOrEqual(1);
        expect(paused.state.held.size).toBe(0);
      }),
    );
  });

  it('what comes in batches ends as what comes one by one', () => {
    fc.assert(
      fc.property(events, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }), (steps, sizes) => {
        const rows = steps.map((step, id) => rowFor(step, id, startMs));
        const single = attentionBench({ settings });
        for (const row of rows) single.put({ type: 'stored', rows: [row] });
        const batched = attentionBench({ settings });
        let rest = rows;
        for (const size of [...sizes, rows.length]) {
          batched.put({ type: 'stored', rows: rest.slice(0, size) });
          rest = rest.slice(size);
        }
        expect(plain(batched.state)).toEqual(plain(single.state));
      }),
    );
  });

  it('never more notifications than the breaker lets through', () => {
    fc.assert(
      fc.property(events, (steps) => {
        const bench = attentionBench({ settings });
        steps.forEach((step, id) => {
          bench.put({
            type: 'stored',
            rows: [rowFor({ ...step, do: step.do === 'close' ? 'message' : step.do }, id, startMs)],
          });
          const perLine = new Map<string, number>();
          for (const toast of bench.live())
            perLine.set(String(toast.lineId), (perLine.get(String(toast.lineId)) ?? 0) + 1);
          for (const count of perLine.values()) expect(count).toBeLessThanOrEqual(3);
        });
      }),
    );
  });
});

function plain(state: AttentionState): unknown {
  const { live, held, waiting, quiet } = state;
  const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
    [...map].toSorted(([one], [other]) => one.localeCompare(other));
  return {
    live: sorted(live).map(([id, toast]) => [id, { ...toast, members: sorted(toast.members) }]),
    held: sorted(held),
    waiting: sorted(waiting),
    quiet,
  };
}

import { describe, expect, it } from 'vitest';
import { attentionView } from '../../../electron/core/state/attentionView.ts';
import { addSnooze } from '../../../electron/core/attention/snooze.ts';
import type { AttentionSettings } from '../../../electron/shared/attention.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import {
  attentionBench,
  settingsWith,
  shownIn,
  startMs,
  type AttentionBench,
} from '../../support/attention.ts';
import { arrive, messageItem, rowOf } from '../../support/events.ts';

const minute = 60_000;
const incoming = (chatId: string, id: number, more: Record<string, unknown> = {}, atMs = startMs): EventRow =>
  rowOf(
    arrive(
      'message',
      [messageItem({ id, time: atMs / 1_000, chat: { id: chatId, name: chatId }, ...more })],
      {
        receivedAtMs: atMs,
      },
    )[0],
  );
const outgoing = (chatId: string, id: number, atMs: number, more: Record<string, unknown> = {}): EventRow =>
  incoming(chatId, id, { side: 'out', fromMe: true, created: { id: 7 }, ...more }, atMs);
const stored = (...rows: EventRow[]) => ({ type: 'stored' as const, rows });

const steps: AttentionSettings['unanswered']['steps'] = [
  { afterMinutes: 2, action: 'badge' },
  { afterMinutes: 5, action: 'repeat' },
  { afterMinutes: 15, action: 'louder' },
  { afterMinutes: 15, action: 'attention' },
];
const settings = settingsWith({ unanswered: { enabled: true, steps, lines: [] } });
const waiting = (bench: AttentionBench) => [...bench.state.waiting.values()];

describe('a chat that waits', () => {
  it('takes its steps in time, each once', () => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1)));
    bench.pass(4 * minute);
    expect(waiting(bench)).toMatchObject([{ steps: 1, messages: 1 }]);
    const repeated = shownIn(bench.pass(minute));
    expect(repeated).toMatchObject([{ again: true, toast: { waitsSinceMs: startMs, urgent: false } }]);
    expect(repeated[0]?.fresh).toEqual([]);
    expect(shownIn(bench.pass(9 * minute))).toEqual([]);
    const louder = bench.pass(minute);
    expect(shownIn(louder)).toMatchObject([{ again: true, toast: { urgent: true } }]);
    expect(louder).toContainEqual({ type: 'attention' });
    expect(bench.pass(24 * 60 * minute).filter(({ type }) => type === 'show')).toEqual([]);
  });

  it('waits no longer when the person says that it needs no answer, until its customer writes again', () => {
    const bench = attentionBench({ settings });
    const asked = incoming('a', 1);
    bench.put(stored(asked, incoming('b', 2)));
    const [chat = ''] = bench.state.waiting.keys();
    const effects = bench.put({ type: 'needsNoAnswer', chat });
    expect(waiting(bench).map((one) => one.chat.endsWith(':b'))).toEqual([true]);
    expect(effects).toContainEqual({ type: 'markRead', keys: [asked.key] });
    expect(bench.live().map(({ id }) => id)).not.toContain(chat);
    expect(bench.put({ type: 'needsNoAnswer', chat })).toEqual([]);
    bench.put(stored(incoming('a', 3)));
    expect(waiting(bench)).toHaveLength(2);
  });

  it('is gone with its account, as is all that stands or is held of it', () => {
    const bench = attentionBench({ settings });
    const other = { ...incoming('a', 1), accountId: 'other', key: 'other' };
    const mine = incoming('a', 2);
    bench.put(stored(mine, other));
    bench.put({
      type: 'quiet',
      change: (quiet) =>
        addSnooze(quiet, { scope: 'all' }, { length: 'hour', untilMs: null, name: null, nowMs: bench.nowMs }),
    });
    bench.put(stored(incoming('b', 3)));
    expect(bench.put({ type: 'gone', accountId: mine.accountId })).toContainEqual(
      expect.objectContaining({ type: 'outcome', outcome: 'withdrawn' }),
    );
    expect(waiting(bench).map(({ accountId }) => accountId)).toEqual(['other']);
    const left = [
      ...bench.state.held.values(),
      ...bench.live().flatMap(({ members }) => [...members.values()]),
    ];
    expect(left.map(({ accountId }) => accountId)).toEqual(['other']);
  });

  it('counts from the first message, and counts each message once', () => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1)));
    bench.nowMs += 3 * minute;
    bench.put(stored(incoming('a', 2, {}, startMs + 3 * minute)));
    const [shown] = shownIn(bench.pass(2 * minute));
    expect([...(shown?.toast.members.values() ?? [])]).toMatchObject([{ messages: 2 }]);
    expect(waiting(bench)).toMatchObject([{ sinceMs: startMs, messages: 2 }]);
  });

  it.each<[string, EventRow]>([
    ['anybody answers', outgoing('a', 2, startMs + minute)],
    ['the chat is closed', rowOf(arrive('chatStatus', [{ type: 'close', chat: { id: 'a' } }])[0])],
  ])('waits no longer when %s', (_name, row) => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1)));
    bench.put(stored(row));
    expect(waiting(bench)).toEqual([]);
    expect(shownIn(bench.pass(60 * minute))).toEqual([]);
  });

  it.each<[string, EventRow]>([
    ['a robot answers', outgoing('a', 2, startMs + minute, { fromApp: { id: 'msbot', sender: 'system' } })],
    [
      'somebody reads it',
      rowOf(arrive('chatRead', [{ chat: { id: 'a' } }], { receivedAtMs: startMs + minute })[0]),
    ],
    ['another chat is answered', outgoing('b', 2, startMs + minute)],
  ])('waits on when %s', (_name, row) => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1), row));
    expect(waiting(bench)).toHaveLength(1);
  });

  it('an answer in between leaves what came after it', () => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1), incoming('a', 2, {}, startMs + 4 * minute)));
    bench.put(stored(outgoing('a', 3, startMs + minute)));
    expect(waiting(bench)).toMatchObject([{ sinceMs: startMs + 4 * minute, messages: 1 }]);
  });

  it('a colleague’s only waits, where those do not notify', () => {
    const bench = attentionBench({ settings, ownsLine: false });
    bench.put(stored(incoming('a', 1, { chat: { id: 'a', responsible: { id: 7 } } })));
    expect(shownIn(bench.pass(60 * minute))).toEqual([]);
    expect(waiting(bench)).toMatchObject([{ chatClass: 'others', escalates: false, steps: 0 }]);
    bench.put(stored(rowOf(arrive('chatResponsible', [{ chat: { id: 'a' }, responsible: { id: 685 } }])[0])));
    expect(waiting(bench)).toMatchObject([{ chatClass: 'mine', escalates: true }]);
  });

  it('takes no step in a snooze; what came due is told with its end', () => {
    const bench = attentionBench({ settings });
    bench.put(stored(incoming('a', 1)));
    bench.put({
      type: 'quiet',
      change: (quiet) =>
        addSnooze(
          quiet,
          { scope: 'all' },
          { length: 'hour', untilMs: startMs + 60 * minute, name: null, nowMs: startMs },
        ),
    });
    expect(shownIn(bench.pass(59 * minute))).toEqual([]);
    const after = shownIn(bench.pass(2 * minute));
    expect(after).toHaveLength(1);
    expect(waiting(bench)).toMatchObject([{ steps: 4 }]);
  });

  it('off shift takes no step, and counts anew when the shift begins', () => {
    // 22:13 on a Tuesday; the shift begins at 09:00.
    const bench = attentionBench({
      settings: settingsWith({
        unanswered: { enabled: true, steps, lines: [] },
        shifts: [{ id: 's', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', zone: 'UTC', lineId: null }],
      }),
    });
    bench.put(stored(incoming('a', 1)));
    const beginsMs = Date.parse('2023-11-15T09:00:00Z');
    expect(shownIn(bench.pass(beginsMs - startMs - minute))).toEqual([]);
    expect(shownIn(bench.pass(minute))).toMatchObject([{ toast: { waitsSinceMs: null } }]);
    expect(shownIn(bench.pass(4 * minute))).toEqual([]);
    expect(shownIn(bench.pass(minute))).toMatchObject([{ toast: { waitsSinceMs: startMs } }]);
  });

  it('many at once are one summary', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 8; id += 1) bench.put(stored(incoming(`chat ${id}`, id)));
    const shown = shownIn(bench.pass(5 * minute));
    expect(shown.filter(({ again }) => again)).toMatchObject([{ toast: { kind: 'waiting' } }]);
    expect(bench.live()).toHaveLength(1);
    const [toast] = bench.live();
    expect([...(toast?.members.values() ?? [])].map(({ messages }) => messages)).toEqual(Array(8).fill(1));
    expect(bench.put({ type: 'signal', toastId: 'waiting', signal: 'clicked' })).toContainEqual({
      type: 'openWaiting',
    });
  });

  it('a line may have steps of its own, or none', () => {
    const bench = attentionBench({
      settings: settingsWith({
        unanswered: { enabled: true, steps, lines: [{ lineId: '1229', steps: [] }] },
      }),
    });
    bench.put(stored(incoming('a', 1)));
    expect(shownIn(bench.pass(60 * minute))).toEqual([]);
  });

  it('are listed with those that need me first, longest first', () => {
    const bench = attentionBench({ settings, ownsLine: false });
    bench.put(stored(incoming('late', 1, {}, startMs - minute)));
    bench.put(stored(incoming('later', 2)));
    bench.put(
      stored(incoming('early', 3, { chat: { id: 'early', responsible: { id: 7 } } }, startMs - 9 * minute)),
    );
    const view = attentionView(bench.state, bench.situation(), ['1229']);
    expect(view.waiting.map(({ chat }) => chat.split(':').at(-1))).toEqual(['late', 'later', 'early']);
    expect(JSON.stringify(view)).not.toContain('"keys"');
  });
});

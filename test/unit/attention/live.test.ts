import { describe, expect, it } from 'vitest';
import type { EventRow } from '../../../electron/shared/event.ts';
import {
  attentionBench,
  ruleWith,
  settingsWith,
  shownIn,
  startMs,
  verdictsIn,
} from '../../support/attention.ts';
import { arrive, messageItem, rowOf } from '../../support/events.ts';

const chat = { id: '70000000001@c.us', name: 'Anna' };
const at = (seconds: number): number => startMs / 1_000 + seconds;
const incoming = (more: Record<string, unknown> = {}): EventRow =>
  rowOf(arrive('message', [messageItem({ chat, ...more })], { receivedAtMs: startMs })[0]);
const outgoing = (more: Record<string, unknown> = {}): EventRow =>
  incoming({
    side: 'out',
    fromMe: true,
    created: { id: 7 },
    fromApp: { id: 'webchat', sender: 'employee' },
    ...more,
  });
const event = (name: string, item: Record<string, unknown>, receivedAtMs = startMs): EventRow =>
  rowOf(arrive(name, [item], { receivedAtMs })[0]);
const stored = (...rows: EventRow[]) => ({ type: 'stored' as const, rows });

describe('a live notification', () => {
  it('is one per chat, changed in place', () => {
    const bench = attentionBench();
    const effects = [
      bench.put(stored(incoming({ id: 1 }))),
      bench.put(stored(incoming({ id: 2 }))),
      bench.put(stored(incoming({ id: 3, chat: { id: 'other' } }))),
    ].flat();
    expect(bench.live()).toHaveLength(2);
    expect(
      shownIn(effects).map(({ toast, again }) => [toast.id, [...toast.members.values()][0]?.messages, again]),
    ).toEqual([
      ['685:1229:telegram:70000000001@c.us', 1, true],
      ['685:1229:telegram:70000000001@c.us', 2, false],
      ['685:1229:telegram:other', 1, true],
    ]);
    expect([...verdictsIn(effects).values()]).toEqual([
      'show incomingMessage',
      'update incomingMessage',
      'show incomingMessage',
    ]);
  });

  it('of what came together is shown once', () => {
    const bench = attentionBench();
    const rows = [1, 2, 3].map((id) => incoming({ id }));
    const shown = shownIn(bench.put(stored(...rows)));
    expect(shown).toHaveLength(1);
    expect(shown[0]?.fresh).toEqual(rows.map(({ key }) => key));
  });

  it('of a message that was answered in the same moment is never shown', () => {
    const bench = attentionBench();
    const [asked, answer] = [incoming({ id: 1 }), outgoing({ id: 2 })];
    const effects = bench.put(stored(asked, answer));
    expect(shownIn(effects)).toEqual([]);
    expect(effects.some((effect) => effect.type === 'withdraw')).toBe(false);
    expect(verdictsIn(effects).get(asked.key)).toBe('silent answeredMeanwhile');
  });

  it('says what its chat became', () => {
    const bench = attentionBench();
    const asked = incoming({ id: 1 });
    bench.put(stored(asked));
    const effects = bench.put(stored(event('chatStatus', { type: 'close', chat })));
    expect(bench.live()).toHaveLength(1);
    expect(shownIn(effects)[0]).toMatchObject({ toast: { id: bench.live()[0]?.id } });
    expect(effects).toContainEqual(
      expect.objectContaining({
        type: 'settled',
        keys: [asked.key],
        settled: { what: 'closed', by: null, name: null },
      }),
    );
  });

  it('leads to the newest event when it is clicked, once', () => {
    const bench = attentionBench();
    const second = incoming({ id: 2 });
    bench.put(stored(incoming({ id: 1 }), second));
    const click = { type: 'signal' as const, toastId: bench.live()[0]?.id ?? '', signal: 'clicked' as const };
    expect(bench.put(click)).toContainEqual({ type: 'open', key: second.key });
    expect(bench.put(click)).toEqual([]);
  });

  it('that left the screen by itself is noticed again, and still withdrawn', () => {
    const bench = attentionBench();
    bench.put(stored(incoming({ id: 1 })));
    const toastId = bench.live()[0]?.id ?? '';
    expect(bench.put({ type: 'signal', toastId, signal: 'expired' })).toContainEqual(
      expect.objectContaining({ type: 'outcome', outcome: 'expired' }),
    );
    const [shown] = shownIn(bench.put(stored(incoming({ id: 2 }))));
    expect(shown).toMatchObject({ again: true });
    bench.put({ type: 'signal', toastId, signal: 'expired' });
    expect(bench.put(stored(outgoing({ id: 3 })))).toContainEqual({ type: 'withdraw', toastId });
  });
});

describe('withdrawal', () => {
  it('comes with an answer also where this clock runs ahead of ChatApp and the chat was opened meanwhile', () => {
    const bench = attentionBench();
    bench.put(stored(incoming({ id: 1 }), event('chatStatus', { type: 'open', chat }, startMs + 90_000)));
    expect(bench.live()).toHaveLength(1);
    bench.put(stored(outgoing({ id: 2, time: at(10) })));
    expect(bench.live()).toEqual([]);
  });

  it.each<[string, EventRow, { what: string; by: string | null; name: string | null }]>([
    ['answered by a colleague', outgoing({ id: 2 }), { what: 'answered', by: 'colleague', name: '7' }],
    [
      'answered by me elsewhere',
      outgoing({ id: 2, created: { id: 685 } }),
      { what: 'answered', by: 'me', name: null },
    ],
    [
      'answered from the phone',
      outgoing({ id: 2, created: null, fromApp: null }),
      { what: 'answered', by: 'phone', name: null },
    ],
    ['closed', event('chatStatus', { type: 'close', chat }), { what: 'closed', by: null, name: null }],
    [
      'taken by another',
      event('chatResponsible', { chat, responsible: { id: 7, fullName: 'Test Testov' } }),
      { what: 'taken', by: 'colleague', name: 'Test Testov' },
    ],
    ['deleted', event('messageDestroy', { id: 1 }), { what: 'destroyed', by: null, name: null }],
    ['read', event('chatRead', { chat }, startMs + 10_000), { what: 'read', by: null, name: null }],
  ])('when it was %s', (_name, row, settled) => {
    const bench = attentionBench();
    const asked = incoming({ id: 1 });
    bench.put(stored(asked));
    const effects = bench.put(stored(row));
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'settled', keys: [asked.key], settled, shown: true }),
    );
    // A chat that was closed is told of in its place.
    expect(
      bench.live().flatMap((toast) => [...toast.members.values()].flatMap(({ keys }) => keys)),
    ).not.toContain(asked.key);
  });

  it.each<[string, EventRow]>([
    ['another chat is answered', outgoing({ id: 2, chat: { id: 'other' } })],
    ['a robot answers', outgoing({ id: 2, fromApp: { id: 'msbot', sender: 'system' }, created: null })],
    ['an older answer arrives late', outgoing({ id: 2, time: at(-10) })],
    ['it is assigned to me', event('chatResponsible', { chat, responsible: { id: 685 } })],
    ['it is assigned to nobody', event('chatResponsible', { chat, responsible: null })],
    ['another message is deleted', event('messageDestroy', { id: 99 })],
    // The customer looked at our last message and wrote in the same moment: ChatApp does not say whose look it was.
    ['somebody reads at once', event('chatRead', { chat }, startMs + 500)],
  ])('not when %s', (_name, row) => {
    const bench = attentionBench();
    const asked = incoming({ id: 1, time: at(0) });
    bench.put(stored(asked));
    bench.put(stored(row));
    expect(
      bench.live().flatMap((toast) => [...toast.members.values()].flatMap(({ keys }) => keys)),
    ).toContain(asked.key);
  });

  it('leaves the rest of a chat of which one message was deleted', () => {
    const bench = attentionBench();
    const [first, second] = [incoming({ id: 1 }), incoming({ id: 2 })];
    bench.put(stored(first, second));
    const [shown] = shownIn(bench.put(stored(event('messageDestroy', { id: 2 }))));
    expect([...(shown?.toast.members.values() ?? [])]).toMatchObject([{ messages: 1, newestKey: first.key }]);
  });

  it('happens when the event is read in the window', () => {
    const bench = attentionBench();
    const asked = incoming({ id: 1 });
    bench.put(stored(asked, incoming({ id: 2, chat: { id: 'other' } })));
    bench.put({ type: 'read', keys: [asked.key] });
    expect(bench.live()).toHaveLength(1);
    bench.put({ type: 'read', keys: 'all' });
    expect(bench.live()).toEqual([]);
  });
});

describe('a storm', () => {
  const settings = settingsWith({ storm: { notifications: 3, seconds: 30 } });
  const from = (chatId: number, id: number): EventRow =>
    incoming({ id, chat: { id: `chat ${chatId}`, name: `P${chatId}` } });

  it('becomes one digest of the line, with all that it had on the screen', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 3; id += 1) bench.put(stored(from(id, id)));
    expect(bench.live()).toHaveLength(3);
    const effects = bench.put(stored(from(3, 3)));
    expect(bench.live()).toMatchObject([{ kind: 'storm', lineId: '1229' }]);
    expect(bench.live()[0]?.members.size).toBe(4);
    expect(effects.filter((effect) => effect.type === 'withdraw')).toHaveLength(3);
    expect([...verdictsIn(effects).values()]).toEqual(['digest storm']);
    bench.put(stored(from(0, 4), from(9, 5)));
    expect(bench.live()).toHaveLength(1);
    expect(bench.live()[0]?.members.size).toBe(5);
  });

  it('does not touch another line', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 5; id += 1) bench.put(stored(from(id, id)));
    const elsewhere = { ...incoming({ id: 9 }), lineId: '1', key: 'elsewhere' };
    bench.put(stored(elsewhere));
    expect(
      bench
        .live()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['one', 'storm']);
  });

  it('is broken by what is urgent', () => {
    const bench = attentionBench({
      settings: settingsWith({
        storm: { notifications: 1, seconds: 30 },
        rules: [ruleWith({ keywords: ['fire'], level: 'urgent' })],
      }),
    });
    for (let id = 0; id < 3; id += 1) bench.put(stored(from(id, id)));
    bench.put(stored(incoming({ id: 9, chat: { id: 'x' }, message: { text: 'Fire!' } })));
    expect(bench.live().map(({ kind, urgent }) => [kind, urgent])).toContainEqual(['one', true]);
  });

  it('gives up the chats that were answered, and itself with the last', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 4; id += 1) bench.put(stored(from(id, id)));
    for (let id = 0; id < 4; id += 1)
      bench.put(stored(outgoing({ id: 10 + id, chat: { id: `chat ${id}` } })));
    expect(bench.live()).toEqual([]);
  });

  it('that left the screen is not brought back because a chat of it was answered', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 4; id += 1) bench.put(stored(from(id, id)));
    bench.put({ type: 'signal', toastId: bench.live()[0]?.id ?? '', signal: 'expired' });
    expect(shownIn(bench.put(stored(outgoing({ id: 10, chat: { id: 'chat 0' } }))))).toEqual([]);
    expect(bench.live()[0]?.members.size).toBe(3);
  });

  it('is over when the line has calmed down', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 4; id += 1) bench.put(stored(from(id, id)));
    bench.nowMs += 31_000;
    bench.put(stored(from(20, 20)));
    expect(bench.live().map(({ kind }) => kind)).toEqual(['storm', 'one']);
  });

  it('opens its line, unread', () => {
    const bench = attentionBench({ settings });
    for (let id = 0; id < 4; id += 1) bench.put(stored(from(id, id)));
    const effects = bench.put({ type: 'signal', toastId: bench.live()[0]?.id ?? '', signal: 'clicked' });
    expect(effects).toContainEqual({ type: 'openUnread', lineId: '1229' });
  });
});

describe('after an absence', () => {
  const never = (): null => null;
  const from = (chatId: string, id: number): EventRow => incoming({ id, chat: { id: chatId }, time: at(id) });

  it('each chat is told by itself while there are few', () => {
    const bench = attentionBench();
    const rows = [from('a', 1), from('a', 2), from('b', 3)];
    const shown = shownIn(bench.put({ type: 'recovered', rows, answeredAtMs: never }));
    expect(shown.map(({ toast, fresh }) => [toast.kind, fresh.length])).toEqual([
      ['one', 2],
      ['one', 1],
    ]);
  });

  it('many are one summary', () => {
    const bench = attentionBench();
    const rows = ['a', 'b', 'c', 'd', 'd'].map((chatId, id) => from(chatId, id));
    const effects = bench.put({ type: 'recovered', rows, answeredAtMs: never });
    expect(shownIn(effects)).toMatchObject([{ toast: { kind: 'away' } }]);
    expect(shownIn(effects)[0]?.fresh).toHaveLength(5);
    expect(new Set(verdictsIn(effects).values())).toEqual(new Set(['digest recovered']));
  });

  it('what was answered meanwhile is told to nobody, what came after the answer is', () => {
    const bench = attentionBench();
    const rows = [from('a', 1), from('a', 5), from('b', 2)];
    const answeredAtMs = (row: EventRow): number | null => (row.chat?.id === 'a' ? at(3) * 1_000 : null);
    const effects = bench.put({ type: 'recovered', rows, answeredAtMs });
    expect(verdictsIn(effects).get(rows[0]?.key ?? '')).toBe('silent answeredMeanwhile');
    expect(new Set(shownIn(effects).flatMap(({ fresh }) => fresh))).toEqual(
      new Set([rows[1]?.key, rows[2]?.key]),
    );
  });

  it('an answer that was fetched, too, withdraws what stood on the screen', () => {
    const bench = attentionBench();
    bench.put(stored(incoming({ id: 1, time: at(0) })));
    bench.put({ type: 'recovered', rows: [outgoing({ id: 2, time: at(5) })], answeredAtMs: never });
    expect(bench.live()).toEqual([]);
  });
});

describe('sound', () => {
  const sounds = (bench: ReturnType<typeof attentionBench>): string[] =>
    bench.effects.flatMap((effect) => (effect.type === 'sound' ? [effect.sound] : []));
  const from = (id: number, more: Record<string, unknown> = {}): EventRow =>
    incoming({ id, chat: { id: `chat ${id}`, ...more } });

  it('is played once per burst, by class', () => {
    const bench = attentionBench();
    bench.put(stored(from(1), from(2)));
    bench.put(stored(from(3)));
    expect(sounds(bench)).toEqual(['chime']);
    bench.nowMs += 5_000;
    bench.put(stored(from(4)));
    expect(sounds(bench)).toEqual(['chime', 'chime']);
  });

  it('is not played for what changes in place, when muted, or for a class without one', () => {
    const bench = attentionBench();
    bench.put(stored(from(1)));
    bench.nowMs += 60_000;
    bench.put(stored(incoming({ id: 2, chat: { id: 'chat 1' } })));
    expect(sounds(bench)).toHaveLength(1);
    bench.settings = { ...bench.settings, sounds: { ...bench.settings.sounds, muted: true } };
    bench.put(stored(from(3)));
    expect(sounds(bench)).toHaveLength(1);
    bench.settings = { ...bench.settings, sounds: { ...bench.settings.sounds, muted: false } };
    bench.put(stored(from(4, { responsible: { id: 7 } })));
    expect(sounds(bench)).toHaveLength(1);
  });
});

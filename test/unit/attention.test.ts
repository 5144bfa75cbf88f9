import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attend,
  quiet,
  type AttentionEffect,
  type AttentionState,
} from '../../electron/core/attention/attention.ts';
import { decide } from '../../electron/core/attention/decide.ts';
import { wordToast } from '../../electron/core/attention/wording.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { arrive, messageItem, rowOf } from '../support/events.ts';

const off = {
  ...defaultSettings,
  notifications: { ...defaultSettings.notifications, message: false, chatStatus: false },
};
const chat = { id: '70000000001@c.us', name: 'Anna' };
const incoming = (more: Record<string, unknown> = {}): EventRow =>
  rowOf(arrive('message', [messageItem(more)])[0]);
const outgoing = (more: Record<string, unknown> = {}): EventRow =>
  incoming({ side: 'out', fromMe: true, ...more });
const closed = (): EventRow => rowOf(arrive('chatStatus', [{ type: 'close', chat }])[0]);

function play(rows: readonly EventRow[]): { state: AttentionState; effects: AttentionEffect[] } {
  let state = quiet;
  const effects: AttentionEffect[] = [];
  for (const row of rows) {
    const step = attend(state, { type: 'stored', row }, defaultSettings);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

describe('what an event deserves', () => {
  it.each([
    ['an incoming message', incoming(), 'show', 'incomingMessage'],
    ['an outgoing message', outgoing(), 'silent', 'outgoingMessage'],
    ['a system message', incoming({ type: 'system' }), 'silent', 'systemMessage'],
    ['a picture', incoming({ type: 'image' }), 'show', 'incomingMessage'],
    ['a closed chat', closed(), 'show', 'chatStatusChanged'],
    [
      'a failed delivery',
      rowOf(arrive('messageStatus', [{ id: 1, type: 'failed' }])[0]),
      'show',
      'kindEnabled',
    ],
    ['a delivery', rowOf(arrive('messageStatus', [{ id: 1, type: 'delivered' }])[0]), 'silent', 'notAnAlert'],
    [
      'a chat assigned to me',
      rowOf(arrive('chatResponsible', [{ chat, responsible: { id: 685 } }])[0]),
      'show',
      'kindEnabled',
    ],
    [
      'a chat assigned to another',
      rowOf(arrive('chatResponsible', [{ chat, responsible: { id: 7 } }])[0]),
      'silent',
      'notAnAlert',
    ],
    [
      'a tag',
      rowOf(arrive('chatTag', [{ type: 'add', tag: { id: 1, name: 'x' }, chat }])[0]),
      'silent',
      'kindDisabled',
    ],
    ['something nobody knows', rowOf(arrive('messageFoo', [{ id: 1 }])[0]), 'silent', 'notAnAlert'],
  ] as const)('%s', (_name, row, verdict, reason) => {
    expect(decide(row, defaultSettings)).toEqual({ verdict, reason });
  });

  it('is nothing where its kind is switched off', () => {
    expect(decide(incoming(), off)).toEqual({ verdict: 'silent', reason: 'kindDisabled' });
    expect(decide(closed(), off)).toEqual({ verdict: 'silent', reason: 'kindDisabled' });
  });
});

describe('live notifications', () => {
  it('are one per chat, changed in place', () => {
    const { state, effects } = play([
      incoming({ id: 1 }),
      incoming({ id: 2 }),
      incoming({ id: 3, chat: { id: 'other' } }),
    ]);
    expect(state.live.size).toBe(2);
    const shown = effects.flatMap((effect) => (effect.type === 'show' ? [effect.toast] : []));
    expect(shown.map((toast) => toast.messages)).toEqual([1, 2, 1]);
    expect(shown[0]?.id).toBe(shown[1]?.id);
    expect(effects.flatMap((effect) => (effect.type === 'verdict' ? [effect.verdict] : []))).toEqual([
      'show',
      'update',
      'show',
    ]);
  });

  it('go away when the chat is answered', () => {
    const asked = incoming({ id: 1 });
    const { state, effects } = play([asked, outgoing({ id: 2 })]);
    expect(state.live.size).toBe(0);
    expect(effects.at(-1)).toMatchObject({ type: 'withdraw', keys: [asked.key] });
  });

  it('stay when another chat is answered', () => {
    expect(play([incoming({ id: 1 }), outgoing({ id: 2, chat: { id: 'other' } })]).state.live.size).toBe(1);
  });

  it('lead to the newest event when clicked, once', () => {
    const second = incoming({ id: 2 });
    const { state } = play([incoming({ id: 1 }), second]);
    const [toastId = ''] = [...state.live.keys()];
    const click = { type: 'signal' as const, toastId, signal: 'clicked' as const };
    const step = attend(state, click, defaultSettings);
    expect(step.effects).toContainEqual({ type: 'open', key: second.key });
    expect(attend(step.state, click, defaultSettings).effects).toEqual([]);
  });

  it('never outlive an answer, whatever came before', () => {
    const kind = fc.record({ chat: fc.nat(3), out: fc.boolean() });
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 40 }), (script) => {
        const rows = script.map(({ chat: number, out }, id) =>
          (out ? outgoing : incoming)({ id, chat: { id: `chat-${number}` } }),
        );
        const { state } = play(rows);
        for (const number of [0, 1, 2, 3]) {
          const last = script.findLast((step) => step.chat === number);
          const live = [...state.live.values()].filter((toast) => toast.chat?.endsWith(`chat-${number}`));
          expect(live).toHaveLength(last && !last.out ? 1 : 0);
        }
      }),
    );
  });
});

describe('the words', () => {
  const translate = createTranslate('en');
  const lines = [{ id: '1229', name: 'Sales', messengers: [] }];

  it('are sender, text, and where it came from', () => {
    expect(wordToast(incoming(), 1, lines, 'all', translate)).toMatchObject({
      title: 'Anna',
      body: 'Hello',
      footer: 'Telegram · Sales',
    });
  });

  it('count what one notification stands for', () => {
    expect(wordToast(incoming(), 4, lines, 'all', translate).body).toBe('4 messages · Hello');
    expect(wordToast(incoming(), 4, lines, 'all', createTranslate('ru')).body).toBe('4 сообщения · Hello');
  });

  it('say no more than privacy allows', () => {
    const secret = incoming({ message: { text: 'the code is 1234' } });
    expect(wordToast(secret, 1, lines, 'sender', translate)).toMatchObject({
      title: 'Anna',
      body: 'New message',
    });
    expect(JSON.stringify(wordToast(secret, 1, lines, 'nothing', translate))).not.toMatch(/Anna|1234|Sales/);
  });

  it('name a closed chat', () => {
    expect(wordToast(closed(), 1, lines, 'all', translate)).toMatchObject({ title: 'Chat closed: Anna' });
  });
});

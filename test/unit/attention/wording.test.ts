import { describe, expect, it } from 'vitest';
import { maskPhones, privacyOf } from '../../../electron/core/attention/privacy.ts';
import { wordLive, type Wording } from '../../../electron/core/attention/wording.ts';
import type { LiveToast, Member } from '../../../electron/core/attention/state.ts';
import type { Toast } from '../../../electron/core/ports.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { waitText } from '../../../electron/shared/duration.ts';
import { createTranslate } from '../../../electron/shared/messages/translate.ts';
import { defaultSettings } from '../../../electron/shared/settings.ts';
import { settingsWith, startMs } from '../../support/attention.ts';
import { arrive, messageItem, rowOf } from '../../support/events.ts';

const en = createTranslate('en');
const ru = createTranslate('ru');
const wordToast = (row: EventRow, toast: LiveToast, words: Wording): Toast =>
  said(wordLive(toast, () => row, words));
const wordDigest = (toast: LiveToast, words: Wording): Toast => said(wordLive(toast, () => null, words));
function said(toast: Toast | null): Toast {
  if (toast === null) throw new Error('nothing to say');
  return toast;
}
const chat = { id: '70000000001@c.us', name: 'Anna' };
const incoming = (more: Record<string, unknown> = {}): EventRow =>
  rowOf(arrive('message', [messageItem(more)])[0]);
const closed = (): EventRow => rowOf(arrive('chatStatus', [{ type: 'close', chat }])[0]);

const wording = (more: Partial<Wording> = {}): Wording => ({
  privacy: 'all',
  maskPhones: false,
  lines: [{ id: '1229', name: 'Sales', owned: true, messengers: [] }],
  translate: en,
  nowMs: startMs,
  ...more,
});

function member(id: string, more: Partial<Member> = {}): Member {
  return {
    id,
    chat: id,
    accountId: '685',
    lineId: '1229',
    messengerType: 'telegram',
    name: id,
    chatClass: 'unassigned',
    keys: ['k'],
    messages: 1,
    newestKey: 'k',
    newestMs: startMs,
    askedMs: startMs,
    heardMs: startMs,
    ...more,
  };
}

function live(members: readonly Member[], more: Partial<LiveToast> = {}): LiveToast {
  return {
    id: 'toast',
    kind: 'one',
    because: null,
    accountId: '685',
    lineId: '1229',
    members: new Map(members.map((one) => [one.id, one])),
    urgent: false,
    faded: false,
    waitsSinceMs: null,
    ...more,
  };
}
const anna = live([member('Anna')]);
const many = (count: number): Member[] =>
  Array.from({ length: count }, (_, index) =>
    member(`P${index}`, { messages: 2, newestMs: startMs + index }),
  );

describe('a notification of a chat', () => {
  it('says sender, text, and where it came from', () => {
    expect(wordToast(incoming(), anna, wording())).toMatchObject({
      title: 'Anna',
      body: 'Hello',
      footer: 'Telegram · Sales',
    });
  });

  it('counts what it stands for', () => {
    const four = live([member('Anna', { messages: 4 })]);
    expect(wordToast(incoming(), four, wording()).body).toBe('4 messages · Hello');
    expect(wordToast(incoming(), four, wording({ translate: ru })).body).toBe('4 сообщения · Hello');
  });

  it('says how long its customer waits when it is told again', () => {
    const waits = live([member('Anna')], { waitsSinceMs: startMs - 5 * 60_000 });
    expect(wordToast(incoming(), waits, wording()).body).toBe('Waits 5 min · Hello');
  });

  it('says no more than privacy allows', () => {
    const secret = incoming({ message: { text: 'the code is 1234' } });
    expect(wordToast(secret, anna, wording({ privacy: 'sender' }))).toMatchObject({
      title: 'Anna',
      body: 'New message',
    });
    expect(JSON.stringify(wordToast(secret, anna, wording({ privacy: 'nothing' })))).not.toMatch(
      /Anna|1234|Sales/,
    );
  });

  it('names a closed chat', () => {
    expect(wordToast(closed(), anna, wording())).toMatchObject({ title: 'Chat closed: Anna', body: '' });
  });

  it('offers what can be done with it', () => {
    const buttons = (row: EventRow) => wordToast(row, anna, wording()).buttons.map(({ action }) => action);
    expect(buttons(incoming())).toEqual(['reply', 'snooze', 'mute']);
    expect(buttons(closed())).toEqual(['snooze', 'mute']);
    expect(wordToast(closed(), anna, wording()).reply).toBeNull();
  });

  it('masks phone numbers on request', () => {
    const stranger = incoming({
      fromUser: null,
      chat: { id: 'x', phone: '70000000042' },
      message: { text: 'call +7 (000) 000-00-43' },
    });
    const { title, body } = wordToast(stranger, anna, wording({ maskPhones: true }));
    expect([title, body]).toEqual(['•••0042', 'call •••0043']);
  });
});

describe('a digest', () => {
  it('of a storm says how many messages from how many people', () => {
    const toast = wordDigest(live(many(9), { kind: 'storm' }), wording());
    expect(toast).toMatchObject({
      title: 'Sales',
      body: '18 messages from 9 people\n\u2068P8\u2069, \u2068P7\u2069, \u2068P6\u2069 and 6 more',
    });
    expect(wordDigest(live(many(2), { kind: 'storm' }), wording({ translate: ru })).body).toBe(
      '4 сообщения от 2 человек\n\u2068P1\u2069, \u2068P0\u2069',
    );
  });

  it('counts people who wrote apart from chats of which there is other news', () => {
    const mixed = [...many(2), member('closed', { messages: 0 })];
    expect(wordDigest(live(mixed, { kind: 'storm' }), wording()).body).toMatch(
      /^4 messages from 2 people · News from 1 chat\n/,
    );
  });

  it.each([
    ['away', null, 'While you were away'],
    ['held', 'offShift', 'Your shift begins'],
    ['held', 'snoozed', 'While it was quiet'],
    ['held', 'paused', 'While notifications were paused'],
    ['waiting', null, '9 customers wait for an answer'],
  ] as const)('%s %s is called “%s”', (kind, because, title) => {
    expect(wordDigest(live(many(9), { kind, because }), wording()).title).toBe(title);
  });

  it('that has come down to one chat says what that says', () => {
    const one = live([member('Anna', { messages: 2 })], { kind: 'storm' });
    expect(wordToast(incoming(), one, wording())).toMatchObject({
      title: 'Anna',
      body: '2 messages · Hello',
    });
  });

  it('names nobody where privacy forbids it', () => {
    const toast = wordDigest(live(many(3), { kind: 'storm' }), wording({ privacy: 'nothing' }));
    expect(JSON.stringify(toast)).not.toMatch(/P0|Sales/);
  });
});

describe('privacy', () => {
  const lines = [{ lineId: '7', privacy: 'nothing' as const }];
  it.each([
    ['the usual', 'all', 'sender', '1', false, 'all'],
    ['of a line', 'all', 'sender', '7', false, 'nothing'],
    ['while locked', 'all', 'sender', '1', true, 'sender'],
    ['while locked, never more than usual', 'nothing', 'sender', '1', true, 'nothing'],
  ] as const)('%s', (_name, privacy, privacyLocked, lineId, guarded, expected) => {
    const settings = settingsWith({ privacyLocked, privacyLines: lines }, { privacy });
    expect(privacyOf(settings, lineId, guarded)).toBe(expected);
  });

  it.each([
    ['+7 (000) 123-45-67', '•••4567'],
    ['70000000001@c.us', '•••0001@c.us'],
    ['order 12345', 'order 12345'],
    ['2026-11-22', '2026-11-22'],
    ['Anna', 'Anna'],
  ])('%s is masked to %s', (text, masked) => {
    expect(maskPhones(text)).toBe(masked);
  });

  it('is as strict as it was for who never chose', () => {
    expect(defaultSettings.attention.privacyLocked).toBe('sender');
  });
});

it.each([
  [0, '1 min'],
  [59 * 60_000, '59 min'],
  [125 * 60_000, '2 h 05'],
  [49 * 3_600_000, '2 d 1 h'],
])('%i ms of waiting are “%s”', (span, words) => {
  expect(waitText(span, en)).toBe(words);
});

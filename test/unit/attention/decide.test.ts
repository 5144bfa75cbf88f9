import { describe, expect, it } from 'vitest';
import { classOf, decide } from '../../../electron/core/attention/decide.ts';
import { tryRules } from '../../../electron/core/attention/tryRules.ts';
import type { AlertLevel, Rule } from '../../../electron/shared/attention.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { defaultSettings, type Settings } from '../../../electron/shared/settings.ts';
import { ruleWith, settingsWith } from '../../support/attention.ts';
import { arrive, messageItem, rowOf } from '../../support/events.ts';

const chat = { id: '70000000001@c.us', name: 'Anna' };
const incoming = (more: Record<string, unknown> = {}): EventRow =>
  rowOf(arrive('message', [messageItem(more)])[0]);
const assigned = (responsible: unknown): EventRow => incoming({ chat: { ...chat, responsible } });
const one = (name: string, item: Record<string, unknown>): EventRow => rowOf(arrive(name, [item])[0]);
const unsaid = { ownsLine: null };

const withRules = (...rules: Rule[]): Settings => settingsWith({ rules });

describe('what an event deserves by itself', () => {
  it.each<[string, EventRow, AlertLevel, string]>([
    ['an incoming message', incoming(), 'notify', 'incomingMessage'],
    ['an outgoing message', incoming({ side: 'out', fromMe: true }), 'nothing', 'outgoingMessage'],
    ['a system message', incoming({ type: 'system' }), 'nothing', 'systemMessage'],
    ['a picture', incoming({ type: 'image' }), 'notify', 'incomingMessage'],
    ['a closed chat', one('chatStatus', { type: 'close', chat }), 'notify', 'chatStatusChanged'],
    ['a failed delivery', one('messageStatus', { id: 1, type: 'failed' }), 'notify', 'kindEnabled'],
    ['a delivery', one('messageStatus', { id: 1, type: 'delivered' }), 'nothing', 'notAnAlert'],
    [
      'a chat assigned to me',
      one('chatResponsible', { chat, responsible: { id: 685 } }),
      'notify',
      'kindEnabled',
    ],
    [
      'a chat assigned to another',
      one('chatResponsible', { chat, responsible: { id: 7 } }),
      'nothing',
      'notAnAlert',
    ],
    ['a tag', one('chatTag', { type: 'add', tag: { id: 1, name: 'x' }, chat }), 'badge', 'kindDisabled'],
    ['a deleted message', one('messageDestroy', { id: 1 }), 'badge', 'kindDisabled'],
    ['something nobody knows', one('messageFoo', { id: 1 }), 'nothing', 'notAnAlert'],
  ])('%s', (_name, row, level, reason) => {
    expect(decide(row, defaultSettings, unsaid)).toMatchObject({ level, reason });
  });

  it('is a badge where its kind is switched off', () => {
    const off: Settings = {
      ...defaultSettings,
      notifications: { ...defaultSettings.notifications, message: false },
    };
    expect(decide(incoming(), off, unsaid)).toMatchObject({ level: 'badge', reason: 'kindDisabled' });
  });
});

describe('whose a chat is', () => {
  it.each([
    ['nobody said', incoming(), 'unassigned'],
    ['nobody', assigned(null), 'unassigned'],
    ['me', assigned({ id: 685 }), 'mine'],
    ['another', assigned({ id: 7 }), 'others'],
  ] as const)('%s', (_name, row, chatClass) => {
    expect(classOf(row)).toBe(chatClass);
  });

  it('is told all the same where ChatApp does not say who I am', () => {
    const [stored] = arrive('message', [messageItem({ chat: { ...chat, responsible: { id: 7 } } })], {
      accountId: 'pasted-1',
    });
    expect(decide(rowOf(stored), defaultSettings, { ownsLine: false })).toMatchObject({ level: 'notify' });
  });

  it.each<[string, boolean | null, AlertLevel, string]>([
    ['on a line of my own', true, 'notify', 'incomingMessage'],
    ['on a line I only work on', false, 'badge', 'othersChat'],
    ['where ChatApp does not say', null, 'notify', 'incomingMessage'],
  ])('of a colleague’s chat: %s', (_name, ownsLine, level, reason) => {
    expect(decide(assigned({ id: 7 }), defaultSettings, { ownsLine })).toMatchObject({ level, reason });
  });

  it('can be set', () => {
    const quiet = settingsWith({ classes: { mine: 'urgent', unassigned: 'nothing', others: 'notify' } });
    expect(decide(assigned({ id: 685 }), quiet, unsaid)).toMatchObject({ level: 'urgent' });
    expect(decide(incoming(), quiet, unsaid)).toMatchObject({ level: 'nothing', reason: 'classSetting' });
    expect(decide(assigned({ id: 7 }), quiet, { ownsLine: false })).toMatchObject({ level: 'notify' });
  });
});

describe('a rule', () => {
  const text = (words: string): EventRow => incoming({ message: { text: words } });
  it.each<[string, Partial<Rule>, EventRow, boolean]>([
    ['fits every message when it asks for nothing', {}, incoming(), true],
    ['does not fit what is of no interest', {}, incoming({ type: 'system' }), false],
    [
      'of no kind does not fit a kind that is off',
      {},
      one('chatTag', { type: 'add', tag: { id: 1 }, chat }),
      false,
    ],
    [
      'of a kind fits it although it is off',
      { kind: 'tag' },
      one('chatTag', { type: 'add', tag: { id: 1 }, chat }),
      true,
    ],
    ['of a kind fits no other', { kind: 'tag' }, incoming(), false],
    ['of a line', { lineId: '1229' }, incoming(), true],
    ['of another line', { lineId: '1' }, incoming(), false],
    ['of a messenger, in any case', { messengerType: 'Telegram' }, incoming(), true],
    ['of another messenger', { messengerType: 'avito' }, incoming(), false],
    ['of my chats', { chatClass: 'mine' }, assigned({ id: 685 }), true],
    ['of my chats does not fit nobody’s', { chatClass: 'mine' }, incoming(), false],
    ['with a keyword', { keywords: ['refund'] }, text('I want a REFUND now'), true],
    ['with a Cyrillic keyword', { keywords: ['ВОЗВРАТ'] }, text('где мой возврат?'), true],
    ['with one of several keywords', { keywords: ['a b c', 'now'] }, text('do it now'), true],
    ['with a keyword that is not there', { keywords: ['refund'] }, text('hello'), false],
    ['with a keyword does not search the sender', { keywords: ['anna'] }, text('hello'), false],
    ['that is switched off', { enabled: false }, incoming(), false],
  ])('%s', (_name, more, row, fits) => {
    const { reason, ruleId } = decide(row, withRules(ruleWith(more)), unsaid);
    expect([reason === 'rule', ruleId]).toEqual(fits ? [true, 'one'] : [false, null]);
  });

  it('decides before any that follows', () => {
    const settings = withRules(
      ruleWith({ id: 'first', keywords: ['refund'], level: 'urgent', sound: false }),
      ruleWith({ id: 'second', level: 'badge' }),
    );
    expect(decide(text('refund'), settings, unsaid)).toMatchObject({
      level: 'urgent',
      ruleId: 'first',
      sound: false,
    });
    expect(decide(text('hello'), settings, unsaid)).toMatchObject({ level: 'badge', ruleId: 'second' });
  });

  it('can be tried on what is stored, without deciding anything', () => {
    const rows = [text('refund'), text('hello'), incoming({ type: 'system' })];
    const tried = tryRules(
      rows,
      [ruleWith({ keywords: ['refund'], level: 'urgent' })],
      defaultSettings,
      () => unsaid,
    );
    expect(tried.map(({ level, levelNow, ruleId }) => [level, levelNow, ruleId])).toEqual([
      ['urgent', 'notify', 'one'],
      ['notify', 'notify', null],
    ]);
  });
});

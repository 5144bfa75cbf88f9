import { describe, expect, it } from 'vitest';
import {
  causeCodes,
  type AccountState,
  type Cause,
  type ChannelState,
} from '../../electron/shared/appState.ts';
import type { Content } from '../../electron/shared/event.ts';
import {
  causeAdvice,
  causeText,
  eventText,
  lineTitle,
  messengerTitle,
  personTitle,
} from '../../electron/shared/eventText.ts';
import { listeningText, summariseListening } from '../../electron/shared/listening.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { accountState, channelState } from '../support/states.ts';

const translations = { en: createTranslate('en'), ru: createTranslate('ru') };
const language = ['en', 'ru'] as const;
const say = (content: Content, kind = 'message'): [string, string] => [
  eventText({ content, kind, accountId: '685' }, translations.en),
  eventText({ content, kind, accountId: '685' }, translations.ru),
];

describe('an event in words', () => {
  const attachment = (name: string, caption: string | null = null): Content => ({
    type: 'attachment',
    attachment: name,
    fileName: 'plan.pdf',
    caption,
  });
  const reaction = (given: string, action = 'react'): Content => ({
    type: 'reaction',
    messageId: '1',
    reaction: given,
    action,
  });
  const delivery = (status: string, error: string | null = null): Content => ({
    type: 'delivery',
    messageId: '1',
    status,
    error,
  });

  it.each<[Content, string, string]>([
    [{ type: 'text', text: 'Hello' }, 'Hello', 'Hello'],
    [{ type: 'system', text: 'Chat was moved' }, 'Chat was moved', 'Chat was moved'],
    [attachment('image', 'our sofa'), 'Picture: our sofa', 'Фото: our sofa'],
    [attachment('video'), 'Video: plan.pdf', 'Видео: plan.pdf'],
    [attachment('audio'), 'Audio: plan.pdf', 'Аудио: plan.pdf'],
    [attachment('voice'), 'Voice message: plan.pdf', 'Голосовое сообщение: plan.pdf'],
    [attachment('file'), 'File: plan.pdf', 'Файл: plan.pdf'],
    [attachment('document'), 'Document: plan.pdf', 'Документ: plan.pdf'],
    [attachment('sticker'), 'Sticker: plan.pdf', 'Стикер: plan.pdf'],
    [attachment('hologram'), 'hologram: plan.pdf', 'hologram: plan.pdf'],
    [{ type: 'otherMessage', messageType: 'location', text: null }, 'Location', 'Геопозиция'],
    [{ type: 'otherMessage', messageType: 'contacts', text: null }, 'Contact card', 'Контакт'],
    [
      { type: 'otherMessage', messageType: 'poll', text: null },
      'New message (poll)',
      'Новое сообщение (poll)',
    ],
    [
      { type: 'otherMessage', messageType: 'poll', text: 'Tea?' },
      'New message (poll): Tea?',
      'Новое сообщение (poll): Tea?',
    ],
    [delivery('sent'), 'Sent', 'Отправлено'],
    [delivery('delivered'), 'Delivered', 'Доставлено'],
    [delivery('viewed'), 'Seen by the customer', 'Клиент прочитал'],
    [delivery('failed'), 'Your message was not delivered', 'Ваше сообщение не доставлено'],
    [
      delivery('failed', '470: late'),
      'Your message was not delivered: 470: late',
      'Ваше сообщение не доставлено: 470: late',
    ],
    [delivery('queued'), 'Delivery: queued', 'Доставка: queued'],
    [{ type: 'destroyed', messageId: '1' }, 'A message was deleted', 'Сообщение удалено'],
    [reaction('👍'), 'Reacted 👍', 'Реакция 👍'],
    [reaction(''), 'Reacted to a message', 'Реакция на сообщение'],
    [reaction('👍', 'unreact'), 'Took a reaction back', 'Реакция снята'],
    [{ type: 'tag', action: 'add', tag: 'VIP' }, 'Tag added: VIP', 'Добавлен тег: VIP'],
    [{ type: 'tag', action: 'delete', tag: 'VIP' }, 'Tag removed: VIP', 'Снят тег: VIP'],
    [{ type: 'tag', action: 'other', tag: 'VIP' }, 'Tag changed: VIP', 'Тег изменён: VIP'],
    [{ type: 'conversation', conversationType: 'BIC' }, '24-hour window opened', 'Открыто 24-часовое окно'],
    [{ type: 'chatStatus', status: 'close' }, 'Chat closed', 'Чат закрыт'],
    [{ type: 'chatStatus', status: 'opened' }, 'Chat opened', 'Чат открыт'],
    [{ type: 'chatStatus', status: 'frozen' }, 'Chat status: frozen', 'Статус чата: frozen'],
    [
      { type: 'responsible', employeeId: '7', employeeName: 'Olga' },
      'Assigned to Olga',
      'Ответственный: Olga',
    ],
    [{ type: 'responsible', employeeId: '7', employeeName: null }, 'Assigned to 7', 'Ответственный: 7'],
    [
      { type: 'responsible', employeeId: null, employeeName: null },
      'Assigned to nobody',
      'Ответственный снят',
    ],
    [
      { type: 'responsible', employeeId: '685', employeeName: 'Test' },
      'Assigned to you',
      'Ответственный: вы',
    ],
    [{ type: 'read' }, 'Chat read', 'Чат прочитан'],
    [
      { type: 'employee', employeeId: '7', employeeName: 'Olga', status: 'online' },
      'Olga: online',
      'Olga: online',
    ],
    [{ type: 'employee', employeeId: '7', employeeName: null, status: 'online' }, '7: online', '7: online'],
    [
      { type: 'quickResponse', action: 'add', title: 'Hi' },
      'Quick response changed: Hi',
      'Изменён быстрый ответ: Hi',
    ],
    [
      { type: 'quickResponse', action: 'add', title: null },
      'Quick responses changed',
      'Быстрые ответы изменены',
    ],
    [{ type: 'unknown' }, 'Event “message”', 'Событие «message»'],
  ])('%j', (content, english, russian) => {
    expect(say(content)).toEqual([english, russian]);
  });

  it('takes the names of messages for nothing but attachments', () => {
    expect(say({ type: 'attachment', attachment: 'toString', fileName: null, caption: null })[0]).toBe(
      'toString',
    );
  });
});

describe('names', () => {
  const { en } = translations;

  it('of messengers are those people know, or those ChatApp gives', () => {
    expect(messengerTitle('grWhatsApp', en)).toBe('WhatsApp');
    expect(messengerTitle('signal', en)).toBe('signal');
    expect(messengerTitle('__proto__', en)).toBe('__proto__');
    expect(messengerTitle(null, en)).toBeNull();
  });

  it('of lines are the owner’s, else their number', () => {
    const lines = [
      { id: '1', name: 'Sales', owned: null, messengers: [] },
      { id: '2', name: null, owned: null, messengers: [] },
    ];
    expect(['1', '2', '3'].map((id) => lineTitle(id, lines, en))).toEqual(['Sales', 'Line 2', 'Line 3']);
    expect(lineTitle(null, lines, en)).toBeNull();
  });

  const chat = {
    id: 'c',
    name: null,
    phone: null,
    username: null,
    type: null,
    responsibleId: null,
    responsibleKnown: false,
  };
  const sender = { id: 's', name: 'Anna', phone: null };

  it('of people are the best there are', () => {
    expect(personTitle({ direction: 'incoming', sender, chat })).toBe('Anna');
    expect(personTitle({ direction: 'incoming', sender: null, chat: { ...chat, phone: '7' } })).toBe('7');
    expect(personTitle({ direction: 'incoming', sender: null, chat: { ...chat, username: 'anna' } })).toBe(
      'anna',
    );
    expect(personTitle({ direction: 'incoming', sender: null, chat })).toBe('c');
    expect(personTitle({ direction: null, sender: null, chat: null })).toBeNull();
  });

  it('of an answered chat are the customer’s, not one’s own', () => {
    expect(
      personTitle({
        direction: 'outgoing',
        sender: { ...sender, name: 'Oak' },
        chat: { ...chat, name: 'Anna' },
      }),
    ).toBe('Anna');
  });
});

describe.each(language)('causes in %s', (spoken) => {
  const translate = translations[spoken];
  const full = (code: Cause['code']): Cause => ({
    code,
    host: 'socket.example.com',
    port: 6001,
    status: 503,
  });

  it.each(causeCodes)('%s is said and advised upon, without a gap', (code) => {
    for (const text of [causeText(full(code), translate), causeAdvice(full(code), translate)]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/(^|[\s“«])\?/);
      expect(text).not.toMatch(/[{}]|undefined|null/);
    }
    // Half a sentence, a whole one.
    expect(causeText(full(code), translate)).not.toMatch(/\.$/);
    expect(causeAdvice(full(code), translate)).toMatch(/^\p{Lu}.*[.]$/su);
  });

  it('name the host, the port, the status and the issuer', () => {
    expect(causeText(full('nameNotFound'), translate)).toContain('socket.example.com');
    expect(causeText(full('refused'), translate)).toContain('6001');
    expect(causeText(full('httpStatus'), translate)).toContain('503');
    expect(causeText({ ...full('certificate'), issuer: 'Corp CA' }, translate)).toContain('Corp CA');
  });

  it('write a port as a number and not as an amount', () => {
    expect(causeAdvice({ code: 'refused', port: 65_001 }, translate)).toContain('65001');
  });
});

describe('whether one is listened for', () => {
  const listening = (): ChannelState => channelState({ status: 'listening' });
  const failing = (): ChannelState => channelState({ status: 'failing', cause: { code: 'notAuthorised' } });
  const account = (more: Partial<AccountState>): AccountState => accountState(more);
  const waiting = { status: 'retrying' as const, cause: { code: 'offline' as const }, retryAtMs: 1 };

  it.each<[string, AccountState[], string, string, string]>([
    ['nobody signed in', [], 'signedOut', 'Signed out', 'Вход не выполнен'],
    [
      'signed out by ChatApp',
      [account({ status: 'signedOut', signedOutCause: { code: 'tokenRefused' } })],
      'signedOut',
      'Signed out',
      'Вход не выполнен',
    ],
    ['just started', [account({ lines: null })], 'connecting', 'Connecting…', 'Подключаюсь…'],
    ['no lines', [account({ channels: [] })], 'noLines', 'No lines to listen to', 'Нет линий'],
    [
      'one channel',
      [account({ channels: [listening()] })],
      'listening',
      'Listening to 1 channel',
      'Слушаю 1 канал',
    ],
    [
      'two of three',
      [account({ channels: [listening(), listening(), failing()] })],
      'partly',
      'Listening to 2 of 3 channels',
      'Слушаю 2 из 3',
    ],
    [
      'none',
      [account({ channels: [failing()] })],
      'notListening',
      'Not listening: the line was not confirmed',
      'Не слушаю: линия не подтверждена',
    ],
    [
      'offline',
      [account({ link: waiting, channels: [channelState({ status: 'waiting' })] })],
      'notListening',
      'Not listening: this computer is offline',
      'Не слушаю: нет сети',
    ],
    [
      'lines not told',
      [account({ lines: null, linesCause: { code: 'timedOut' } })],
      'notListening',
      'Not listening: no answer in time',
      'Не слушаю: нет ответа вовремя',
    ],
    [
      'one account of two is down',
      [
        account({ channels: [listening()] }),
        account({ id: '2', link: waiting, channels: [channelState({ status: 'waiting' })] }),
      ],
      'partly',
      'Listening to 1 of 2 channels',
      'Слушаю 1 из 2',
    ],
    [
      'one account of two was signed out by ChatApp',
      [
        account({ channels: [listening()] }),
        account({ id: '2', status: 'signedOut', signedOutCause: { code: 'tokenRefused' } }),
      ],
      'partly',
      'Listening to 1 channel, but not to one account',
      'Слушаю 1 канал, без связи 1 аккаунт',
    ],
    [
      'nobody says the lines of two accounts of three',
      [
        account({ channels: [listening(), listening()] }),
        account({ id: '2', lines: null, linesCause: { code: 'noAccess' } }),
        account({ id: '3', lines: null, link: waiting }),
      ],
      'partly',
      'Listening to 2 channels, but not to 2 accounts',
      'Слушаю 2 канала, без связи 2 аккаунта',
    ],
    [
      'the other account is not that far yet',
      [account({ channels: [listening()] }), account({ id: '2', lines: null })],
      'listening',
      'Listening to 1 channel',
      'Слушаю 1 канал',
    ],
  ])('%s', (_name, accounts, status, english, russian) => {
    const summary = summariseListening({ accounts });
    expect(summary.status).toBe(status);
    expect(listeningText(summary, translations.en)).toBe(english);
    expect(listeningText(summary, translations.ru)).toBe(russian);
  });

  it('is not alarmed by channels that are documented but unproven', () => {
    const refused = channelState({ kind: 'company', status: 'noAccess', cause: { code: 'noAccess' } });
    const summary = summariseListening({ accounts: [account({ channels: [listening(), refused] })] });
    expect(summary).toMatchObject({ status: 'listening', live: 1, total: 1, cause: null });
  });

  it('says why ChatApp signed one out', () => {
    const accounts = [account({ status: 'signedOut', signedOutCause: { code: 'tokenRefused' } })];
    expect(summariseListening({ accounts }).cause).toEqual({ code: 'tokenRefused' });
    const beside = summariseListening({ accounts: [account({ channels: [listening()] }), ...accounts] });
    expect(beside.cause).toEqual({ code: 'tokenRefused' });
  });
});

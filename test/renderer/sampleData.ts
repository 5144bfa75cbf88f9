import type { AccountState, AppState, ChannelState } from '../../electron/shared/appState.ts';
import type { Content, EventRow } from '../../electron/shared/event.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';

/** Data that looks like a busy morning, for tests of the window and for its preview. */

export const noonMs = new Date(2026, 4, 12, 12, 0).getTime();
const minute = 60_000;

export function makeRow(row: number, change: Partial<EventRow> = {}): EventRow {
  return {
    key: `account-1:line-${row}:message:${row}`,
    accountId: 'account-1',
    lineId: '10203',
    messengerType: 'grWhatsApp',
    channel: 'private-v1.licenses.10203.messengers.grWhatsApp',
    kind: 'message',
    chat: {
      id: `7900000${row}`,
      name: `Customer ${row}`,
      phone: `+7 900 000 ${row}`,
      username: null,
      type: 'private',
      responsibleId: '77',
      responsibleKnown: true,
    },
    sender: { id: `7900000${row}`, name: `Customer ${row}`, phone: `+7 900 000 ${row}` },
    direction: 'incoming',
    origin: null,
    content: { type: 'text', text: `Message number ${row}` },
    quote: null,
    atMs: noonMs + row * minute,
    receivedAtMs: noonMs + row * minute + 800,
    recovered: false,
    row,
    read: false,
    verdict: 'show',
    reason: 'incomingMessage',
    outcome: 'delivered',
    outcomeDetail: null,
    ruleId: null,
    settled: null,
    ...change,
  };
}

export function makeChannel(change: Partial<ChannelState> = {}): ChannelState {
  return {
    name: 'private-v1.licenses.10203.messengers.grWhatsApp',
    kind: 'messenger',
    lineId: '10203',
    messengerType: 'grWhatsApp',
    status: 'listening',
    cause: null,
    lastProofMs: noonMs,
    lastEventMs: noonMs,
    ...change,
  };
}

export function makeAccount(change: Partial<AccountState> = {}): AccountState {
  return {
    id: 'account-1',
    label: 'anna@example.com',
    status: 'signedIn',
    signedOutCause: null,
    link: { status: 'connected', cause: null, retryAtMs: null },
    lines: [
      {
        id: '10203',
        name: 'Sales',
        owned: true,
        messengers: [{ type: 'grWhatsApp', name: '+7 900 123-45-67' }],
      },
    ],
    linesCause: null,
    channels: [makeChannel()],
    ...change,
  };
}

export function makeState(change: Partial<AppState> = {}): AppState {
  return {
    accounts: [makeAccount()],
    unread: 0,
    settings: defaultSettings,
    overridden: [],
    managed: [],
    desktop: { shortcut: 'off', startAtLogin: 'off' },
    update: { status: 'off', version: null, percent: null, detail: null, checkedAtMs: null },
    language: 'en',
    keyStore: 'protected',
    trayHost: true,
    notifications: { available: true, service: 'A desktop' },
    timelineRevision: 0,
    quiet: { snoozes: [], onShiftUntilMs: null },
    onShift: true,
    shiftBeginsAtMs: null,
    waiting: [],
    waitingTotal: 0,
    work: [],
    replies: [],
    historyCause: null,
    notices: [],
    versions: { app: '0.1.0', electron: '45.4.1' },
    ...change,
  };
}

interface Told {
  person: string;
  content: Content;
  change?: Partial<EventRow>;
}

const text = (words: string): Content => ({ type: 'text', text: words });

/** All that may come, in several scripts; newest last. */
const morning: Told[] = [
  {
    person: 'Дмитрий Соколов',
    content: text('Здравствуйте! Подскажите, пожалуйста, когда придёт мой заказ №4417?'),
  },
  {
    person: 'Priya Raman',
    content: {
      type: 'attachment',
      attachment: 'file',
      fileName: 'Contract signed final (3).pdf',
      caption: null,
    },
    change: { read: true, messengerType: 'telegram' },
  },
  {
    person: 'Priya Raman',
    content: { type: 'tag', action: 'add', tag: 'VIP' },
    change: {
      read: true,
      direction: null,
      kind: 'chatTag',
      verdict: 'silent',
      reason: 'kindDisabled',
      outcome: null,
    },
  },
  {
    person: 'محمد العلي',
    content: text('مرحبا، هل لا يزال المنتج متوفرا باللون الأزرق؟'),
    change: { recovered: true },
  },
  {
    person: 'Donaudampfschifffahrtsgesellschaftskapitän Maximilian von und zu Hohenstein',
    content: text(
      'Could you call me back today? I would like to talk about the second delivery and the invoice that came with it.',
    ),
    change: { messengerType: 'viberBot', lineId: '20411' },
  },
  {
    person: 'Ольга Крылова',
    content: { type: 'chatStatus', status: 'closed' },
    change: { read: true, direction: null, kind: 'chatStatus', reason: 'chatStatusChanged' },
  },
  {
    person: 'Sam 🌻',
    content: text('👍🏽👨‍👩‍👧‍👦 great, thanks!'),
    change: { messengerType: 'instagram', read: true },
  },
  {
    person: 'Иван Петров',
    content: { type: 'delivery', messageId: '1', status: 'failed', error: 'The number is not on WhatsApp' },
    change: { direction: 'outgoing', kind: 'messageStatus', reason: 'kindEnabled' },
  },
  {
    person: 'Иван Петров',
    content: text('Добрый день, ваш заказ передан курьеру.'),
    change: {
      direction: 'outgoing',
      read: true,
      verdict: 'silent',
      reason: 'outgoingMessage',
      outcome: null,
    },
  },
  {
    person: 'Lena Vogel',
    content: { type: 'attachment', attachment: 'voice', fileName: null, caption: null },
    change: {
      messengerType: 'vkontakte',
      outcome: 'refused',
      outcomeDetail: 'org.freedesktop.DBus.Error.LimitsExceeded: too many notifications',
    },
  },
  {
    person: 'Lena Vogel',
    content: { type: 'responsible', employeeId: '77', employeeName: 'Anna Petrova' },
    change: { kind: 'chatResponsible', direction: null, reason: 'kindEnabled' },
  },
  {
    person: 'Zoë Ng',
    content: { type: 'reaction', messageId: '1', reaction: '❤️', action: 'react' },
    change: { kind: 'messageReaction', read: true, verdict: 'silent', reason: 'kindDisabled', outcome: null },
  },
  {
    person: 'support@acme.example',
    content: text('Re: Re: Fwd: Offer 2026-118\n\nDear team,\nplease find our questions below.'),
    change: { messengerType: 'email', lineId: '20411', read: true },
  },
  {
    person: 'Анна Петрова',
    content: {
      type: 'attachment',
      attachment: 'image',
      fileName: 'IMG_2041.jpg',
      caption: 'А синий ещё есть в наличии?',
    },
  },
  {
    person: 'Marek',
    content: text(
      'Is the blue one still in stock? I would take two of them, if you can send them by Friday.',
    ),
    change: { messengerType: 'telegramBot' },
  },
];

/** `count` rows, newest first, spread over some days. */
export function makeMorning(count: number, nowMs: number): EventRow[] {
  return Array.from({ length: count }, (_nothing, index) => {
    const told = morning[morning.length - 1 - (index % morning.length)] ?? { person: '?', content: text('') };
    const row = count - index;
    const atMs = nowMs - index * 17 * minute - (index > 0 ? 3 * minute : 0);
    const phone = '+7 916 204-55-18';
    return makeRow(row, {
      chat: {
        id: `79162045${row}`,
        name: told.person,
        phone,
        username: null,
        type: 'private',
        responsibleId: '77',
        responsibleKnown: true,
      },
      sender: { id: `79162045${row}`, name: told.person, phone },
      content: told.content,
      atMs,
      receivedAtMs: atMs + 900,
      ...told.change,
      ...(index > 14 ? { read: true } : {}),
    });
  });
}

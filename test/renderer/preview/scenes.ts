import type { AccountState, AppState } from '../../../electron/shared/appState.ts';
import {
  waitingChatSchema,
  type Rule,
  type Shift,
  type Snooze,
  type WaitingChat,
} from '../../../electron/shared/attention.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { makeAccount, makeChannel } from '../sampleData.ts';

/** What the preview can show, each by its name: states of main as a company might have them. */

export const query = new URLSearchParams(location.search);
export const scene = query.get('scene') ?? 'busy';
export const language = query.get('language') === 'ru' ? 'ru' : 'en';
export const now = Date.now();

const name = (lineId: string, type: string): string => `private-v1.licenses.${lineId}.messengers.${type}`;
const channel = (lineId: string, type: string, change: Parameters<typeof makeChannel>[0] = {}) =>
  makeChannel({
    name: name(lineId, type),
    lineId,
    messengerType: type,
    lastProofMs: now - 12_000,
    lastEventMs: now - 4 * 60_000,
    ...change,
  });

const lines: AccountState['lines'] = [
  {
    id: '10203',
    name: language === 'ru' ? 'Отдел продаж' : 'Sales',
    owned: true,
    messengers: [
      { type: 'grWhatsApp', name: '+7 916 204-55-18' },
      { type: 'telegram', name: '@acme_sales' },
      { type: 'instagram', name: 'acme.store' },
    ],
  },
  {
    id: '20411',
    name: 'Поддержка клиентов и возвраты, Санкт-Петербург и Ленинградская область',
    owned: false,
    messengers: [
      { type: 'viberBot', name: null },
      { type: 'email', name: 'support@acme.example' },
    ],
  },
  { id: '33107', name: null, owned: null, messengers: [{ type: 'vkontakte', name: 'acme' }] },
];

const good = [
  channel('10203', 'grWhatsApp'),
  channel('10203', 'telegram', { lastEventMs: now - 3 * 3_600_000 }),
  channel('10203', 'instagram', { lastEventMs: null }),
  channel('20411', 'viberBot'),
  channel('20411', 'email', { lastEventMs: now - 50 * 3_600_000 }),
  channel('33107', 'vkontakte'),
  channel('c', 'c', {
    name: 'private-v1.companies.5512',
    kind: 'company',
    lineId: null,
    messengerType: null,
  }),
  channel('u', 'u', {
    name: 'private-v1.users.77',
    kind: 'user',
    lineId: null,
    messengerType: null,
    status: 'noAccess',
    cause: { code: 'noAccess' },
  }),
];
const partly = good.map((one, index) => {
  if (index === 2) {
    return {
      ...one,
      status: 'noAccess' as const,
      cause: { code: 'noAccess' as const, detail: 'HTTP 403 {"success":false}' },
    };
  }
  if (index === 4) return { ...one, status: 'failing' as const, cause: { code: 'timedOut' as const } };
  return index === 5 ? { ...one, status: 'asking' as const } : one;
});
const nowhere = {
  code: 'nameNotFound' as const,
  host: 'socket.chatapp.online',
  detail: 'getaddrinfo ENOTFOUND socket.chatapp.online',
};

export const scenes: Record<string, Partial<AppState>> = {
  busy: { accounts: [makeAccount({ lines, channels: good })], unread: 7 },
  partly: {
    accounts: [makeAccount({ lines, channels: partly })],
    unread: 7,
    trayHost: false,
    keyStore: 'memory',
    notices: [
      {
        code: 'historyDamaged',
        detail: '/home/anna/.config/chatapp-notifier/history-2026-05-12.broken.sqlite',
      },
    ],
  },
  offline: {
    accounts: [
      makeAccount({
        lines,
        channels: good.map((one) => ({ ...one, status: 'failing' as const, cause: nowhere })),
        link: { status: 'retrying', cause: nowhere, retryAtMs: now + 9_000 },
      }),
    ],
    unread: 1234,
  },
  signedOut: {
    accounts: [
      makeAccount({
        status: 'signedOut',
        signedOutCause: { code: 'tokenRefused' },
        lines: null,
        channels: [],
      }),
    ],
  },
  connecting: {
    accounts: [
      makeAccount({
        lines: null,
        channels: [],
        link: { status: 'connecting', cause: null, retryAtMs: null },
      }),
    ],
  },
  noLines: { accounts: [makeAccount({ lines: [], channels: [] })] },
  welcome: { accounts: [] },
  held: {
    accounts: [makeAccount({ lines, channels: good })],
    overridden: ['server.host', 'server.port', 'theme'],
    keyStore: 'memory',
  },
};

const chatsWaiting: WaitingChat[] = [
  ['Дмитрий Соколов', 'grWhatsApp', '10203', 'mine', 127, 4, 3, true],
  ['Anna Schmidt', 'telegram', '10203', 'unassigned', 34, 1, 3, true],
  [
    'Donaudampfschifffahrtsgesellschaftskapitän Maximilian von und zu Hohenstein',
    'viberBot',
    '20411',
    'mine',
    9,
    12,
    2,
    true,
  ],
  ['محمد العلي', 'instagram', '10203', 'others', 6, 2, 0, false],
  [null, 'email', '33107', 'unassigned', 1, 1, 0, true],
].map(([person, type, lineId, chatClass, minutes, messages, steps, escalates], index) =>
  waitingChatSchema.parse({
    chat: `waiting ${index}`,
    accountId: 'account-1',
    lineId,
    messengerType: type,
    name: person,
    chatClass,
    newestKey: `account-1:line-${400 - index}:message:${400 - index}`,
    newestMs: now,
    sinceMs: now - Number(minutes) * 60_000,
    messages,
    steps,
    escalates,
  }),
);

export const rules: Rule[] = [
  {
    id: 'refunds',
    enabled: true,
    lineId: '10203',
    messengerType: 'grWhatsApp',
    kind: 'message',
    chatClass: null,
    keywords: language === 'ru' ? ['возврат', 'жалоба'] : ['refund', 'complaint'],
    level: 'urgent',
    sound: true,
  },
  {
    id: 'others',
    enabled: true,
    lineId: '20411',
    messengerType: null,
    kind: null,
    chatClass: 'others',
    keywords: [],
    level: 'nothing',
    sound: false,
  },
  {
    id: 'tags',
    enabled: false,
    lineId: null,
    messengerType: null,
    kind: 'tag',
    chatClass: 'mine',
    keywords: [],
    level: 'notify',
    sound: false,
  },
];

export const shifts: Shift[] = [
  { id: 'day', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', zone: 'system', lineId: null },
  { id: 'night', days: [5, 6], from: '22:00', to: '06:00', zone: 'Europe/Moscow', lineId: '20411' },
];

const snoozed = (change: Partial<Snooze>): Snooze => ({
  id: 'all',
  scope: 'all',
  accountId: null,
  lineId: null,
  chat: null,
  name: null,
  mode: 'snoozed',
  untilMs: now + 42 * 60_000,
  sinceMs: now,
  ...change,
});

const attention: Partial<AppState> = {
  waiting: chatsWaiting,
  waitingTotal: chatsWaiting.length + 3,
  quiet: {
    onShiftUntilMs: null,
    snoozes: [
      snoozed({}),
      snoozed({ id: 'line account-1:20411', scope: 'line', lineId: '20411', name: 'Поддержка' }),
      snoozed({ id: 'chat x', scope: 'chat', name: 'Sam 🌻', mode: 'muted', untilMs: null }),
    ],
  },
};
scenes['conversation'] = { ...scenes['busy'] };
scenes['longTalk'] = { ...scenes['busy'] };
export const long =
  'Федеральное государственное бюджетное учреждение «Центр поддержки клиентов» Pneumonoultramicroscopicsilicovolcanoconiosis';
export const turned = 'Invoice\u202Egnp.exe ‏محمد بن عبد الرحمن العلي';
scenes['longNames'] = {
  accounts: [
    makeAccount({
      label: 'a.very.long.address.that.goes.on.and.on@department.subsidiary.example.com',
      lines: lines.map((line, index) => ({
        ...line,
        name:
          [long, turned, 'Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsstätte'][index] ??
          null,
      })),
      channels: good,
    }),
  ],
  unread: 1234,
  waiting: chatsWaiting.map((chat, index) => ({ ...chat, name: index % 2 === 0 ? long : turned })),
  waitingTotal: chatsWaiting.length,
};
scenes['attention'] = { ...scenes['busy'], ...attention };
scenes['offShift'] = {
  ...scenes['busy'],
  onShift: false,
  shiftBeginsAtMs: now + 3 * 86_400_000,
};
scenes['quietAndTrouble'] = { ...scenes['partly'], ...attention };
export const marked: Partial<EventRow>[] = [
  {},
  {
    verdict: 'show',
    settled: { what: 'answered', by: 'colleague', name: 'Test Testov' },
    outcome: 'withdrawn',
  },
  {},
  {},
  { reason: 'rule', ruleId: 'refunds' },
  { verdict: 'hold', reason: 'paused', outcome: null },
  {},
  { verdict: 'digest', reason: 'storm' },
];

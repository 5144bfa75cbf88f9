import { createRoot } from 'react-dom/client';
import type { AccountState, AppState } from '../../../electron/shared/appState.ts';
import { defaultSettings } from '../../../electron/shared/settings.ts';
import { App } from '../../../renderer/App.tsx';
import { createClient } from '../../../renderer/state/client.ts';
import '../../../renderer/style/tokens.css';
import '../../../renderer/style/base.css';
import { createFakeBridge } from '../fakeBridge.ts';
import { makeAccount, makeChannel, makeMorning, makeRow } from '../sampleData.ts';

/**
 * The window with a main process of straw, for looking at it in a browser: `?scene=busy&theme=dark&language=ru`.
 * Nothing of it is shipped.
 */

const query = new URLSearchParams(location.search);
const scene = query.get('scene') ?? 'busy';
const language = query.get('language') === 'ru' ? 'ru' : 'en';
const theme = query.get('theme');
const now = Date.now();

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
    messengers: [
      { type: 'grWhatsApp', name: '+7 916 204-55-18' },
      { type: 'telegram', name: '@acme_sales' },
      { type: 'instagram', name: 'acme.store' },
    ],
  },
  {
    id: '20411',
    name: 'Поддержка клиентов и возвраты, Санкт-Петербург и Ленинградская область',
    messengers: [
      { type: 'viberBot', name: null },
      { type: 'email', name: 'support@acme.example' },
    ],
  },
  { id: '33107', name: null, messengers: [{ type: 'vkontakte', name: 'acme' }] },
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

const scenes: Record<string, Partial<AppState>> = {
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

const rows = scene === 'welcome' || scene === 'noLines' ? [] : makeMorning(400, now);
const fake = createFakeBridge({
  rows,
  state: {
    ...scenes[scene],
    language,
    settings: { ...defaultSettings, theme: theme === 'dark' || theme === 'light' ? theme : 'system' },
  },
});
if (scene === 'broken') fake.reply('state.get', () => ({ ok: false, error: 'failed' }));
fake.reply('account.signIn', () => ({
  ok: true,
  value: { result: 'refused', message: 'Неверный логин или пароль' },
}));

const client = createClient(fake.bridge);
client.start();
let row = 10_000;
declare global {
  interface Window {
    /** For scripts that take pictures. */
    preview: { fake: typeof fake; addRow: () => void };
  }
}
window.preview = {
  fake,
  addRow: () => {
    row += 1;
    fake.addRows(makeRow(row, { atMs: Date.now(), receivedAtMs: Date.now() }));
  },
};
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App client={client} reload={() => location.reload()} />);

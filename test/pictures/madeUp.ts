import type { AccountState, AppState, Cause, ChannelState } from '../../electron/shared/appState.ts';
import type { Rule, Shift, Snooze } from '../../electron/shared/attention.ts';

/**
 * States of the window that take hours or a broken network to come about. They are made from the real one, so that
 * names and lines are the same in every picture.
 */

const minute = 60_000;
const host = 'socket.chatapp.online';
const nowhere: Cause = {
  code: 'nameNotFound',
  host,
  detail: `getaddrinfo ENOTFOUND ${host}`,
};

export const rules: Rule[] = [
  {
    id: 'refunds',
    enabled: true,
    lineId: '1229',
    messengerType: 'grWhatsApp',
    kind: 'message',
    chatClass: null,
    keywords: ['table', 'стол', 'complaint', 'жалоба'],
    level: 'urgent',
    sound: true,
  },
  {
    id: 'colleagues',
    enabled: true,
    lineId: null,
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
    lineId: '1230',
    messengerType: 'telegramBot',
    kind: 'tag',
    chatClass: 'mine',
    keywords: ['VIP'],
    level: 'notify',
    sound: true,
  },
];

export const shifts: Shift[] = [
  { id: 'day', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00', zone: 'system', lineId: null },
  { id: 'night', days: [5, 6], from: '22:00', to: '06:00', zone: 'Europe/Moscow', lineId: '1231' },
];

function withFirst(state: AppState, change: (account: AccountState) => Partial<AccountState>): AppState {
  const [first, ...others] = state.accounts;
  return first === undefined ? state : { ...state, accounts: [{ ...first, ...change(first) }, ...others] };
}

const inMinutes = (count: number): number => Date.now() + count * minute;

export function offline(real: AppState): AppState {
  return withFirst(real, (account) => ({
    link: { status: 'retrying', cause: nowhere, retryAtMs: inMinutes(0.4) },
    channels: account.channels.map((channel) => ({ ...channel, status: 'failing', cause: nowhere })),
  }));
}

export function partly(real: AppState): AppState {
  const amiss: Record<number, Partial<ChannelState>> = {
    1: { status: 'noAccess', cause: { code: 'noAccess', detail: 'HTTP 403 {"success":false}' } },
    4: { status: 'failing', cause: { code: 'timedOut' } },
    6: { status: 'asking', cause: null },
    7: { status: 'off', cause: null },
  };
  return withFirst(real, (account) => ({
    channels: account.channels.map((channel, index) => ({ ...channel, ...amiss[index] })),
  }));
}

export function signedOut(real: AppState): AppState {
  return withFirst(real, () => ({
    status: 'signedOut',
    signedOutCause: { code: 'tokenRefused' },
    link: { status: 'off', cause: null, retryAtMs: null },
    lines: null,
    channels: [],
  }));
}

/** Two accounts, one of them not heard; and an administrator who holds what is listened to. */
export function unheard(real: AppState): AppState {
  const { accounts } = signedOut(real);
  const second = accounts.map((account) => ({ ...account, id: 'second', label: 'second@oak-iris.example' }));
  return { ...real, accounts: [...real.accounts, ...second], managed: [...real.managed, 'channelsOff'] };
}

/** All kinds of long work at once: rarer than any of them, and a test of the room. */
export function atWork(real: AppState): AppState {
  return {
    ...real,
    work: [
      { id: 'catchUp', what: 'catchUp', done: 3, total: 20, canStop: true },
      { id: 'index', what: 'index', done: 12_000, total: 50_000, canStop: true },
      { id: 'export', what: 'export', done: 8_400, total: 31_000, canStop: true },
    ],
  };
}

export function nobodyWaits(real: AppState): AppState {
  return { ...real, waiting: [], waitingTotal: 0 };
}

export function quiet(real: AppState): AppState {
  const common = { accountId: real.accounts[0]?.id ?? null, lineId: null, chat: null, sinceMs: Date.now() };
  const snoozes: Snooze[] = [
    { ...common, id: 'all', scope: 'all', name: null, mode: 'snoozed', untilMs: inMinutes(42) },
    {
      ...common,
      id: 'line',
      scope: 'line',
      lineId: '1232',
      name: 'Мастерская · repairs & returns',
      mode: 'snoozed',
      untilMs: inMinutes(180),
    },
    { ...common, id: 'chat', scope: 'chat', chat: 'chat', name: 'Ivy', mode: 'muted', untilMs: null },
  ];
  return { ...real, quiet: { snoozes, onShiftUntilMs: null } };
}

export function updateReady(real: AppState): AppState {
  return {
    ...real,
    update: { status: 'ready', version: '0.2.0', percent: null, detail: null, checkedAtMs: inMinutes(-6) },
  };
}

/** Nothing that the page could draw. */
export function broken(real: AppState): AppState {
  return withFirst(real, () => Object.fromEntries([['channels', null]]));
}

/** An account that just signed in on the first day. */
export function firstDay(account: AccountState): (real: AppState) => AppState {
  return (real) => ({ ...real, accounts: [account] });
}

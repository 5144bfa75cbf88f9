import { noUpdate } from '../../electron/core/system/updatePace.ts';
import type { AccountState, AppState, ChannelState } from '../../electron/shared/appState.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';

/** Builders of the app's state: all well, unless told otherwise. */

export function channelState(more: Partial<ChannelState> = {}): ChannelState {
  return {
    name: 'private-v1.licenses.1229.messengers.telegram',
    kind: 'messenger',
    lineId: '1229',
    messengerType: 'telegram',
    status: 'listening',
    cause: null,
    lastProofMs: null,
    lastEventMs: null,
    ...more,
  };
}

export function accountState(more: Partial<AccountState> = {}): AccountState {
  return {
    id: '685',
    label: 'operator@oak-iris.example',
    status: 'signedIn',
    signedOutCause: null,
    link: { status: 'connected', cause: null, retryAtMs: null },
    lines: [],
    linesCause: null,
    channels: [],
    ...more,
  };
}

export function appState(more: Partial<AppState> = {}): AppState {
  return {
    accounts: [accountState({ channels: [channelState()] })],
    unread: 0,
    settings: defaultSettings,
    overridden: [],
    managed: [],
    desktop: { shortcut: 'off', startAtLogin: 'off' },
    update: noUpdate,
    language: 'en',
    keyStore: 'protected',
    trayHost: true,
    notifications: { available: true, service: 'fake' },
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
    versions: { app: '0', electron: '0' },
    ...more,
  };
}

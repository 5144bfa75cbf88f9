import { app } from 'electron/main';
import type { OpenedHistory } from '../platform/history.ts';
import type { AppState } from '../shared/appState.ts';
import { noQuiet } from '../shared/attention.ts';
import type { Settings } from '../shared/settings.ts';
import { languageOf } from './appearance.ts';
import type { SettingsStore } from './settingsStore.ts';

/** What is known before anybody was asked. */
export function initialState(
  opened: OpenedHistory,
  settingsStore: SettingsStore,
  overridden: { settings: Settings; applied: string[] },
): AppState {
  return {
    accounts: [],
    unread: opened.history.unread(),
    settings: overridden.settings,
    overridden: overridden.applied,
    language: languageOf(overridden.settings),
    keyStore: 'unknown',
    trayHost: null,
    notifications: { available: null, service: null },
    timelineRevision: 0,
    quiet: noQuiet,
    onShift: true,
    shiftBeginsAtMs: null,
    waiting: [],
    waitingTotal: 0,
    work: [],
    replies: [],
    historyCause: null,
    notices: [
      ...settingsStore.notices,
      ...(opened.keptAside === null ? [] : [{ code: 'historyDamaged' as const, detail: opened.keptAside }]),
    ],
    versions: { app: app.getVersion(), electron: process.versions.electron ?? '' },
  };
}

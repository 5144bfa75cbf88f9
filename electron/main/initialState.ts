import { app } from 'electron/main';
import { noUpdate } from '../core/system/updatePace.ts';
import type { PatientHistory } from '../platform/patientHistory.ts';
import type { AppState, Notice } from '../shared/appState.ts';
import { noQuiet } from '../shared/attention.ts';
import { languageOf } from './appearance.ts';
import type { OpenedSettings } from './openSettings.ts';

/** What is known before anybody was asked. */
export function initialState(
  opened: PatientHistory,
  { settings, store, overridden, managed, managedTrouble }: OpenedSettings,
  notices: readonly Notice[],
): AppState {
  return {
    accounts: [],
    unread: opened.history.unread(),
    settings,
    overridden,
    managed,
    desktop: { shortcut: 'off', startAtLogin: 'off' },
    update: noUpdate,
    language: languageOf(settings),
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
    historyCause: opened.trouble,
    notices: [
      ...notices,
      ...store.notices,
      ...(managedTrouble === null
        ? []
        : [{ code: 'managedUnreadable' as const, detail: managedTrouble.slice(0, 4_000) }]),
      ...damaged(opened.keptAside),
    ],
    versions: { app: app.getVersion(), electron: process.versions.electron ?? '' },
  };
}

/** The history could be opened after all. */
export function withHistory(state: AppState, keptAside: string | null): AppState {
  return { ...state, historyCause: null, notices: [...state.notices, ...damaged(keptAside)] };
}

export function withNotice(state: AppState, notice: Notice): AppState {
  return { ...state, notices: [...state.notices, notice] };
}

function damaged(keptAside: string | null): Notice[] {
  return keptAside === null ? [] : [{ code: 'historyDamaged', detail: keptAside }];
}

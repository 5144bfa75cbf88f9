import { changeSettings } from '../core/settings/change.ts';
import type { Store } from '../core/state/store.ts';
import type { AppState } from '../shared/appState.ts';
import type { SettingResult } from '../shared/contract.ts';
import type { SettingChange, Settings } from '../shared/settings.ts';
import type { SettingsStore } from './settingsStore.ts';

/** One change of a setting: applied at once, saved without what a flag holds, and told to whom it concerns. */
export function createSettingsChanges(parts: {
  store: Store;
  settingsStore: SettingsStore;
  languageOf: (settings: Settings) => AppState['language'];
  /** What the desktop does not grant; asked once the change fits. */
  refuses: (change: SettingChange) => Extract<SettingResult, 'taken'> | null;
  applied: (path: string) => void;
}): (change: SettingChange) => SettingResult {
  const { store, settingsStore } = parts;
  let saved = settingsStore.initial;
  return (request) => {
    const before = store.get();
    if (before.managed.includes(request.path)) return 'managed';
    if (before.overridden.includes(request.path)) return 'overridden';
    const next = changeSettings(before.settings, request);
    const nextSaved = changeSettings(saved, request);
    if (next === null || nextSaved === null) return 'invalid';
    const refused = parts.refuses(request);
    if (refused !== null) return refused;
    saved = nextSaved;
    store.update((state) => ({ ...state, settings: next, language: parts.languageOf(next) }));
    parts.applied(request.path);
    return settingsStore.save(saved) ? 'ok' : 'notSaved';
  };
}

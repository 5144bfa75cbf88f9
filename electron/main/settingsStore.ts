import { join } from 'node:path';
import Store from 'electron-store';
import { loadSettings } from '../core/settings/migrate.ts';
import type { Notice } from '../shared/appState.ts';
import type { Settings } from '../shared/settings.ts';
import { keepAside, readDocument } from './keptDocument.ts';

/** The settings file (electron-store). What cannot be read is kept aside and said, never overwritten. */
export interface SettingsStore {
  initial: Settings;
  notices: Notice[];
  /** @returns false when the file could not be written; the settings hold until the app ends. */
  save(settings: Settings): boolean;
}

export function openSettingsStore(
  folder: string,
  nowMs: number,
  defaults: Settings,
  onError: (error: unknown) => void,
): SettingsStore {
  const file = join(folder, 'settings.json');
  const notices: Notice[] = [];
  const document = readDocument(file);
  const loaded = loadSettings(document.found ? document.value : {}, defaults);
  if (loaded.result !== 'ok') {
    const aside = keepAside(file, loaded.result === 'newer' ? 'newer' : 'damaged', nowMs, onError);
    notices.push({ code: loaded.result === 'newer' ? 'settingsNewer' : 'settingsDamaged', detail: aside });
  } else if (loaded.replaced.length > 0) {
    notices.push({ code: 'settingsReplaced', detail: loaded.replaced.join(', ').slice(0, 4_000) });
  }
  let store: Store | null = null;
  return {
    initial: loaded.settings,
    notices,
    save(settings) {
      try {
        store ??= new Store({ name: 'settings', cwd: folder });
        store.store = { ...settings };
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    },
  };
}

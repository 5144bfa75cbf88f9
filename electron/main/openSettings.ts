import { overrideSettings } from '../core/settings/change.ts';
import { loadManaged, managedFile } from '../platform/managedFile.ts';
import type { Logger } from '../core/ports.ts';
import { defaultSettings, type Settings } from '../shared/settings.ts';
import { flagOf, type CommandLine } from './commandLine.ts';
import { openSettingsStore, type SettingsStore } from './settingsStore.ts';

export interface OpenedSettings {
  settings: Settings;
  store: SettingsStore;
  /** Paths that a flag holds, and those that the administrator does. */
  overridden: string[];
  managed: string[];
  managedTrouble: string | null;
}

/** The person's settings, over the administrator's presets and under the flags; what is locked stands above all. */
export function openSettings(
  folder: string,
  nowMs: number,
  commandLine: CommandLine,
  logger: Logger,
): OpenedSettings {
  const { managed, trouble } = loadManaged(managedFile(process.platform), defaultSettings);
  if (trouble !== null) logger.warn('managed settings not understood', { trouble });
  const defaults = overrideSettings(defaultSettings, managed.presets).settings;
  const store = openSettingsStore(folder, nowMs, defaults, (error) => logger.error('trouble', { error }));
  const flags = overrideSettings(store.initial, commandLine.overrides);
  for (const path of flags.refused) logger.warn('flag not understood', { flag: flagOf(path) });
  const locked = overrideSettings(flags.settings, managed.locks);
  return {
    settings: locked.settings,
    store,
    overridden: flags.applied.filter((path) => !locked.applied.includes(path)),
    managed: locked.applied,
    managedTrouble: trouble,
  };
}

import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings, type Settings } from '../../../electron/shared/settings.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { Person } from '../../support/desktop/desktopEnvironment.ts';
import { giveTo } from '../../support/desktop/desktopParts.ts';

/** What the app keeps in a person's home, in the ordinary places. */

export const dataFolder = (person: Person): string => join(person.home, '.config', 'chatapp-notifier');
export const autostartEntryOf = (person: Person): string =>
  join(person.home, '.config', 'autostart', 'chatapp-notifier.desktop');

/** Where the simulator is, as the settings say it. */
export function serverOf(simulator: Simulator, person: Person): Settings['server'] {
  const caFile = join(person.home, 'authority.pem');
  writeFileSync(caFile, simulator.caPem);
  chownSync(caFile, person.uid, person.gid);
  return {
    ...defaultSettings.server,
    host: simulator.host,
    port: simulator.port,
    apiBase: simulator.apiBase,
    authEndpoint: simulator.authEndpoint,
    caFile,
  };
}

/** Settings that a person has made before: a start from the desktop entry takes no flags. */
export function writeSettings(person: Person, settings: Partial<Settings>): void {
  const folder = dataFolder(person);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const document = { version: defaultSettings.version, language: 'en', theme: 'light', ...settings };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(document));
  giveTo(person, folder);
}

/** As on the first day. */
export function forgetBelongings(person: Person): void {
  for (const path of [dataFolder(person), autostartEntryOf(person)])
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

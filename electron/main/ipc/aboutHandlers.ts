import { readFile, writeFile } from 'node:fs/promises';
import { arch, release } from 'node:os';
import { shell } from 'electron/common';
import { app, clipboard, dialog } from 'electron/main';
import { importSettings } from '../../core/settings/importSettings.ts';
import { diagnosticsText } from '../../core/state/diagnostics.ts';
import { openChromiumLicences, readLicences } from '../system/licences.ts';
import type { HandlerParts } from './handlers.ts';
import type { Handlers } from './serve.ts';

type Names = Extract<keyof Handlers, `about.${string}` | 'settings.export' | 'settings.import'>;

/** Versions, folders, diagnostics, and settings as a file. */
export function createAboutHandlers(parts: HandlerParts): Pick<Handlers, Names> {
  const versions = (): { name: string; version: string }[] => [
    { name: 'ChatApp Notifier', version: app.getVersion() },
    { name: 'Electron', version: process.versions.electron ?? '' },
    { name: 'Chromium', version: process.versions['chrome'] ?? '' },
    { name: 'Node.js', version: process.versions.node },
    { name: process.platform, version: `${release()} ${arch()}` },
  ];
  return {
    'about.info': () => ({
      versions: versions(),
      dataFolder: parts.places.data,
      logFile: parts.places.log,
    }),
    async 'about.copyDiagnostics'() {
      const { history, timeline, store } = parts;
      const text = diagnosticsText(store.get(), timeline.entries(), {
        versions: versions(),
        events: history.events(),
        bytes: history.sizeBytes(),
      });
      await clipboard.writeText(text);
      return null;
    },
    async 'about.openDataFolder'() {
      await shell.openPath(parts.places.data);
      return null;
    },
    'about.licences': async () => ({ packages: await readLicences(parts.places.assets) }),
    'about.openChromiumLicences': async () => ({ result: await openChromiumLicences() }),
    async 'settings.export'() {
      const chosen = await dialog.showSaveDialog({
        defaultPath: 'chatapp-notifier-settings.json',
        filters: [{ name: 'JSON', extensions: ['json'] }],
      });
      if (chosen.canceled || chosen.filePath === '') return { result: 'cancelled', file: null };
      try {
        await writeFile(chosen.filePath, `${JSON.stringify(parts.store.get().settings, null, 2)}\n`);
        return { result: 'done', file: chosen.filePath };
      } catch {
        // The window says that it could not be written; where to is what the person has just chosen.
        return { result: 'failed', file: chosen.filePath };
      }
    },
    async 'settings.import'() {
      const chosen = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: 'JSON', extensions: ['json'] }],
      });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return { result: 'cancelled', refused: [] };
      const read = importSettings(await readJson(file), parts.store.get().settings);
      if (read.result !== 'ok') return { result: read.result, refused: [] };
      for (const change of read.changes) {
        const result = parts.changeSettings(change);
        if (result === 'notSaved') return { result, refused: read.refused };
        if (result !== 'ok') read.refused.push(change.path);
      }
      return { result: 'done', refused: read.refused };
    },
  };
}

const largestBytes = 5 * 1024 * 1024;

async function readJson(file: string): Promise<unknown> {
  try {
    const text = await readFile(file, 'utf8');
    return text.length > largestBytes ? undefined : (JSON.parse(text) as unknown);
  } catch {
    // Not JSON, or not readable at all: the same to who chose it.
    return undefined;
  }
}

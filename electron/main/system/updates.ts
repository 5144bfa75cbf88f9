import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron/main';
import type { AppUpdater } from 'electron-updater';
import { redactText } from '../../platform/redact.ts';
import { ownImage } from './ownImage.ts';
import { nextLookAfterMs, noUpdate } from '../../core/system/updatePace.ts';
import type { Clock, Logger, Stop } from '../../core/ports.ts';
import type { Update } from '../../shared/appState.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Settings } from '../../shared/settings.ts';

/**
 * Updates of the app itself (electron-updater, a folder on a server). They are fetched quietly and installed when the
 * person ends the app or says so: nothing restarts by itself, in no shift and out of none.
 */
export interface Updates {
  check(): Promise<void>;
  /** Another feed, or another wish. */
  changed(): void;
  /** Ends the app, installs and starts it again; nothing where nothing is ready. */
  installNow(): void;
  /** The session ends, or somebody kills us: no time for an installer. */
  forgetAtQuit(): void;
  stop: Stop;
}

export interface UpdatesParts {
  clock: Clock;
  logger: Logger;
  settings: () => Settings['updates'];
  get: () => Update;
  set: (update: Update) => void;
  translate: () => Translate;
}

export function createUpdates(parts: UpdatesParts): Updates {
  const { clock, logger } = parts;
  let updater: AppUpdater | null = null;
  let feedSet: string | null = null;
  let next: Stop | null = null;
  let stopped = false;

  const change = (to: Partial<Update>): void => {
    if (!stopped) parts.set({ ...parts.get(), ...to });
  };

  function plan(): void {
    next?.();
    next = null;
    if (stopped || obstacle() !== null) return;
    const afterMs = nextLookAfterMs(parts.settings(), parts.get(), clock.nowMs());
    if (afterMs !== null) next = clock.after(afterMs, () => void check());
  }

  /** Loaded when it is first needed: most starts need none of it. */
  async function load(): Promise<AppUpdater> {
    if (updater !== null) return updater;
    const { default: library } = await import('electron-updater');
    const made = library.autoUpdater;
    made.logger = {
      info: (message?: unknown) => logger.info('updater', { message }),
      warn: (message?: unknown) => logger.warn('updater', { message }),
      error: (message?: unknown) => logger.error('updater', { message }),
    };
    made.autoDownload = true;
    // Only what has arrived from the feed that is named is installed at the end; electron-updater asks after it tells.
    made.autoInstallOnAppQuit = false;
    made.allowDowngrade = false;
    made.on('update-not-available', () => change({ status: 'none', version: null, percent: null }));
    made.on('update-available', ({ version }) => change({ status: 'downloading', version, percent: 0 }));
    made.on('download-progress', ({ percent }) => change({ percent: Math.min(100, Math.round(percent)) }));
    made.on('update-downloaded', ({ version }) => {
      made.autoInstallOnAppQuit = feedSet === parts.settings().feed;
      if (made.autoInstallOnAppQuit) change({ status: 'ready', version, percent: 100 });
    });
    made.on('error', (error) => failed(error));
    updater = made;
    return made;
  }

  function failed(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    // What follows the first line is the answer's headers or a stack: for the log.
    const detail = redactText(words.split('\n')[0] ?? '').slice(0, 500);
    // What had arrived did so: then it is the installation that failed.
    const { status } = parts.get();
    change({
      status: status === 'ready' || status === 'refused' ? 'refused' : 'failed',
      percent: null,
      detail,
    });
    plan();
  }

  /** Why this copy cannot be updated by itself; null when it can. */
  function obstacle(): string | null {
    if (!app.isPackaged) return parts.translate()('update.notPackaged');
    const portable = process.env['PORTABLE_EXECUTABLE_FILE'] !== undefined;
    const installed =
      (process.platform !== 'linux' && !portable) ||
      ownImage() !== null ||
      existsSync(join(process.resourcesPath, 'package-type'));
    return installed ? null : parts.translate()('update.archive');
  }

  async function check(): Promise<void> {
    const { feed } = parts.settings();
    const detail = obstacle();
    if (feed === null || detail !== null) {
      change({ ...noUpdate, detail });
      return;
    }
    const { status } = parts.get();
    if (['checking', 'downloading', 'ready', 'refused'].includes(status)) return;
    change({ status: 'checking', detail: null, percent: null });
    try {
      const loaded = await load();
      if (feedSet !== feed) loaded.setFeedURL({ provider: 'generic', url: feed });
      feedSet = feed;
      // What the download comes to is told by its events; the same error would be thrown here.
      const found = await loaded.checkForUpdates();
      found?.downloadPromise?.catch(() => undefined);
    } catch (error) {
      failed(error);
    }
    change({ checkedAtMs: clock.nowMs() });
    plan();
  }

  if (parts.settings().feed !== null) change({ status: 'idle' });
  plan();

  return {
    check,
    changed() {
      const { feed } = parts.settings();
      // What came from another feed is not installed at the end, either.
      if (feed !== feedSet && updater !== null) updater.autoInstallOnAppQuit = false;
      if (feed === null) change(noUpdate);
      else if (feed !== feedSet) change({ ...noUpdate, status: 'idle' });
      plan();
    },
    installNow() {
      const { status } = parts.get();
      if ((status !== 'ready' && status !== 'refused') || updater === null) return;
      updater.quitAndInstall(false, true);
      // Either the installer runs now, or it was refused (nobody gave the password): at the end it is not asked again.
      updater.autoInstallOnAppQuit = false;
    },
    forgetAtQuit() {
      if (updater !== null) updater.autoInstallOnAppQuit = false;
    },
    stop() {
      stopped = true;
      next?.();
    },
  };
}

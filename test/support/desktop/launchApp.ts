import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { pageOrigin } from '../../../electron/shared/channels.ts';
import { connectToBus } from './sessionBus.ts';
import { findTrayItem, type TrayItem } from './trayItem.ts';
import { waitFor } from './waiting.ts';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const runtimeNote = join(projectRoot, 'node_modules', '.cache', 'chatapp-notifier', 'runtime.json');
/** An app that lives in the tray may refuse to quit; Playwright would wait for ever. */
const closeLimitMs = 4_000;
const windowLimitMs = 15_000;

export interface LaunchOptions {
  /** Of the desktop to run on, which must be up: `Desktop.env`, with more variables when needed. */
  readonly env: Readonly<Record<string, string>>;
  /** Further arguments of the app. */
  readonly args?: readonly string[];
  /** The folder with the app's package.json; this project when left out. */
  readonly project?: string;
  /** A folder of an earlier launch, to start again on its data; otherwise a new one. */
  readonly userData?: string;
  /** Leave the data in place when it is closed. */
  readonly keepUserData?: boolean;
  /** Chromium's key store; by the desktop when left out. */
  readonly passwordStore?: 'gnome-libsecret' | 'basic';
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly pid: number;
  readonly userData: string;
  /** Its window, as soon as there is one. The hidden player of its sounds is a window too, and is none to a person. */
  page(): Promise<Page>;
  /** Its tray item, as soon as the panel has it. */
  tray(): Promise<TrayItem>;
  /** What it wrote so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Quits it, and kills it when it does not go. Resolves with how it went. */
  close(): Promise<{ readonly killed: boolean; readonly exitCode: number | null }>;
}

/** A page that is not loaded yet may still become the player. */
function isWindow(page: Page): boolean {
  return page.url().startsWith(`${pageOrigin}/`);
}

/** The Electron that the set-up found. */
export async function electronExecutable(): Promise<string> {
  const note: unknown = JSON.parse(
    await readFile(runtimeNote, 'utf8').catch(() => {
      throw new Error('no Electron was set up yet: run `node build/setup/run.mjs setup` first');
    }),
  );
  if (
    typeof note !== 'object' ||
    note === null ||
    !('executable' in note) ||
    typeof note.executable !== 'string'
  ) {
    throw new Error(`${runtimeNote} names no program: delete it and run the set-up again`);
  }
  return note.executable;
}

/** Launches the app on a desktop with data of its own. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'chatapp-data-')));
  const app = await _electron.launch({
    executablePath: await electronExecutable(),
    cwd: projectRoot,
    env: { ...options.env },
    args: [
      options.project ?? projectRoot,
      `--user-data-dir=${userData}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.passwordStore === undefined ? [] : [`--password-store=${options.passwordStore}`]),
      ...(options.args ?? []),
    ],
  });
  const child = app.process();
  const { pid } = child;
  if (pid === undefined) throw new Error('the app has no process id');
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });
  const address = options.env['DBUS_SESSION_BUS_ADDRESS'];
  const closings: (() => void)[] = [];

  return {
    app,
    pid,
    userData,
    page: () =>
      waitFor(
        () => app.windows().find(isWindow),
        () =>
          `the app opened no window, only [${app
            .windows()
            .map((page) => page.url())
            .join(', ')}]`,
        windowLimitMs,
      ),
    async tray() {
      if (address === undefined) throw new Error('the environment names no session bus');
      const bus = await connectToBus(address);
      closings.push(() => bus.disconnect());
      return findTrayItem(bus, pid);
    },
    output: () => ({ stdout, stderr }),
    async close() {
      let killed = false;
      const timer = setTimeout(() => {
        killed = true;
        child.kill('SIGKILL');
      }, closeLimitMs);
      // It fails when the app is gone already, which is what we want.
      await app.close().catch(() => undefined);
      await exited;
      clearTimeout(timer);
      for (const closing of closings.splice(0)) closing();
      if (options.keepUserData !== true) await rm(userData, { recursive: true, force: true, maxRetries: 3 });
      return { killed, exitCode: child.exitCode };
    },
  };
}

import { spawn } from 'node:child_process';
import { removeAtEnd } from './cleanUp.ts';
import { electronExecutable, projectRoot } from './launchApp.ts';

/** The app as a person's session starts it: no debugger looks on, and it can be killed at any moment. */
export interface SpawnedApp {
  readonly pid: number;
  readonly userData: string;
  /** When it was started, by `performance.now()`. */
  readonly startedAtMs: number;
  /** How it ended, once it did. */
  readonly ended: Promise<AppEnd>;
  isRunning(): boolean;
  /** All it wrote. */
  output(): string;
  /** Resolves when it has written something that fits; rejects when it ends without. */
  wrote(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its main process alone, as a crash or the kernel would; the others notice. */
  kill(): Promise<AppEnd>;
  /** SIGTERM, and SIGKILL for all of its processes when it does not go in time. */
  stop(limitMs?: number): Promise<AppEnd>;
}

export interface AppEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Since its start. */
  readonly afterMs: number;
}

export interface SpawnOptions {
  /** Of the desktop to run on: `Desktop.env`, with more variables when needed. */
  readonly env: Readonly<Record<string, string>>;
  readonly userData: string;
  readonly args?: readonly string[];
  /** Another app than this project: a folder with a package.json. */
  readonly project?: string;
  /** Whom it runs as, where we are root; ourselves when left out. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

const stopLimitMs = 10_000;

/** Starts the app without waiting for anything it does; ended with this process at the latest. */
export async function spawnApp(options: SpawnOptions): Promise<SpawnedApp> {
  const { env, userData, args = [], project = projectRoot, owner } = options;
  const root = (owner?.uid ?? process.getuid?.()) === 0 ? ['--no-sandbox'] : [];
  const executable = await electronExecutable();
  const startedAtMs = performance.now();
  const child = spawn(executable, [project, `--user-data-dir=${userData}`, ...root, ...args], {
    cwd: projectRoot,
    env: { ...env },
    // A group of its own, so that none of its processes outlives it unnoticed.
    detached: true,
    ...(owner === undefined ? {} : owner),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const readers = new Set<() => void>();
  const read = (part: Buffer): void => {
    output += part.toString();
    for (const reader of [...readers]) reader();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the app has no process id');
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // None of it is left.
    }
  };
  const forget = removeAtEnd(() => signalGroup('SIGKILL'));
  const ended = new Promise<AppEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      // What it started notices by itself, but not always before the next start.
      signalGroup('SIGKILL');
      forget();
      resolve({ code, signal, afterMs: performance.now() - startedAtMs });
    });
  });

  return {
    pid,
    userData,
    startedAtMs,
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => output,
    wrote: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output);
          if (found === null) return;
          readers.delete(look);
          resolve(found);
        };
        readers.add(look);
        void ended.then(() => reject(new Error(`the app ended and did not write ${pattern}: ${output}`)));
        look();
      }),
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
    async stop(limitMs = stopLimitMs) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => signalGroup('SIGKILL'), limitMs);
      const end = await ended;
      clearTimeout(timer);
      return end;
    },
  };
}

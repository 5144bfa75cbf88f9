import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Browser, type Page } from '@playwright/test';
import { debuggingAddress, windowOf } from '../../support/desktop/appPage.ts';
import type { Person } from '../../support/desktop/desktopEnvironment.ts';
import { connectToBus, type SessionBus } from '../../support/desktop/sessionBus.ts';
import { findTrayItem, type TrayItem } from '../../support/desktop/trayItem.ts';
import type { Desktop } from '../../support/desktop/virtualDesktop.ts';
import { waitFor } from '../../support/desktop/waiting.ts';
import { isRunning, killAll, mainProcessesOf, processesOf, signalTo, waitForEnd } from './processes.ts';
import { run, type Outcome } from './programs.ts';

/** An app on the desktop, however it was started. */
export interface Running {
  readonly pid: number;
  /** Its tray item, as soon as the panel has it. */
  tray(): Promise<TrayItem>;
  /** Waits until it is gone by itself. */
  ended(): Promise<void>;
}

/** One that was started here, with its window to be looked into (Chrome DevTools Protocol). */
export interface Driven extends Running {
  page(): Promise<Page>;
  /** How it ended, once it did. */
  exit(limitMs?: number): Promise<readonly [number | null, NodeJS.Signals | null]>;
  output(): string;
}

/** What a person has who sits at the desktop: programs to start, addresses to open, windows to see. */
export interface Session {
  readonly desktop: Desktop;
  readonly person: Person;
  readonly bus: SessionBus;
  /** Runs a program to its end as that person. */
  run(program: string, args?: readonly string[]): Promise<Outcome>;
  /** Starts a program so that its window can be looked into. */
  drive(command: readonly [string, ...string[]], env?: Readonly<Record<string, string>>): Promise<Driven>;
  /** Starts a program, and leaves it to itself. */
  start(command: readonly [string, ...string[]], env?: Readonly<Record<string, string>>): ChildProcess;
  /** The app that runs, or soon will; there may be one only. */
  runningApp(executable: string): Promise<Running>;
  /** The titles of the windows on the screen that are the app's. */
  windowTitles(): Promise<readonly string[]>;
  /** Ends all that was started, and every copy of these programs. */
  end(executables: readonly string[]): Promise<void>;
}

const startLimitMs = 20_000;
const endLimitMs = 10_000;
/** As sessions, window managers and the desktop entry know the app. */
const windowClass = 'chatapp-notifier';

export async function openSession(desktop: Desktop, person: Person): Promise<Session> {
  const bus = await connectToBus(desktop.busAddress);
  const started: ChildProcess[] = [];
  const browsers: Browser[] = [];

  const start: Session['start'] = ([program, ...args], env = {}) => {
    const child = spawn(program, args, {
      cwd: person.home,
      env: { ...desktop.env, ...env },
      uid: person.uid,
      gid: person.gid,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // A program that cannot be started is missed by whoever waits for what it does.
    child.on('error', () => undefined);
    started.push(child);
    return child;
  };

  const running = (pid: number): Running => ({
    pid,
    tray: () => findTrayItem(bus, pid),
    ended: () => waitForEnd(pid, endLimitMs),
  });

  return {
    desktop,
    person,
    bus,
    start,
    run: (program, args = []) =>
      run(program, args, { env: { ...desktop.env }, cwd: person.home, owner: person }),
    async drive([program, ...args], env) {
      const child = start([program, '--remote-debugging-port=0', ...args], env);
      const exit = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
        child.once('exit', (code, signal) => resolve([code, signal])),
      );
      let output = '';
      child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const address = await waitFor(
        () => debuggingAddress.exec(output)?.[1],
        () => `${program} told no place to look into it; it wrote: ${output}`,
        startLimitMs,
      );
      const browser = await chromium.connectOverCDP(address);
      browsers.push(browser);
      const pid = child.pid ?? 0;
      return {
        ...running(pid),
        output: () => output,
        page: () => windowOf(browser),
        async exit(limitMs = endLimitMs) {
          await waitForEnd(pid, limitMs);
          return exit;
        },
      };
    },
    async runningApp(executable) {
      const pid = await waitFor(
        () => {
          const [first, ...more] = mainProcessesOf(executable);
          return more.length === 0 ? first?.pid : undefined;
        },
        () => `${mainProcessesOf(executable).length} copies of ${executable} run, not one`,
        startLimitMs,
      );
      return running(pid);
    },
    async windowTitles() {
      const search = ['search', '--onlyvisible', '--class', windowClass, 'getwindowname', '%@'];
      const { stdout } = await run('xdotool', search, { env: { ...desktop.env } });
      return stdout.split('\n').filter((line) => line !== '');
    },
    async end(executables) {
      await Promise.all(browsers.splice(0).map((browser) => browser.close().catch(() => undefined)));
      for (const { pid } of started.splice(0))
        if (pid !== undefined && isRunning(pid)) signalTo(pid, 'SIGKILL');
      await killAll(() => executables.flatMap(processesOf).map(({ pid }) => pid));
    },
  };
}

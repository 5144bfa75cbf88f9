import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { electronExecutable, projectRoot } from '../../support/desktop/launchApp.ts';
import { connectToBus, type SessionBus } from '../../support/desktop/sessionBus.ts';
import type { Stage } from './stage.ts';

/** The app and what it is held against, started as a desktop starts them: no debugger, nothing between. */
export interface Program {
  pid: number;
  /** When it was started, on the clock of `performance`. Milliseconds. */
  beganMs: number;
  /** Resolves with the next line it writes that says this. */
  said(what: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const answerLimitMs = 60_000;
const endLimitMs = 5_000;
const floors = join(projectRoot, 'test', 'bench', 'floors');

export interface AppOptions {
  args?: readonly string[];
  /** What differs from the default settings. */
  settings?: Record<string, unknown>;
}

/** The app, signed in with tokens of its own and hidden in the tray. */
export async function startNotifier(
  stage: Stage,
  options: AppOptions = {},
): Promise<Program & { data: string }> {
  const { data, args } = await notifierArguments(stage, options);
  return { ...(await startElectron(stage, projectRoot, data, args)), data };
}

/** A folder with what the app starts from, and how it is started. */
export async function notifierArguments(
  { simulator, folder }: Stage,
  options: AppOptions,
): Promise<{ data: string; args: string[] }> {
  const data = await mkdtemp(join(folder, 'data-'));
  const tokens = join(data, 'tokens.json');
  const { accessToken, refreshToken } = simulator.issueTokens();
  const { cabinetUserId, email } = simulator.account;
  const document = { accessToken, refreshToken, accountId: String(cabinetUserId), label: email };
  await writeFile(tokens, JSON.stringify(document), { mode: 0o600 });
  const settings = { version: 1, sounds: { muted: true }, ...options.settings };
  await writeFile(join(data, 'settings.json'), JSON.stringify(settings));
  const args = [
    '--hidden',
    '--language=en',
    `--server-host=${simulator.host}`,
    `--server-port=${simulator.port}`,
    `--api-base=${simulator.apiBase}`,
    `--auth-endpoint=${simulator.authEndpoint}`,
    `--ca-file=${simulator.caFile}`,
    `--import-tokens=${tokens}`,
    ...(options.args ?? []),
  ];
  return { data, args };
}

/** An icon in the tray and nothing else. */
export async function startEmpty(stage: Stage, args: readonly string[] = []): Promise<Program> {
  return startElectron(stage, join(floors, 'empty'), await mkdtemp(join(stage.folder, 'empty-')), args);
}

/**
 * pusher-js and nothing else.
 *
 * @param doing show a notification for each event, or discard it; it says when it has received so many
 */
export async function startBare(
  stage: Stage,
  doing: { notify: boolean; tellAt?: number; channels?: readonly string[] },
): Promise<Program> {
  const { simulator } = stage;
  const wanted = {
    key: simulator.key,
    host: simulator.host,
    port: simulator.port,
    authEndpoint: simulator.authEndpoint,
    token: simulator.issueTokens().accessToken,
    channels: doing.channels ?? stage.channels,
    notify: doing.notify,
    tellAt: doing.tellAt ?? 0,
  };
  const data = await mkdtemp(join(stage.folder, 'bare-'));
  return startElectron(stage, join(floors, 'bare'), data, [], {
    CHATAPP_BENCH_BARE: JSON.stringify(wanted),
    NODE_EXTRA_CA_CERTS: simulator.caFile,
  });
}

async function startElectron(
  { desktop }: Stage,
  folder: string,
  data: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Program> {
  const executable = await electronExecutable();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const beganMs = performance.now();
  const child = spawn(executable, [folder, `--user-data-dir=${data}`, ...sandbox, ...args], {
    cwd: projectRoot,
    env: { ...desktop.env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${executable} could not be started`);
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
  const waiting = new Set<(message: Record<string, unknown>) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{')) return;
    const message = JSON.parse(line) as Record<string, unknown>;
    for (const listener of waiting) listener(message);
  });
  return {
    pid,
    beganMs,
    said: (what) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${folder} did not say "${what}"; it wrote:\n${errors}`)),
          answerLimitMs,
        );
        const listener = (message: Record<string, unknown>): void => {
          if (message['what'] !== what) return;
          waiting.delete(listener);
          clearTimeout(timer);
          resolve(message);
        };
        waiting.add(listener);
      }),
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
  await ended;
  clearTimeout(timer);
}

/** Runs with a program that is ended whatever happens. */
export async function during<Result>(
  starting: Promise<Program>,
  work: (program: Program) => Promise<Result>,
): Promise<Result> {
  const program = await starting;
  try {
    return await work(program);
  } finally {
    await program.stop();
  }
}

/** Resolves when all channels are subscribed to, with the moment on the clock of `performance`. */
export async function allSubscribed({ simulator, channels }: Stage): Promise<number> {
  await simulator.waitFor(
    `${channels.length} subscriptions`,
    () => channels.every((name) => (simulator.subscriptions().get(name) ?? 0) > 0),
    answerLimitMs,
  );
  return performance.now();
}

/** Waits until nobody is subscribed any more: the next round must not take the last one's channels for its own. */
export async function nobodyConnected({ simulator }: Stage): Promise<void> {
  await simulator.waitFor('the last one to be gone', () => simulator.connections() === 0, answerLimitMs);
}

/** Listens for icons that are put into the tray; `next` resolves with the moment. */
export async function watchTray(stage: Stage): Promise<{ next: () => Promise<number>; stop: () => void }> {
  const bus: SessionBus = await connectToBus(stage.desktop.busAddress);
  let waiting: ((atMs: number) => void) | null = null;
  await bus.onSignal("type='signal',member='StatusNotifierItemRegistered'", () => {
    waiting?.(performance.now());
    waiting = null;
  });
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no icon came into the tray')), answerLimitMs);
        waiting = (atMs) => {
          clearTimeout(timer);
          resolve(atMs);
        };
      }),
    stop: () => bus.disconnect(),
  };
}

import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSounds } from '../../../electron/shared/attention.ts';
import { projectRoot } from '../../support/desktop/launchApp.ts';
import { connectToBus, type SessionBus } from '../../support/desktop/sessionBus.ts';
import { spawnApp, type SpawnedApp } from '../../support/desktop/spawnApp.ts';
import { allListening, serverFlags, tokensFlag } from '../../support/desktop/startFlags.ts';
import { writeSettings } from '../../support/plainSettings.ts';
import type { Stage } from './stage.ts';

/** The app and what it is held against, started as a desktop starts them: no debugger, nothing between. */

const answerLimitMs = 60_000;
const floors = join(projectRoot, 'test', 'bench', 'floors');

/** The app, signed in with tokens of its own and hidden in the tray. */
export async function startNotifier(stage: Stage): Promise<SpawnedApp> {
  const { userData, args } = await notifierArguments(stage);
  return spawnApp({ env: stage.desktop.env, userData, args: ['--hidden', ...args] });
}

/** A folder with what the app starts from, and how it is started. */
export async function notifierArguments({
  simulator,
  folder,
}: Stage): Promise<{ userData: string; args: string[] }> {
  const userData = await mkdtemp(join(folder, 'data-'));
  writeSettings(userData, { sounds: { ...defaultSounds, muted: true } });
  return { userData, args: [...serverFlags(simulator), await tokensFlag(simulator, userData)] };
}

/** An icon in the tray and nothing else. */
export async function startEmpty(stage: Stage, args: readonly string[] = []): Promise<SpawnedApp> {
  const userData = await mkdtemp(join(stage.folder, 'empty-'));
  return spawnApp({ env: stage.desktop.env, project: join(floors, 'empty'), userData, args });
}

/**
 * pusher-js and nothing else.
 *
 * @param doing show a notification for each event, or discard it; it says when it has received so many
 */
export async function startBare(
  stage: Stage,
  doing: { notify: boolean; tellAt?: number },
): Promise<SpawnedApp> {
  const { simulator } = stage;
  const wanted = {
    key: simulator.key,
    host: simulator.host,
    port: simulator.port,
    authEndpoint: simulator.authEndpoint,
    token: simulator.issueTokens().accessToken,
    channels: stage.channels,
    notify: doing.notify,
    tellAt: doing.tellAt ?? 0,
  };
  const userData = await mkdtemp(join(stage.folder, 'bare-'));
  const env = {
    ...stage.desktop.env,
    CHATAPP_BENCH_BARE: JSON.stringify(wanted),
    NODE_EXTRA_CA_CERTS: simulator.caFile,
  };
  return spawnApp({ env, project: join(floors, 'bare'), userData });
}

/** What a floor says of itself, once it has said this. */
export async function said(program: SpawnedApp, what: string): Promise<Record<string, unknown>> {
  const [line] = await program.wrote(new RegExp(`^\\{"what":"${what}".*$`, 'm'));
  return JSON.parse(line) as Record<string, unknown>;
}

/** Runs with a program that is ended whatever happens. */
export async function during<Result>(
  starting: Promise<SpawnedApp>,
  work: (program: SpawnedApp) => Promise<Result>,
): Promise<Result> {
  const program = await starting;
  try {
    return await work(program);
  } finally {
    await program.stop();
  }
}

/** Resolves when all channels are subscribed to, with the moment on the clock of `performance`. */
export async function allSubscribed({ simulator }: Stage): Promise<number> {
  await allListening(simulator, answerLimitMs);
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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { spawnApp, type AppEnd, type SpawnedApp } from '../../support/desktop/spawnApp.ts';
import { allListening, serverFlags, tokensFlag } from '../../support/desktop/startFlags.ts';
import type { Desktop } from '../../support/desktop/virtualDesktop.ts';
import { waitFor } from '../../support/desktop/waiting.ts';
import { knowsWhereToBegin } from '../../support/keptData.ts';
import { writeSettings } from '../../support/plainSettings.ts';

/** One person's data folder and ChatApp account, over many starts of the app. */
export interface Account {
  readonly simulator: Simulator;
  readonly userData: string;
  /** The text of the settings file. */
  readonly settings: string;
  /** The first start: signed in, all channels listening, and the first catch-up over. */
  signIn(args?: readonly string[]): Promise<SpawnedApp>;
  start(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<SpawnedApp>;
  /** SIGTERM for the one that was started last. */
  end(): Promise<AppEnd>;
}

const limitMs = 30_000;

/** @param userData a folder of one's own; a new one when left out */
export async function withAccount(
  desktop: Desktop,
  use: (account: Account) => Promise<void>,
  userData?: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-kill-'));
  const simulator = await startSimulator({ requestsPerSecond: 500 });
  const data = userData ?? folder;
  const started: SpawnedApp[] = [];
  const account: Account = {
    simulator,
    userData: data,
    settings: writeSettings(data),
    async signIn(args = ['--hidden']) {
      const app = await account.start([await tokensFlag(simulator, folder), ...args]);
      await allListening(simulator, limitMs);
      await waitFor(
        () => knowsWhereToBegin(data, simulator) || undefined,
        () => 'the first catch-up saved no cursors',
        limitMs,
      );
      return app;
    },
    async start(args = ['--hidden'], env = {}) {
      const app = await spawnApp({
        env: { ...desktop.env, ...env },
        userData: data,
        args: [...serverFlags(simulator), ...args],
      });
      started.push(app);
      return app;
    },
    async end() {
      const last = started.at(-1);
      if (last === undefined) throw new Error('nothing was started');
      const end = await last.stop();
      await simulator.waitFor('its connection to be gone', () => simulator.connections() === 0, limitMs);
      return end;
    },
  };
  try {
    await use(account);
  } finally {
    for (const app of started) if (app.isRunning()) await app.stop();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startAgain } from '../../desktop/secondStart.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { spawnApp, type AppEnd, type SpawnedApp } from '../../support/desktop/spawnApp.ts';
import { connectToBus } from '../../support/desktop/sessionBus.ts';
import { allListening, serverFlags, tokensFlag } from '../../support/desktop/startFlags.ts';
import { findTrayItem, type TrayItem } from '../../support/desktop/trayItem.ts';
import type { Desktop } from '../../support/desktop/virtualDesktop.ts';
import { waitFor } from '../../support/desktop/waiting.ts';
import { knowsWhereToBegin, readRows, type KeptRow } from '../../support/keptData.ts';
import { writeSettings } from '../../support/plainSettings.ts';

/** One person's data folder and ChatApp account, over many starts of the app. */
export interface Account {
  readonly simulator: Simulator;
  readonly userData: string;
  /** The text of the settings file. */
  readonly settings: string;
  /** The first start: signed in, all channels listening, and the first catch-up over. */
  signIn(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<SpawnedApp>;
  /** The flag that signs in with fresh tokens. */
  tokens(): Promise<string>;
  start(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<SpawnedApp>;
  /** SIGTERM for the one that was started last. */
  end(): Promise<AppEnd>;
  /** What `--status` prints about the one that runs. */
  status(): Promise<Readonly<Record<string, unknown>>>;
  tray(app: SpawnedApp): Promise<TrayItem>;
  /** A message of the first customer of the cast, with a text of its own. */
  say(text: string): void;
  /** Waits until these are in the history, each once, and all in it is decided. */
  keeps(texts: readonly string[]): Promise<void>;
}

const limitMs = 30_000;
const keptLimitMs = 45_000;
const statusSchema = z.record(z.string(), z.unknown());

/** @param userData a folder of one's own; a new one when left out */
export async function withAccount(
  desktop: Desktop,
  use: (account: Account) => Promise<void>,
  userData?: string,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-kill-'));
  const simulator = await startSimulator({ requestsPerSecond: 500 });
  const data = userData ?? folder;
  const bus = await connectToBus(desktop.busAddress);
  const started: SpawnedApp[] = [];
  const account: Account = {
    simulator,
    userData: data,
    settings: writeSettings(data),
    tokens: () => tokensFlag(simulator, folder),
    async signIn(args = ['--hidden'], env = {}) {
      const app = await account.start([await account.tokens(), ...args], env);
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
    async status() {
      const { stdout } = await startAgain(desktop, data, ['--status']);
      return statusSchema.parse(JSON.parse(stdout));
    },
    tray: ({ pid }) => findTrayItem(bus, pid),
    say(text) {
      const [customer] = simulator.cast.customers;
      if (customer === undefined) throw new Error('nobody in the cast');
      simulator.message({ customer, text });
    },
    async keeps(texts) {
      let rows: readonly KeptRow[] = [];
      await waitFor(
        () => {
          rows = readRows(data);
          const all = texts.every((text) => rows.filter((row) => row.text === text).length === 1);
          return (all && rows.every(({ verdict }) => verdict !== null)) || undefined;
        },
        () => `not all of it is kept, once and decided; there is ${JSON.stringify(rows)}`,
        keptLimitMs,
      );
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
    bus.disconnect();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

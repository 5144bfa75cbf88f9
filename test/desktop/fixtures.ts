import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startBusMonitor, type BusMonitor } from '../support/desktop/busMonitor.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from '../support/desktop/launchApp.ts';
import { dunst } from '../support/desktop/screen.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { lineChannel } from '../simulator/socket/protocol.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';

/** One real desktop for the whole run; a simulator and data of its own for every test. */

export interface Started extends LaunchedApp {
  window: Page;
}

export interface StartOptions extends Partial<LaunchOptions> {
  /** Tokens handed over at the start; left out for an app that nobody signed in to. */
  signedIn?: boolean;
  /** Wait until every channel listens. */
  listening?: boolean;
}

interface Fixtures {
  simulator: Simulator;
  monitor: BusMonitor;
  /** Starts the app on the shared desktop; ended by itself after the test. */
  start: (options?: StartOptions) => Promise<Started>;
}

interface WorkerFixtures {
  desktop: Desktop;
}

export function serverFlags(simulator: Simulator): string[] {
  return [
    `--server-host=${simulator.host}`,
    `--server-port=${simulator.port}`,
    `--api-base=${simulator.apiBase}`,
    `--auth-endpoint=${simulator.authEndpoint}`,
    `--ca-file=${simulator.caFile}`,
    '--language=en',
    '--theme=light',
  ];
}

async function tokensFlag(simulator: Simulator, folder: string): Promise<string> {
  const { accessToken, refreshToken } = simulator.issueTokens();
  const { cabinetUserId, email } = simulator.account;
  const file = join(folder, `tokens-${Date.now()}.json`);
  const document = { accessToken, refreshToken, accountId: String(cabinetUserId), label: email };
  await writeFile(file, JSON.stringify(document), { mode: 0o600 });
  return `--import-tokens=${file}`;
}

/** Every messenger of every line. */
export async function allListening(simulator: Simulator): Promise<void> {
  const channels = simulator.cast.lines.flatMap((line) =>
    line.messengers.map((messenger) => lineChannel(line.licenseId, messenger.type)),
  );
  for (const channel of channels) await simulator.waitForSubscription(channel, 1, 15_000);
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  desktop: [
    // Playwright reads the fixtures a fixture needs from this pattern; this one needs none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const desktop = await startDesktop({
        notifications: 'dunst',
        panel: 'xfce',
        windowManager: 'xfwm4',
        keyring: true,
      });
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker' },
  ],
  // As above: it needs no other fixture.
  // oxlint-disable-next-line no-empty-pattern
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.stop();
  },
  monitor: async ({ desktop }, use) => {
    await dunst.closeAll(desktop.env);
    const monitor = await startBusMonitor(desktop.busAddress);
    await use(monitor);
    monitor.stop();
  },
  start: async ({ desktop, simulator }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'chatapp-test-'));
    const running: LaunchedApp[] = [];
    await use(async ({ signedIn = true, listening = signedIn, args = [], env, ...more } = {}) => {
      const tokens = signedIn ? [await tokensFlag(simulator, folder)] : [];
      const app = await launchApp({
        env: env ?? desktop.env,
        args: [...serverFlags(simulator), ...tokens, ...args],
        ...more,
      });
      running.push(app);
      if (listening) await allListening(simulator);
      // An app that starts hidden has no window to wait for.
      const window = args.includes('--hidden') ? noWindow : await app.page();
      return { ...app, window };
    });
    for (const app of running.toReversed()) await app.close();
    await rm(folder, { recursive: true, force: true });
  },
});

const noWindow = new Proxy({} as Page, {
  get() {
    throw new Error('this app was started hidden: it has no window yet');
  },
});

export { expect } from '@playwright/test';

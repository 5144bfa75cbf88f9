import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startBusMonitor, type BusMonitor } from '../support/desktop/busMonitor.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from '../support/desktop/launchApp.ts';
import {
  dunstScreen,
  setXfceExpiry,
  xfceScreen,
  type NotificationScreen,
} from '../support/desktop/notificationScreen.ts';
import { allListening, serverFlags, tokensFlag } from '../support/desktop/startFlags.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';

/** One real desktop for each notification service and the whole run; a simulator and data of its own for every test. */

export const services = ['dunst', 'xfce4-notifyd'] as const;
type Service = (typeof services)[number];

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
  /** Which notification service the desktop has; `test.use({ service })` chooses another. */
  service: Service;
  desktop: Desktop;
  simulator: Simulator;
  monitor: BusMonitor;
  /** With nothing on it. */
  popups: NotificationScreen;
  /** Starts the app on the shared desktop; ended by itself after the test. */
  start: (options?: StartOptions) => Promise<Started>;
}

interface WorkerFixtures {
  /** Started when it is first asked for. */
  desktopWith: (service: Service) => Promise<Desktop>;
}

/** As long as dunst shows one here; by itself xfce4-notifyd takes ten seconds, which a test may take too. */
const xfceExpirySeconds = 60;

async function startFor(service: Service): Promise<Desktop> {
  const desktop = await startDesktop({
    notifications: service,
    panel: 'xfce',
    windowManager: 'xfwm4',
    keyring: true,
  });
  if (service === 'xfce4-notifyd') await setXfceExpiry(desktop, xfceExpirySeconds);
  return desktop;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  desktopWith: [
    // Playwright reads the fixtures a fixture needs from this pattern; this one needs none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const started = new Map<Service, Promise<Desktop>>();
      await use((service) => {
        const desktop = started.get(service) ?? startFor(service);
        started.set(service, desktop);
        return desktop;
      });
      for (const desktop of started.values()) await (await desktop).stop();
    },
    { scope: 'worker' },
  ],
  service: ['dunst', { option: true }],
  desktop: async ({ desktopWith, service }, use) => {
    await use(await desktopWith(service));
  },
  // As above: it needs no other fixture.
  // oxlint-disable-next-line no-empty-pattern
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.stop();
  },
  popups: async ({ desktop, service }, use) => {
    const popups = service === 'dunst' ? dunstScreen(desktop) : xfceScreen(desktop);
    await popups.reset();
    await use(popups);
  },
  // The pop-ups are named for their being taken away first.
  monitor: async ({ desktop, popups: _emptied }, use) => {
    const monitor = await startBusMonitor(desktop.busAddress);
    await use(monitor);
    monitor.stop();
  },
  start: async ({ desktop, simulator }, use, testInfo) => {
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
    if (testInfo.status !== testInfo.expectedStatus) for (const app of running) await tellShown(app);
    for (const app of running.toReversed()) await app.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** Where only the output is kept, a test that failed must say in it what was there to see. */
async function tellShown(launched: LaunchedApp): Promise<void> {
  for (const page of launched.app.windows()) {
    const seen = await page
      .locator('body')
      .ariaSnapshot({ timeout: 2_000 })
      .catch((error: unknown) => String(error));
    console.log(`the window showed:\n${seen}`);
  }
  console.log(`the app wrote:\n${launched.output().stderr.slice(-2_000)}`);
}

const noWindow = new Proxy({} as Page, {
  get() {
    throw new Error('this app was started hidden: it has no window yet');
  },
});

export { allListening, serverFlags };
export { expect } from '@playwright/test';

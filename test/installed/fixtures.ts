import { test as base } from '@playwright/test';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { startBusMonitor, type BusMonitor } from '../support/desktop/busMonitor.ts';
import { dunst } from '../support/desktop/screen.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { makeAccount, type Account } from './support/account.ts';
import { forgetBelongings, serverOf, writeSettings } from './support/belongings.ts';
import { installedVersion, obstacleToInstalling, purge } from './support/packages.ts';
import {
  installedExecutable,
  installedProduct,
  unpackedExecutable,
  unpackedProduct,
  type Product,
  type ProductName,
} from './support/product.ts';
import { openSession, type Driven, type Session } from './support/session.ts';
import { signIn } from './support/signIn.ts';

/** One person and their desktop for the whole run; a simulator and an app on its first day for every test. */

interface Fixtures {
  /** Which way the person has the product. */
  productName: ProductName;
  product: Product;
  simulator: Simulator;
  monitor: BusMonitor;
  session: Session;
  /** Starts the app with the simulator in its settings, and signs in to it through its window. */
  signedIn: (...flags: readonly string[]) => Promise<Driven>;
}

interface WorkerFixtures {
  person: Account;
  desktop: Desktop;
  /** Why nothing can be installed here; takes what was installed away in the end. */
  noInstalling: string | undefined;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  person: [
    // Playwright reads the fixtures a fixture needs from this pattern; this one needs none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const person = makeAccount();
      await use(person);
      await person.remove();
    },
    { scope: 'worker' },
  ],
  desktop: [
    async ({ person }, use) => {
      const desktop = await startDesktop({
        notifications: 'dunst',
        panel: 'xfce',
        windowManager: 'xfwm4',
        keyring: true,
        person,
      });
      await use(desktop);
      await desktop.stop();
    },
    { scope: 'worker' },
  ],
  noInstalling: [
    // As above: it needs no other fixture.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const obstacle = await obstacleToInstalling();
      await use(obstacle);
      if (obstacle === undefined && (await installedVersion()) !== undefined) await purge();
    },
    { scope: 'worker' },
  ],
  productName: ['installed', { option: true }],
  product: async ({ productName, person, noInstalling }, use) => {
    test.skip(productName === 'installed' && noInstalling !== undefined, noInstalling);
    await use(await (productName === 'installed' ? installedProduct() : unpackedProduct(person)));
  },
  // As above.
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
  session: async ({ desktop, person }, use) => {
    forgetBelongings(person);
    const session = await openSession(desktop, person);
    await use(session);
    await session.end([installedExecutable, unpackedExecutable(person)]);
    session.bus.disconnect();
    forgetBelongings(person);
  },
  signedIn: async ({ product, session, simulator, person }, use) => {
    await use(async (...flags) => {
      writeSettings(person, { server: serverOf(simulator, person) });
      const app = await session.drive([product.command, ...flags]);
      await signIn(await app.page(), simulator);
      return app;
    });
  },
});

export { expect } from '@playwright/test';

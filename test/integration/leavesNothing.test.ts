import Pusher from 'pusher-js';
import { afterEach, expect, it } from 'vitest';
import { startSimulator } from '../simulator/simulator.ts';
import { cleanUps, settled } from '../support/fakes.ts';
import { startHeadlessApp, type HeadlessApp } from '../support/headlessApp.ts';
import { allListening } from '../support/signedIn.ts';

const ends = cleanUps();
afterEach(() => ends.run());

/** Apps come and go here faster than ChatApp's limit of requests allows. */
const quickly = { requestsPerSecond: 10_000 };

type Resources = Record<string, number>;

/** What keeps this process busy, by kind: sockets, timers, files. */
function resources(): Resources {
  const counts: Resources = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What there is more of than before. */
function left(before: Resources): Resources {
  return Object.fromEntries(
    Object.entries(resources()).filter(([kind, count]) => count > (before[kind] ?? 0)),
  );
}

async function nothingLeft(before: Resources): Promise<void> {
  const deadline = performance.now() + 5_000;
  // Turns of the loop instead of timers: those would be counted.
  while (Object.keys(left(before)).length > 0 && performance.now() < deadline) await settled();
  expect(left(before)).toEqual({});
}

it('an app that was started and stopped, again and again, leaves nothing behind', async () => {
  const simulator = await startSimulator(quickly);
  ends.add(() => simulator.stop());
  const before = resources();

  async function run(disturb: (app: HeadlessApp) => unknown): Promise<void> {
    const app = startHeadlessApp(simulator);
    await app.signIn();
    await allListening({ simulator, app });
    await disturb(app);
    app.stop();
    await simulator.waitFor('no link', () => simulator.connections() === 0);
  }

  await run(() => undefined);
  await run((app) => app.accounts.wakeAll());
  await run(() => simulator.kill());
  await run((app) => app.accounts.signOut('685'));
  await run(() => simulator.setAuthMode('ok'));
  expect(Pusher.instances).toEqual([]);
  await nothingLeft(before);
});

it('an app that is stopped while everything is under way leaves nothing behind', async () => {
  const simulator = await startSimulator(quickly);
  ends.add(() => simulator.stop());
  const before = resources();
  for (const stage of ['/v1/tokens', '/v1/licenses', '/broadcasting/auth']) {
    const seen = simulator.requests.length;
    const app = startHeadlessApp(simulator);
    const signingIn = app.signIn();
    await simulator.waitFor(stage, () => simulator.requests.slice(seen).some(({ path }) => path === stage));
    app.stop();
    await signingIn;
    await simulator.waitFor('no link', () => simulator.connections() === 0);
  }
  expect(Pusher.instances).toEqual([]);
  await nothingLeft(before);
});

it('two accounts at once are two clients, and none once both are gone', async () => {
  const simulator = await startSimulator(quickly);
  ends.add(() => simulator.stop());
  const app = startHeadlessApp(simulator);
  ends.add(() => app.stop());
  await app.signIn();
  await allListening({ simulator, app });
  const { accessToken } = simulator.issueTokens();
  await app.accounts.useTokens({ accessToken, refreshToken: null, accountId: 'second' });
  await simulator.waitFor('two links', () => simulator.connections() === 2);
  expect(Pusher.instances).toHaveLength(2);
  await app.accounts.signOut('685');
  await simulator.waitFor('one link', () => simulator.connections() === 1);
  expect(Pusher.instances).toHaveLength(1);
  await app.accounts.signOut('second');
  expect(Pusher.instances).toEqual([]);
});

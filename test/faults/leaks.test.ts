import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Pusher from 'pusher-js';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createNetwork } from '../../electron/platform/network.ts';
import { createPusherTransport } from '../../electron/platform/pusherTransport.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { Watch } from '../simulator/observation.ts';
import { cleanUps, settled } from '../support/fakes.ts';
import { serverOf, startHeadlessApp } from '../support/headlessApp.ts';
import { allListening } from '../support/signedIn.ts';
import { faultCase, patienceMs } from './support/faultCase.ts';
import { report } from './support/faultReport.ts';

const ends = cleanUps();
afterEach(() => ends.run());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function heapBytes(): Promise<number> {
  // What is only freed a turn later is freed too.
  for (let turn = 0; turn < 5; turn += 1) {
    collect();
    await settled();
  }
  return process.memoryUsage().heapUsed;
}

function handles(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout' && kind !== 'Immediate').length;
}

/** The half of the cycles after the first half, when caches are warm, may add next to nothing. */
async function isFlat(
  what: string,
  cycles: number,
  boundBytes: number,
  cycle: () => Promise<void>,
): Promise<void> {
  for (let turn = 0; turn < cycles / 2; turn += 1) await cycle();
  const firstHalf = await heapBytes();
  const handlesBefore = handles();
  for (let turn = 0; turn < cycles / 2; turn += 1) await cycle();
  const grown = (await heapBytes()) - firstHalf;
  const deadline = performance.now() + patienceMs;
  while (handles() > handlesBefore && performance.now() < deadline) await settled();
  report(inject('faultReport'), {
    note: `leaks: ${cycles} times ${what}: heap ${(grown / 1_048_576).toFixed(2)} MiB over the second half, handles ${handles() - handlesBefore}`,
  });
  expect(handles()).toBeLessThanOrEqual(handlesBefore);
  expect(grown).toBeLessThan(boundBytes);
  expect(Pusher.instances).toEqual([]);
}

async function transportCycle(simulator: Simulator): Promise<void> {
  const watch = new Watch();
  const heard = new Set<string>();
  const network = createNetwork(() => Promise.resolve(null));
  const transport = createPusherTransport(
    network,
    { authorize: () => Promise.resolve({ ok: false, error: 'noAccess' }) },
    ({ type }) => {
      heard.add(type);
      watch.changed();
    },
  );
  transport.open(serverOf(simulator));
  await watch.until('the greeting', () => heard.has('established'), patienceMs);
  transport.subscribe('private-v1.users.685');
  await watch.until('an answer', () => heard.has('subscriptionFailed'), patienceMs);
  transport.dispose();
  network.stop();
  await simulator.waitFor('no link', () => simulator.connections() === 0, patienceMs);
}

describe('long runs', () => {
  it('200 transports leave neither heap nor handles behind', async () => {
    const simulator = await startSimulator();
    ends.add(() => simulator.stop());
    // One leaked pusher-js client is 37 kB: a hundred of them would be 3.7 MB.
    await isFlat('connect and dispose', 200, 2_000_000, () => transportCycle(simulator));
  });

  it('20 whole apps leave neither heap nor handles behind', async () => {
    const simulator = await startSimulator({ requestsPerSecond: 1_000 });
    ends.add(() => simulator.stop());
    await isFlat('start and stop', 20, 4_000_000, async () => {
      const app = startHeadlessApp(simulator);
      await app.signIn();
      await allListening({ simulator, app });
      app.stop();
      await simulator.waitFor('no link', () => simulator.connections() === 0, patienceMs);
    });
  });

  faultCase(42, 'a long run: 40 reconnects of one app', async (fault) => {
    const { simulator, app } = await fault.start({ hurry: 50, limits: { handshakeMs: 5_000 } });
    const reconnect = async (): Promise<void> => {
      simulator.kill();
      await app.waitFor('the loss', () => app.listening().length === 0, patienceMs);
      await fault.recovers();
    };
    for (let turn = 0; turn < 20; turn += 1) await reconnect();
    const before = await heapBytes();
    for (let turn = 0; turn < 20; turn += 1) await reconnect();
    // The fake screen and the recorded states grow a little; twenty clients would be more.
    expect((await heapBytes()) - before).toBeLessThan(6_000_000);
    expect(Pusher.instances).toHaveLength(1);
    fault.say();
    await fault.recovers();
  });
});

import { setTimeout as after } from 'node:timers/promises';
import { afterEach, expect, inject, it } from 'vitest';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { cleanUps } from '../support/fakes.ts';
import { startListening } from '../support/signedIn.ts';
import { startChild } from './support/childProcess.ts';
import { patienceMs } from './support/faultCase.ts';
import { report } from './support/faultReport.ts';

const ends = cleanUps();
afterEach(() => ends.run());

const downMs = 2_000;

it('after a server restart our app listens again no later than pusher-js by itself', async () => {
  const ours = (await startListening(ends, {}, { requestsPerSecond: 1_000 })).simulator;
  const theirs = await startSimulator({ requestsPerSecond: 1_000 });
  ends.add(() => theirs.stop());
  await ours.waitFor('all fifteen channels', () => ours.subscriptions().size === 15, patienceMs);
  const channels = [...ours.subscriptions().keys()];
  const { key, host, port, authEndpoint, caFile } = theirs;
  const { accessToken } = theirs.issueTokens();
  const client = startChild(
    'test/faults/support/bareClient.ts',
    [JSON.stringify({ key, host, port, authEndpoint, accessToken, channels })],
    { NODE_EXTRA_CA_CERTS: caFile },
  );
  ends.add(() => client.end());
  await theirs.waitFor('the same fifteen', () => theirs.subscriptions().size === channels.length, patienceMs);

  const restart = async (server: Simulator): Promise<number> => {
    await server.refuseConnections(true, 'both');
    server.kill();
    await server.waitFor('the loss', () => server.subscriptions().size === 0, patienceMs);
    // The time the server is down is what is being tested here.
    await after(downMs);
    await server.listenAgain();
    const from = performance.now();
    await server.waitFor('all channels', () => server.subscriptions().size === channels.length, patienceMs);
    return performance.now() - from;
  };
  const [ourMs, theirMs] = await Promise.all([restart(ours), restart(theirs)]);
  report(inject('faultReport'), {
    note: `recovery: subscribed again ${Math.round(ourMs)} ms after the server is back, bare pusher-js ${Math.round(theirMs)} ms: ${(theirMs / ourMs).toFixed(1)} times as fast`,
  });
  expect(ourMs).toBeLessThanOrEqual(theirMs);
});

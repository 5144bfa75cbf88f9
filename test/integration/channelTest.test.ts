import { afterEach, expect, it } from 'vitest';
import { lineChannel } from '../simulator/socket/protocol.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { cleanUps } from '../support/fakes.ts';
import { startHeadlessApp, type HeadlessApp } from '../support/headlessApp.ts';
import type { Simulator } from '../simulator/simulator.ts';

/** "Test this line", and switching a channel off and on. */

const ends = cleanUps();
afterEach(() => ends.run());

const telegram = lineChannel(1229, 'telegram');

async function start(): Promise<{ simulator: Simulator; app: HeadlessApp }> {
  const simulator = await startSimulator();
  ends.add(() => simulator.stop());
  const app = startHeadlessApp(simulator);
  ends.add(() => app.stop());
  await app.signIn();
  await app.waitFor('all lines listen', () => app.listening().length === 12);
  return { simulator, app };
}

it('walks every step of a line that works, and the line listens afterwards', async () => {
  const { simulator, app } = await start();
  const steps = await app.accounts.test('685', telegram);
  expect(steps.map(({ step, ok }) => [step, ok])).toEqual([
    ['link', true],
    ['authorise', true],
    ['subscribe', true],
    ['ping', true],
    ['fetch', true],
  ]);
  await app.waitFor('it listens', () => app.channel(telegram)?.status === 'listening');
  const customer = simulator.cast.customers.find(
    ({ lineId, messengerType }) => lineId === 1229 && messengerType === 'telegram',
  );
  if (customer === undefined) throw new Error('nobody on that line');
  simulator.message({ customer, text: 'After the test' });
  await app.waitFor('the message', () => app.rows().length === 1);
});

it('ends at the step that fails, with its cause', async () => {
  const { simulator, app } = await start();
  simulator.setAuthMode('403', { only: telegram });
  const steps = await app.accounts.test('685', telegram);
  expect(steps.map(({ step, ok, cause }) => [step, ok, cause?.code ?? null])).toEqual([
    ['link', true, null],
    ['authorise', false, 'noAccess'],
  ]);
  await simulator.refuseConnections(true);
  simulator.kill();
  await app.waitFor('the link is lost', () => app.account()?.link.status === 'retrying');
  const [first, ...rest] = await app.accounts.test('685', telegram);
  expect(first).toMatchObject({ step: 'link', ok: false });
  expect(rest).toEqual([]);
});

it('a channel that is switched off is not heard, not counted, and heard again once it is on', async () => {
  const { simulator, app } = await start();
  app.settings = { ...app.settings, channelsOff: [telegram] };
  app.accounts.switchAll();
  await simulator.waitFor('the server let go of it', (server) => !server.subscriptions().has(telegram));
  await app.waitFor('it is off', () => app.channel(telegram)?.status === 'off');
  expect(app.listening()).toHaveLength(11);
  simulator.kill();
  await app.waitFor('the others are back', () => app.listening().length === 11);
  expect(simulator.subscriptions().has(telegram)).toBe(false);
  app.settings = { ...app.settings, channelsOff: [] };
  app.accounts.switchAll();
  await app.waitFor('it listens', () => app.channel(telegram)?.status === 'listening');
});

it('tells what happened, newest last, repetitions counted', async () => {
  const { simulator, app } = await start();
  await simulator.refuseConnections(true);
  simulator.kill();
  await app.waitFor('several losses', () =>
    app.timeline.entries().some(({ what, times }) => what === 'lost' && times > 1),
  );
  await simulator.listenAgain();
  await app.waitFor(
    'connected again',
    () => app.timeline.entries().filter(({ what }) => what === 'connected').length === 2,
  );
  const words = app.timeline.entries().map(({ what }) => what);
  expect(words[0]).toBe('connected');
  expect(words.indexOf('lost')).toBeGreaterThan(0);
});

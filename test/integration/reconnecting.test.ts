import { afterEach, describe, expect, it } from 'vitest';
import type { Simulator } from '../simulator/simulator.ts';
import { cleanUps } from '../support/fakes.ts';
import { startHeadlessApp } from '../support/headlessApp.ts';
import { allListening, startListening, startTogether, type Together } from '../support/signedIn.ts';

const ends = cleanUps();
afterEach(() => ends.run());

/** The most links that were open at once since this was called. */
function mostConnections(simulator: Simulator): () => number {
  let most = 0;
  const never = simulator.waitFor(
    'nothing',
    () => {
      most = Math.max(most, simulator.connections());
      return false;
    },
    60_000,
  );
  never.catch(() => undefined);
  return () => most;
}

async function hears({ simulator, app }: Together): Promise<void> {
  const { id } = simulator.message({ customer: 'anna', text: 'Hello' });
  await app.waitFor('the message', () => app.rows().some((row) => row.key.endsWith(`:${id}`)));
}

describe('a link that the server ends', () => {
  it.each<[string, (simulator: Simulator) => void, string]>([
    ['without a word', (simulator) => simulator.kill(), 'serverClosed'],
    ['with 1000', (simulator) => simulator.closeAll(1000), 'serverClosed'],
    ['with 1012, restarting', (simulator) => simulator.closeAll(1012), 'serverClosed'],
    ['with 4001, key unknown', (simulator) => simulator.closeAll(4001), 'unknownKey'],
    ['with 4009, not authorised', (simulator) => simulator.closeAll(4009), 'notAuthorised'],
    ['with 4100, full', (simulator) => simulator.closeAll(4100), 'serverFull'],
    ['with 4200, come back at once', (simulator) => simulator.closeAll(4200), 'serverClosed'],
    ['with 4999', (simulator) => simulator.closeAll(4999), 'serverClosed'],
  ])('%s is there again, one at a time', async (_name, end, code) => {
    const together = await startListening(ends, { hurry: 10 });
    const { simulator, app } = together;
    const most = mostConnections(simulator);
    end(simulator);
    const cause = await app.waitFor('its cause', () => app.account()?.link.cause);
    expect(cause.code).toBe(code);
    expect(app.account()?.channels.filter((channel) => channel.status === 'listening')).toEqual([]);
    await allListening(together);
    expect(app.account()?.link).toEqual({ status: 'connected', cause: null, retryAtMs: null });
    expect(simulator.totalConnections).toBe(2);
    expect(most()).toBe(1);
    await hears(together);
  });

  it('again and again comes back with growing patience, and never in a storm', async () => {
    const { simulator, app } = await startTogether(ends, { hurry: 10 });
    simulator.setFirstFrame('{"event":"pusher:error","data":{"code":4200,"message":"restarting"}}');
    await app.signIn();
    await simulator.waitFor('five tries', () => simulator.totalConnections === 5, 20_000);
    const waits = app.states.flat().flatMap(({ link }) => (link.retryAtMs === null ? [] : [link.retryAtMs]));
    // The clock is hurried, the plan is not: each try was to come later than a fifth of a second after the last.
    for (const [place, retryAtMs] of [...new Set(waits)].entries()) {
      const before = [...new Set(waits)][place - 1];
      if (before !== undefined) expect(retryAtMs).toBeGreaterThan(before);
    }
    expect(new Set(waits).size).toBeGreaterThanOrEqual(4);
    simulator.setFirstFrame(null);
    await allListening({ simulator, app });
  });

  it('is opened again once the server is back', async () => {
    const together = await startListening(ends, { hurry: 10 });
    const { simulator, app } = together;
    const most = mostConnections(simulator);
    await simulator.refuseConnections(true);
    simulator.kill();
    await app.waitFor('refusals', () => app.account()?.link.cause?.code === 'refused');
    await simulator.listenAgain();
    await allListening(together);
    expect(most()).toBe(1);
    await hears(together);
  });

  it('is opened again at once when the machine wakes, without waiting for the next try', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    simulator.closeAll(4001);
    // After a refusal the next try is seconds away.
    await app.waitFor('the wait', () => app.account()?.link.status === 'retrying');
    const retryAtMs = app.account()?.link.retryAtMs ?? 0;
    app.accounts.wakeAll();
    await allListening(together);
    expect(Date.now()).toBeLessThan(retryAtMs);
  });

  it('is one link however often the machine wakes', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    for (let times = 0; times < 10; times += 1) app.accounts.wakeAll();
    await app.waitFor('the next link', () => simulator.totalConnections > 1);
    await allListening(together);
    await hears(together);
    expect(app.rows()).toHaveLength(1);
  });
});

describe('a link that is only half there', () => {
  const limits = { silenceMs: 250, pongMs: 250 };

  it('is noticed, said, and replaced', async () => {
    const together = await startListening(ends, { limits: { ...limits, handshakeMs: 500 }, hurry: 10 });
    const { simulator, app } = together;
    simulator.freeze();
    const cause = await app.waitFor('its cause', () => app.account()?.link.cause);
    expect(cause).toMatchObject({ code: 'noReply', host: 'localhost', port: simulator.port });
    expect(app.listening()).toEqual([]);
    simulator.thaw();
    await allListening(together);
    await hears(together);
  });

  it('is told from one that is merely quiet: that is asked, and stays', async () => {
    const together = await startListening(ends, { limits: { silenceMs: 50, pongMs: 5_000 } });
    const { simulator } = together;
    const pings = (): number =>
      simulator.clientFrames.filter((frame) => frame.event === 'pusher:ping').length;
    await simulator.waitFor('a few questions', () => pings() >= 5);
    expect(simulator.totalConnections).toBe(1);
    await hears(together);
  });

  it('is asked even while events flow', async () => {
    const together = await startListening(ends, { limits: { pingEveryMs: 200 } });
    const { simulator } = together;
    const pings = (): number =>
      simulator.clientFrames.filter((frame) => frame.event === 'pusher:ping').length;
    while (pings() < 3) await hears(together);
    expect(simulator.totalConnections).toBe(1);
  });
});

describe('signing out', () => {
  it.each<[string, (simulator: Simulator) => unknown]>([
    ['while connected', () => undefined],
    ['at the moment the server closes', (simulator) => simulator.closeAll(4200)],
    ['at the moment the link breaks', (simulator) => simulator.kill()],
    [
      'between two tries',
      async (simulator) => {
        await simulator.refuseConnections(true);
        simulator.kill();
      },
    ],
  ])('%s stays signed out', async (_name, disturb) => {
    const { simulator, app } = await startListening(ends, { hurry: 20 });
    await disturb(simulator);
    await app.accounts.signOut('685');
    expect(app.states.at(-1)).toEqual([]);
    expect(app.secrets.saves.at(-1)).toEqual([]);
    const announced = app.states.length;
    await simulator.listenAgain();
    await simulator.waitFor('no link', () => simulator.connections() === 0);
    const { totalConnections } = simulator;
    app.accounts.wakeAll();
    // What another app does meanwhile takes longer than any try of this one would have waited.
    const other = startHeadlessApp(simulator);
    ends.add(() => other.stop());
    await other.signIn();
    await allListening({ simulator, app: other });
    simulator.kill();
    await other.waitFor('the link lost', () => other.listening().length === 0);
    await allListening({ simulator, app: other });
    expect(simulator.totalConnections).toBe(totalConnections + 2);
    expect(app.states).toHaveLength(announced);
  });

  it('lets a sign-in that is under way when the app ends open no link', async () => {
    const { simulator, app } = await startTogether(ends);
    const signingIn = app.signIn();
    app.accounts.stop();
    await signingIn;
    const other = startHeadlessApp(simulator);
    ends.add(() => other.stop());
    await other.signIn();
    await allListening({ simulator, app: other });
    expect(simulator.totalConnections).toBe(1);
  });
});

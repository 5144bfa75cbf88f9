import { describe, expect } from 'vitest';
import { lineIds } from '../simulator/cast.ts';
import { lineChannel } from '../simulator/socket/protocol.ts';
import { faultCase, patienceMs, signInAndListen, type Fault } from './support/faultCase.ts';
import { openCuttableWay, type CuttableWay } from './support/cuttableNetwork.ts';

describe('connection', () => {
  faultCase(1, 'server restart, down for a while', async (fault) => {
    const { simulator } = await fault.start();
    simulator.closeAll(4200);
    await simulator.refuseConnections(true);
    fault.say();
    await fault.names('refused');
    fault.say();
    await simulator.listenAgain();
    await fault.recovers();
  });

  faultCase(2, 'close code 4200 in a loop is no storm', async (fault) => {
    const { simulator, app } = await fault.start();
    const before = simulator.totalConnections;
    simulator.setFirstFrame('{"event":"pusher:error","data":{"code":4200,"message":"restarting"}}');
    simulator.closeAll(4200);
    await simulator.waitFor('six tries', () => simulator.totalConnections >= before + 6, patienceMs);
    // The clock is hurried, the plan is not: every try was planned for later than the one before.
    const planned = [...new Set(app.states.flat().flatMap(({ link }) => link.retryAtMs ?? []))];
    expect(planned.length).toBeGreaterThanOrEqual(6);
    expect(planned.toSorted((first, second) => first - second)).toEqual(planned);
    fault.say();
    simulator.setFirstFrame(null);
    await fault.recovers();
  });

  faultCase(3, 'closed with 4001, 4003, 4004 and 4009', async (fault) => {
    const { simulator } = await fault.start({ hurry: 30 });
    const refusals = [
      [4001, 'unknownKey'],
      [4003, 'unknownKey'],
      [4004, 'serverFull'],
      [4009, 'notAuthorised'],
    ] as const;
    for (const [code, cause] of refusals) {
      fault.begins();
      simulator.closeAll(code);
      fault.say();
      await fault.names(cause);
      await fault.recovers();
    }
  });

  faultCase(4, 'odd first frame', async (fault) => {
    const { simulator } = await fault.start();
    simulator.setFirstFrame('{}');
    simulator.kill();
    fault.say();
    await fault.names('badGreeting');
    simulator.setFirstFrame(null);
    await fault.recovers();
  });

  faultCase(6, 'half-open TCP', async (fault) => {
    const { simulator, app } = await fault.start({
      limits: { silenceMs: 300, pongMs: 300, handshakeMs: 500 },
    });
    simulator.freeze();
    fault.say();
    await fault.names('noReply');
    expect(app.listening()).toEqual([]);
    simulator.thaw();
    await fault.recovers();
  });

  faultCase(7, 'sleep and wake (decided in main; here: accounts.wakeAll)', async (fault) => {
    const { simulator, app } = await fault.start();
    // While it sleeps nothing is noticed: the link looks alive all the time.
    simulator.freeze();
    fault.say();
    fault.say();
    simulator.thaw();
    simulator.forgetSubscriptions();
    expect(app.account()?.link.status).toBe('connected');
    app.accounts.wakeAll();
    await simulator.waitFor('a new link', () => simulator.totalConnections === 2, patienceMs);
    await fault.recovers();
  });

  faultCase(8, 'network gone and back, without any call', async (fault) => {
    const { app, ways } = await startBehind(fault);
    for (const way of ways) await way.cut();
    fault.say();
    await fault.names('refused');
    expect(app.listening()).toEqual([]);
    for (const way of ways) await way.restore();
    await fault.recovers();
  });

  faultCase(8, 'network gone without a word and back', async (fault) => {
    const { app, ways } = await startBehind(fault);
    for (const way of ways) way.silence();
    fault.say();
    await fault.names('noReply');
    expect(app.listening()).toEqual([]);
    for (const way of ways) await way.restore();
    await fault.recovers();
  });

  faultCase(9, 'name not found', async (fault) => {
    const { simulator, app } = await fault.start();
    app.settings = { ...app.settings, server: { ...app.settings.server, host: 'nowhere.invalid' } };
    simulator.kill();
    fault.say();
    await fault.names('nameNotFound');
    app.settings = { ...app.settings, server: { ...app.settings.server, host: simulator.host } };
    await fault.recovers();
  });

  for (const mode of ['html', '302', '503'] as const) {
    faultCase(10, `the socket's address answers ${mode}`, async (fault) => {
      const { simulator, app } = await fault.start();
      simulator.setRestMode(mode, { only: '/app/' });
      const { server } = app.settings;
      app.settings = { ...app.settings, server: { ...server, port: simulator.apiPort } };
      simulator.kill();
      fault.say();
      await fault.names(mode === '503' ? 'httpStatus' : 'loginPage');
      app.settings = { ...app.settings, server };
      await fault.recovers();
    });
  }

  faultCase(12, 'certificate of an authority nobody trusts', async (fault) => {
    const { simulator, app } = await fault.prepare({ server: { caFile: null } });
    fault.begins();
    const { accessToken, refreshToken } = simulator.issueTokens();
    await app.accounts.useTokens({ accessToken, refreshToken, accountId: '685' });
    await fault.names('certificate');
    expect(app.account()?.link.cause).toMatchObject({ code: 'certificate', host: 'localhost' });
    app.settings = { ...app.settings, server: { ...app.settings.server, caFile: simulator.caFile } };
    await fault.recovers();
  });

  for (const certificate of ['expired', 'wrong-host', 'untrusted'] as const) {
    faultCase(12, `certificate that is ${certificate} (said; it is the server's to mend)`, async (fault) => {
      const broken = await fault.prepare({}, { certificate });
      fault.begins();
      const { accessToken, refreshToken } = broken.simulator.issueTokens();
      await broken.app.accounts.useTokens({ accessToken, refreshToken, accountId: '685' });
      await fault.names('certificate');
      await broken.app.waitFor(
        'the link to say so',
        () => broken.app.account()?.link.cause?.code === 'certificate',
      );
      expect(broken.simulator.totalConnections).toBe(0);
      const mended = await fault.prepare();
      await signInAndListen(mended);
      await fault.recovers();
    });
  }

  faultCase(35, 'signed out at the moment of a close', async (fault) => {
    const together = await fault.start({ hurry: 20 });
    const { simulator, app } = together;
    for (const end of [
      () => simulator.closeAll(4200),
      () => simulator.kill(),
      () => simulator.closeAll(1012),
    ]) {
      end();
      await app.accounts.signOut('685');
      const { totalConnections } = simulator;
      await simulator.waitFor('no link', () => simulator.connections() === 0, patienceMs);
      fault.begins();
      await signInAndListen(together);
      // One link for the one that signed in again, and none for the one that went.
      expect(simulator.totalConnections).toBe(totalConnections + 1);
      fault.say();
      await fault.recovers();
    }
  });
});

describe('connection, partly', () => {
  faultCase(20, 'one line of twelve cannot be listened to', async (fault) => {
    const { simulator, app } = await fault.start();
    const channel = lineChannel(lineIds.sales, 'grWhatsApp');
    simulator.setAuthMode('500', { only: channel });
    simulator.kill();
    await fault.names('httpStatus');
    await app.waitFor('the other eleven', () => app.listening().length === 11, patienceMs);
    expect(app.channel(channel)?.status).not.toBe('listening');
    // What is said on the deaf line meanwhile comes by REST.
    fault.say({ customer: 'anna' });
    fault.say({ customer: 'ivy' });
    app.accounts.catchUpAll('now and then');
    await app.waitFor('both', () => app.rows().length === 2, patienceMs);
    simulator.setAuthMode('ok', { only: channel });
    await fault.recovers();
  });
});

async function startBehind(
  fault: Fault,
): Promise<Awaited<ReturnType<Fault['start']>> & { ways: readonly CuttableWay[] }> {
  const started = await fault.start({ limits: { silenceMs: 300, pongMs: 300, handshakeMs: 500 } });
  const { simulator, app } = started;
  const socketWay = await openCuttableWay(simulator.port);
  const apiWay = await openCuttableWay(simulator.apiPort);
  fault.ends.add(() => Promise.all([socketWay.stop(), apiWay.stop()]));
  const apiBase = `https://localhost:${apiWay.port}`;
  const { server } = app.settings;
  app.settings = {
    ...app.settings,
    server: { ...server, port: socketWay.port, apiBase, authEndpoint: `${apiBase}/broadcasting/auth` },
  };
  app.accounts.wakeAll();
  await simulator.waitFor('the link to go this way', () => simulator.totalConnections === 2, patienceMs);
  await fault.recovers();
  fault.begins();
  return { ...started, ways: [socketWay, apiWay] };
}

import { describe, expect } from 'vitest';
import type { CauseCode } from '../../electron/shared/appState.ts';
import type { FaultMode } from '../simulator/api/faults.ts';
import { lineIds } from '../simulator/cast.ts';
import { lineChannel } from '../simulator/socket/protocol.ts';
import { authorisationGate } from '../support/signedIn.ts';
import { faultCase, patienceMs, signInAndListen } from './support/faultCase.ts';

const sales = lineChannel(lineIds.sales, 'grWhatsApp');

describe('authorisation', () => {
  for (const mode of ['html', 'empty-object'] as const) {
    faultCase(11, `a page where a signature was asked for (${mode})`, async (fault) => {
      const { simulator } = await fault.start();
      simulator.setAuthMode(mode, { only: sales, count: 2 });
      simulator.kill();
      fault.say();
      await fault.names('loginPage');
      await fault.recovers();
    });
  }

  faultCase(14, 'access token expired', async (fault) => {
    const { simulator, app } = await fault.start();
    simulator.expireAccessToken();
    simulator.kill();
    fault.say();
    await fault.recovers();
    // Fifteen channels were refused, and asked for one new pair together.
    expect(simulator.requests.filter(({ path }) => path === '/v1/tokens/refresh')).toHaveLength(1);
    expect(app.account()?.status).toBe('signedIn');
  });

  faultCase(14, 'both tokens dead: signed out, and says so', async (fault) => {
    const together = await fault.start();
    const { simulator, app } = together;
    simulator.expireAccessToken();
    simulator.expireRefreshToken();
    simulator.kill();
    fault.say();
    await fault.names('tokenRefused');
    expect(app.account()).toMatchObject({ status: 'signedOut', link: { status: 'off' } });
    await signInAndListen(together);
    await fault.recovers();
  });

  const passing: readonly (readonly [FaultMode, CauseCode])[] = [
    ['429', 'httpStatus'],
    ['500', 'httpStatus'],
    ['503', 'httpStatus'],
    ['drop', 'serverClosed'],
  ];
  for (const [mode, cause] of passing) {
    faultCase(15, `authorisation answers ${mode} for a while`, async (fault) => {
      const { simulator } = await fault.start();
      simulator.setAuthMode(mode, { count: 6 });
      simulator.kill();
      fault.say();
      await fault.names(cause);
      await fault.recovers();
    });
  }

  faultCase(15, 'four authorisations are never answered', async (fault) => {
    const { simulator, app } = await fault.start();
    simulator.setAuthMode('hang', { count: 4 });
    simulator.kill();
    await simulator.waitFor(
      'all four to hang',
      () =>
        simulator.requests.filter(({ channel, status }) => channel !== null && status === null).length >= 4,
      patienceMs,
    );
    fault.say();
    // The next link does not wait for answers that belong to the last one.
    app.accounts.wakeAll();
    await fault.recovers();
    expect(
      app.states.flat().flatMap(({ channels }) => channels.map(({ cause }) => cause?.code)),
    ).not.toContain('timedOut');
  });

  faultCase(16, 'authorisation sends elsewhere: the token does not follow', async (fault) => {
    const { simulator } = await fault.start();
    simulator.setAuthMode('302', { only: sales, count: 2 });
    simulator.kill();
    fault.say();
    await fault.names('loginPage');
    await fault.recovers();
    expect(simulator.requests.filter(({ path }) => path === '/login')).toEqual([]);
  });

  for (const answer of ['connection-error', 'subscription-error', 'silent'] as const) {
    faultCase(17, `wrong signature, the server answers: ${answer}`, async (fault) => {
      const { simulator } = await fault.start({}, { badSignature: answer });
      simulator.setAuthMode('bad-signature', { count: 3 });
      simulator.kill();
      fault.say();
      await fault.names('notAuthorised');
      await fault.recovers();
    });
  }

  faultCase(18, 'signature for a connection that is gone', async (fault) => {
    const gate = authorisationGate();
    const { simulator, app } = await fault.prepare({ wrapAuthorizer: gate.wrap, hurry: 5 });
    await app.signIn();
    await gate.crowd(4);
    fault.begins();
    simulator.kill();
    await app.waitFor('the loss', () => app.account()?.link.status === 'retrying', patienceMs);
    gate.open();
    await fault.recovers();
    // A signature of the old connection on the new one would have been refused.
    expect(
      app.states
        .flat()
        .flatMap(({ channels }) => channels.filter(({ cause }) => cause?.code === 'notAuthorised')),
    ).toEqual([]);
    fault.say();
    await fault.recovers();
  });

  faultCase(19, 'subscriptions are never answered', async (fault) => {
    const { simulator, app } = await fault.start({ hurry: 20 }, { badSignature: 'silent' });
    simulator.setAuthMode('bad-signature');
    simulator.kill();
    await fault.names('notAuthorised');
    await app.waitFor('nothing to listen', () => app.listening().length === 0, patienceMs);
    fault.say();
    simulator.setAuthMode('ok');
    await fault.recovers();
  });

  faultCase(40, 'a line was taken away, then given back', async (fault) => {
    const { simulator, app } = await fault.start();
    simulator.revokeLine(lineIds.sales);
    simulator.kill();
    await fault.names('noAccess');
    await app.waitFor('the other lines', () => app.listening().length === 8, patienceMs);
    expect(app.account()?.status).toBe('signedIn');
    fault.say({ customer: 'anna' });
    simulator.grantLine(lineIds.sales);
    app.accounts.wakeAll();
    await fault.recovers();
  });

  faultCase(41, 'sixty channels at once: four authorisations at a time', async (fault) => {
    let most = 0;
    let atOnce = 0;
    const { simulator, app } = await fault.prepare({
      wrapAuthorizer: (authorizer) => ({
        async authorize(socketId, channel) {
          atOnce += 1;
          most = Math.max(most, atOnce);
          return authorizer.authorize(socketId, channel).finally(() => {
            atOnce -= 1;
          });
        },
      }),
    });
    const messengers = Array.from({ length: 48 }, (_, place) => ({
      type: `invented${place}`,
      name: `Invented ${place}`,
      phone: null,
    }));
    simulator.addLine({
      licenseId: 4_000,
      licenseName: 'Very many',
      companyId: simulator.account.companyId,
      messengers,
    });
    await app.signIn();
    await app.waitFor('all sixty', () => app.listening().length === 60, patienceMs);
    fault.begins();
    most = 0;
    simulator.kill();
    await app.waitFor('the loss', () => app.listening().length === 0, patienceMs);
    await app.waitFor('all sixty again', () => app.listening().length === 60, patienceMs);
    expect(most).toBeLessThanOrEqual(4);
    simulator.revokeLine(4_000);
    app.accounts.wakeAll();
    fault.say();
    await fault.recovers();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Tokens } from '../../electron/core/ports.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { cleanUps, settled } from '../support/fakes.ts';
import { startHeadlessApp, type HeadlessApp, type HeadlessOptions } from '../support/headlessApp.ts';
import {
  allListening,
  allMessengers,
  startListening,
  startTogether,
  type Together,
} from '../support/signedIn.ts';

const ends = cleanUps();
afterEach(() => ends.run());

const renewals = (simulator: Simulator): (number | null)[] =>
  simulator.requests.filter(({ path }) => path === '/v1/tokens/refresh').map(({ status }) => status);

function issue(simulator: Simulator): Tokens {
  const { cabinetUserId, accessToken, refreshToken } = simulator.issueTokens();
  return { accountId: String(cabinetUserId), label: 'kept', accessToken, refreshToken };
}

async function startRestored(
  options: (tokens: Tokens) => HeadlessOptions,
): Promise<Together & { tokens: Tokens }> {
  const simulator = await startSimulator();
  ends.add(() => simulator.stop());
  const tokens = issue(simulator);
  const app = startHeadlessApp(simulator, options(tokens));
  ends.add(() => app.stop());
  return { simulator, app, tokens };
}

const signedOut = (app: HeadlessApp): Promise<unknown> =>
  app.waitFor('the account to be signed out', () => app.account()?.status === 'signedOut');

describe('a dead access token', () => {
  it('is renewed once for all channels, and all listen again', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    const before = app.secrets.saves.at(-1)?.at(0);
    simulator.expireAccessToken();
    simulator.kill();
    await app.waitFor('the link lost', () => app.listening().length === 0);
    await allListening(together);
    expect(renewals(simulator)).toEqual([200]);
    const after = app.secrets.saves.at(-1)?.at(0);
    expect(after?.accessToken).not.toBe(before?.accessToken);
    expect(after?.refreshToken).not.toBe(before?.refreshToken);
    expect(after).toMatchObject({ accountId: before?.accountId, label: before?.label });
    expect(simulator.world.tokens.accepts(after?.accessToken)).toBe(true);
  });

  it('is replaced by a pair that is saved before anything is asked with it', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    const saves = app.secrets.saves.length;
    let release: () => void = () => undefined;
    app.secrets.hold = new Promise<void>((resolve) => (release = resolve));
    simulator.expireAccessToken();
    const asked = simulator.requests.length;
    simulator.kill();
    await simulator.waitFor('the renewal', () => renewals(simulator).at(0) === 200);
    await simulator.waitFor(
      'the refusals',
      () =>
        simulator.requests
          .slice(asked)
          .filter((request) => request.channel !== null && request.status === 403).length >= 4,
    );
    await settled();
    const withNewToken = (): unknown[] =>
      simulator.requests
        .slice(asked)
        .filter(({ path, status }) => status === 200 && !path.endsWith('/refresh'));
    expect(app.secrets.saves).toHaveLength(saves);
    expect(withNewToken()).toEqual([]);
    release();
    await allListening(together);
    expect(app.secrets.saves).toHaveLength(saves + 1);
    expect(renewals(simulator)).toEqual([200]);
  });

  it('is left alone while it is not asked for: a live link stays as it is', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.expireAccessToken();
    simulator.message({ customer: 'anna', text: 'Hello' });
    await app.waitFor('the message', () => app.rows().length === 1);
    expect(renewals(simulator)).toEqual([]);
    expect(simulator.totalConnections).toBe(1);
  });

  it('is renewed later where ChatApp cannot be asked now, and nobody is signed out for it', async () => {
    const together = await startListening(ends, { hurry: 10 });
    const { simulator, app } = together;
    simulator.expireAccessToken();
    simulator.setRestMode('503', { only: '/v1/tokens/refresh', count: 3 });
    simulator.kill();
    await app.waitFor('the link lost', () => app.listening().length === 0);
    await allListening(together);
    // Asking anew may run into the limit of requests as well.
    expect(renewals(simulator).filter((status) => status !== 429)).toEqual([503, 503, 503, 200]);
    expect(app.states.flat().every((state) => state.status === 'signedIn')).toBe(true);
  });

  it('is replaced for this run even where the new pair cannot be saved', async () => {
    const together = await startListening(ends, { hurry: 10 });
    const { simulator, app } = together;
    app.secrets.failure = new Error('disk full');
    simulator.expireAccessToken();
    simulator.kill();
    await app.waitFor('the link lost', () => app.listening().length === 0);
    await allListening(together);
    expect(renewals(simulator)).toEqual([200]);
    expect(app.logger.entries).toContainEqual(expect.objectContaining({ message: 'sign-ins are not saved' }));
  });

  it('whose renewal is under way when the app ends is saved all the same', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.expireAccessToken();
    simulator.kill();
    // Asked and not answered yet.
    await simulator.waitFor('the renewal', () => renewals(simulator).length === 1);
    expect(renewals(simulator)).toEqual([null]);
    app.accounts.stop();
    await simulator.waitFor('the answer', () => renewals(simulator).at(0) === 200);
    await app.waitFor('the new pair', () =>
      simulator.world.tokens.accepts(app.secrets.saves.at(-1)?.at(0)?.accessToken),
    );
  });
});

describe('a dead sign-in', () => {
  it('signs the account out with its cause, and keeps its events', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.message({ customer: 'anna', text: 'Hello' });
    await app.waitFor('the message', () => app.rows().length === 1);
    simulator.expireAccessToken();
    simulator.expireRefreshToken();
    simulator.kill();
    await signedOut(app);
    expect(app.account()).toMatchObject({
      id: '685',
      signedOutCause: { code: 'tokenRefused' },
      link: { status: 'off' },
      channels: [],
    });
    expect(app.rows()).toHaveLength(1);
    await simulator.waitFor('no link', () => simulator.connections() === 0);
    // So that a restart does not forget that there is an account of which nothing is heard.
    expect(app.secrets.saves.at(-1)).toMatchObject([{ accountId: '685' }]);
    expect(renewals(simulator).filter((status) => status === 200)).toEqual([]);
  });

  it('asks ChatApp to renew it once, not once for each channel', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.expireAccessToken();
    simulator.expireRefreshToken();
    simulator.kill();
    await signedOut(app);
    expect(renewals(simulator)).toEqual([403]);
  });

  it('works again after signing in again', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    simulator.expireAccessToken();
    simulator.expireRefreshToken();
    app.accounts.wakeAll();
    await signedOut(app);
    expect(await app.signIn()).toEqual({ result: 'ok' });
    await allListening(together);
    expect(app.states.at(-1)).toHaveLength(1);
    simulator.message({ customer: 'anna', text: 'Hello' });
    await app.waitFor('the message', () => app.rows().length === 1);
  });

  it('that was found out while asking for the lines signs out as well', async () => {
    const { app } = await startRestored((tokens) => ({
      kept: [{ ...tokens, accessToken: 'dead', refreshToken: 'dead' }],
    }));
    await app.accounts.restore();
    await signedOut(app);
    expect(app.account()?.signedOutCause).toEqual({ code: 'tokenRefused' });
  });

  it('beside a good one stays in view over a restart, until it is removed', async () => {
    const together = await startRestored((tokens) => ({
      kept: [tokens, { ...tokens, accountId: '9', label: 'dead', accessToken: 'dead', refreshToken: 'dead' }],
    }));
    const { app } = together;
    await app.accounts.restore();
    await app.waitFor('one of two signed out', () =>
      app.states.at(-1)?.some(({ id, status }) => id === '9' && status === 'signedOut'),
    );
    await app.waitFor('the other', () => app.listening().length === allMessengers);
    await app.accounts.keep();
    const kept = (): string[] => app.secrets.saves.at(-1)?.map(({ accountId }) => accountId) ?? [];
    expect(kept().toSorted()).toEqual(['685', '9']);
    await app.accounts.signOut('9');
    expect(app.states.at(-1)?.map(({ id }) => id)).toEqual(['685']);
    expect(kept()).toEqual(['685']);
  });
});

describe('kept tokens', () => {
  it('are used at the start without signing in', async () => {
    const together = await startRestored((tokens) => ({ kept: [tokens] }));
    const { simulator, app } = together;
    await app.accounts.restore();
    await allListening(together);
    expect(app.account()?.label).toBe('kept');
    expect(simulator.requests.filter(({ path }) => path === '/v1/tokens')).toEqual([]);
  });

  it('are renewed where the access token died while the app was closed', async () => {
    const together = await startRestored((tokens) => ({
      kept: [{ ...tokens, accessToken: 'died overnight' }],
    }));
    await together.app.accounts.restore();
    await allListening(together);
    expect(renewals(together.simulator)).toEqual([200]);
  });

  it('never replace those of somebody who signed in while the key store was waited for', async () => {
    const together = await startRestored((tokens) => ({
      kept: [{ ...tokens, accessToken: 'old', refreshToken: 'old' }],
    }));
    const { app } = together;
    const kept = app.secrets.load();
    let unlock: () => void = () => undefined;
    app.secrets.load = () => new Promise((resolve) => (unlock = () => resolve(kept)));
    const restored = app.accounts.restore();
    await app.signIn();
    unlock();
    await restored;
    await allListening(together);
    expect(app.account()).toMatchObject({ status: 'signedIn', label: together.simulator.account.email });
  });
});

describe('pasted tokens', () => {
  it('work without a sign-in, and are kept', async () => {
    const { simulator, app } = await startTogether(ends);
    const { accessToken, refreshToken } = issue(simulator);
    expect(await app.accounts.useTokens({ accessToken, refreshToken })).toEqual({ result: 'ok' });
    await app.waitFor('every messenger', () => app.listening().length === allMessengers);
    expect(app.secrets.saves.at(-1)).toMatchObject([{ accessToken, refreshToken }]);
  });

  it('without a refresh token work until the access token dies', async () => {
    const { simulator, app } = await startTogether(ends);
    const { accessToken } = issue(simulator);
    await app.accounts.useTokens({ accessToken, refreshToken: null });
    await app.waitFor('every messenger', () => app.listening().length === allMessengers);
    simulator.expireAccessToken();
    app.accounts.wakeAll();
    await signedOut(app);
    expect(app.account()?.signedOutCause).toEqual({ code: 'tokenRefused' });
    expect(renewals(simulator)).toEqual([]);
  });

  it('are a second account beside the first, which outlives it', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    const { accessToken } = issue(simulator);
    await app.accounts.useTokens({ accessToken, refreshToken: null, accountId: 'second' });
    await simulator.waitFor('two links', () => simulator.connections() === 2);
    await app.waitFor('both', () =>
      app.states.at(-1)?.every((account) => account.link.status === 'connected'),
    );
    expect(app.secrets.saves.at(-1)?.map((tokens) => tokens.accountId)).toEqual(['685', 'second']);
    await app.accounts.signOut('second');
    await allListening(together);
    expect(app.states.at(-1)?.map((account) => account.id)).toEqual(['685']);
    expect(app.secrets.saves.at(-1)?.map((tokens) => tokens.accountId)).toEqual(['685']);
  });
});

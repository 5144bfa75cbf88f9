import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerSettings } from '../../electron/shared/settings.ts';
import { cleanUps } from '../support/fakes.ts';
import { startHeadlessApp, type HeadlessApp, type HeadlessOptions } from '../support/headlessApp.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';

const ends = cleanUps();
afterEach(() => ends.run());

async function start(
  options: SimulatorOptions = {},
  appOptions: (simulator: Simulator) => HeadlessOptions = () => ({}),
): Promise<{ simulator: Simulator; app: HeadlessApp }> {
  const simulator = await startSimulator(options);
  ends.add(() => simulator.stop());
  const app = startHeadlessApp(simulator, appOptions(simulator));
  ends.add(() => app.stop());
  return { simulator, app };
}

const withServer = (server: Partial<ServerSettings>) => (): HeadlessOptions => ({ server });

describe('signing in', () => {
  it('before the kept sign-ins were read loses none of them', async () => {
    const other = { accountId: '1', label: 'other@example.com', accessToken: 'a', refreshToken: null };
    const { simulator, app } = await start({}, () => ({ kept: [other], savesAfterRestore: true }));
    const { secrets } = app;
    expect(await app.signIn()).toEqual({ result: 'ok' });
    // The key store may still wait for its password: it is not asked.
    expect(secrets.saves).toEqual([]);
    await app.accounts.restore();
    expect(
      secrets.saves
        .at(-1)
        ?.map(({ accountId }) => accountId)
        .toSorted(),
    ).toEqual(['1', String(simulator.account.cabinetUserId)].toSorted());
  });

  it('with e-mail, password and appId listens to every messenger of every line', async () => {
    const { simulator, app } = await start();
    expect(await app.signIn()).toEqual({ result: 'ok' });
    const channels = simulator.cast.lines.flatMap((line) =>
      line.messengers.map(({ type }) => `private-v1.licenses.${line.licenseId}.messengers.${type}`),
    );
    await app.waitFor('every line to be listened to', () => app.listening().length === channels.length);
    expect(app.listening().toSorted()).toEqual(channels.toSorted());
    for (const channel of channels) expect(simulator.subscriptions().get(channel)).toBe(1);
    expect(app.account()).toMatchObject({
      id: String(simulator.account.cabinetUserId),
      label: simulator.account.email,
      status: 'signedIn',
      link: { status: 'connected', cause: null, retryAtMs: null },
    });
    expect(simulator.totalConnections).toBe(1);
  });

  it('keeps the pair of tokens, and never the password', async () => {
    const { simulator, app } = await start();
    await app.signIn();
    expect(app.secrets.saves.at(-1)).toMatchObject([{ accountId: '685', label: simulator.account.email }]);
    expect(JSON.stringify(app.secrets.saves)).not.toContain(simulator.account.password);
    expect(JSON.stringify(app.states)).not.toContain(
      app.secrets.saves.at(-1)?.at(0)?.accessToken ?? 'no token',
    );
  });

  it('with a wrong password is refused in ChatApp’s own words, and nothing is begun', async () => {
    const { simulator, app } = await start();
    const { email, appId } = simulator.account;
    expect(await app.accounts.signIn({ email, password: 'wrong', appId })).toEqual({
      result: 'refused',
      message: 'Invalid email, password or appId',
    });
    expect(app.account()).toBeUndefined();
    expect(app.secrets.saves).toEqual([]);
    expect(simulator.totalConnections).toBe(0);
  });

  it('too often is said as such', async () => {
    const { simulator, app } = await start();
    simulator.setRestMode('429', { only: '/v1/tokens' });
    expect(await app.signIn()).toEqual({ result: 'rateLimited' });
  });

  it.each([
    ['500', 'httpStatus'],
    ['503', 'httpStatus'],
    ['html', 'loginPage'],
    ['302', 'loginPage'],
    ['drop', 'serverClosed'],
  ] as const)('while ChatApp answers %s fails with its cause', async (mode, code) => {
    const { simulator, app } = await start();
    simulator.setRestMode(mode);
    expect(await app.signIn()).toMatchObject({ result: 'failed', cause: { code, host: 'localhost' } });
    expect(app.account()).toBeUndefined();
  });

  it('while nobody answers at that address fails with host and port', async () => {
    const { simulator, app } = await start();
    await simulator.refuseConnections(true, 'api');
    expect(await app.signIn()).toMatchObject({
      result: 'failed',
      cause: { code: 'refused', host: 'localhost', port: simulator.apiPort },
    });
  });

  it('while the name is not known fails with that', async () => {
    const { app } = await start({}, withServer({ apiBase: 'https://nowhere.invalid' }));
    expect(await app.signIn()).toMatchObject({
      result: 'failed',
      cause: { code: 'nameNotFound', host: 'nowhere.invalid' },
    });
  });

  it.each(['untrusted', 'expired', 'wrong-host'] as const)(
    'to a server whose certificate is %s fails',
    async (certificate) => {
      const { simulator, app } = await start({ certificate });
      expect(await app.signIn()).toMatchObject({ result: 'failed', cause: { code: 'certificate' } });
      expect(simulator.requests).toEqual([]);
    },
  );

  it('without the CA file of the network fails', async () => {
    const { app } = await start({}, withServer({ caFile: null }));
    expect(await app.signIn()).toMatchObject({ result: 'failed', cause: { code: 'certificate' } });
  });

  it.each([
    ['is not there', null],
    ['holds no certificate', 'hello'],
    ['holds half a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
  ])('with a CA file that %s fails with that', async (_name, content) => {
    const { app } = await start({}, (simulator) => {
      const caFile = join(dirname(simulator.caFile), 'chosen.pem');
      if (content !== null) writeFileSync(caFile, content);
      return { server: { caFile } };
    });
    expect(await app.signIn()).toMatchObject({ result: 'failed', cause: { code: 'caFile' } });
  });

  it('with a CA file in a place that cannot be reached fails with that', async () => {
    const { app } = await start({}, (simulator) => ({
      server: { caFile: join(simulator.caFile, 'chosen.pem') },
    }));
    expect(await app.signIn()).toMatchObject({ result: 'failed', cause: { code: 'caFile' } });
  });

  it('again replaces the sign-in before it: one link, one account', async () => {
    const { simulator, app } = await start();
    await app.signIn();
    await app.waitFor('12 channels', () => app.listening().length === 12);
    await app.signIn();
    await app.waitFor('12 channels again', () => app.listening().length === 12);
    await simulator.waitFor('the old link to be gone', () => simulator.connections() === 1);
    expect(app.states.at(-1)).toHaveLength(1);
    expect(app.secrets.saves.at(-1)).toHaveLength(1);
  });

  it('works for this run even where the sign-in cannot be kept', async () => {
    const { app } = await start();
    app.secrets.failure = new Error('disk full');
    expect(await app.signIn()).toEqual({ result: 'ok' });
    await app.waitFor('12 channels', () => app.listening().length === 12);
    expect(app.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'sign-ins are not saved' }),
    );
  });
});

describe('the link', () => {
  const signedIn = async (app: HeadlessApp): Promise<void> => {
    expect(await app.signIn()).toEqual({ result: 'ok' });
  };

  it('says that the server refuses', async () => {
    const { simulator, app } = await start();
    await simulator.refuseConnections(true);
    await signedIn(app);
    const cause = await app.waitFor('a cause', () => app.account()?.link.cause);
    expect(cause).toMatchObject({ code: 'refused', host: 'localhost', port: simulator.port });
    expect(app.account()?.link.status).toBe('retrying');
    expect(app.account()?.link.retryAtMs).toBeGreaterThan(0);
  });

  it.each<[string, Partial<ServerSettings>, string]>([
    ['the key is not known', { key: 'WrongKey' }, 'unknownKey'],
    ['the name is not known', { host: 'nowhere.invalid' }, 'nameNotFound'],
    ['the host is no host', { host: 'a:b' }, 'nameNotFound'],
  ])('says that %s', async (_name, server, code) => {
    const { app } = await start({}, withServer(server));
    await signedIn(app);
    expect((await app.waitFor('a cause', () => app.account()?.link.cause)).code).toBe(code);
  });

  it('says that the other side speaks no TLS', async () => {
    const plain = createServer((socket) =>
      socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    ends.add(() => plain.close());
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const address = plain.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { app } = await start({}, withServer({ port }));
    await signedIn(app);
    expect((await app.waitFor('a cause', () => app.account()?.link.cause)).code).toBe('badGreeting');
  });

  it('says that the certificate is not trusted', async () => {
    const other = await startSimulator({ certificate: 'untrusted' });
    ends.add(() => other.stop());
    const { app } = await start({}, () => ({ server: { port: other.port } }));
    await signedIn(app);
    expect((await app.waitFor('a cause', () => app.account()?.link.cause)).code).toBe('certificate');
  });

  it('says that the CA file is gone, and connects once it is back', async () => {
    const { simulator, app } = await start({}, () => ({ hurry: 10 }));
    await signedIn(app);
    await app.waitFor('the link', () => app.account()?.link.status === 'connected');
    const { caFile } = app.settings.server;
    app.settings = { ...app.settings, server: { ...app.settings.server, caFile: `${caFile}.gone` } };
    app.accounts.wakeAll();
    expect((await app.waitFor('a cause', () => app.account()?.link.cause)).code).toBe('caFile');
    app.settings = { ...app.settings, server: { ...app.settings.server, caFile } };
    await app.waitFor('the link again', () => app.account()?.link.status === 'connected');
    expect(simulator.connections()).toBe(1);
  });

  it('says that nobody answered the handshake', async () => {
    const { simulator, app } = await start({}, () => ({ limits: { handshakeMs: 300 } }));
    simulator.freeze();
    await signedIn(app);
    const cause = await app.waitFor('a cause', () => app.account()?.link.cause);
    expect(cause).toMatchObject({ code: 'timedOut', host: 'localhost', port: simulator.port });
    simulator.thaw();
    await app.waitFor('the link', () => app.account()?.link.status === 'connected');
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['another event', '{"event":"message","channel":"a","data":"{}"}'],
    ['a ping', '{"event":"pusher:ping"}'],
    ['an error without a code', '{"event":"pusher:error","data":{"code":null}}'],
    ['an empty greeting', '{"event":"pusher:connection_established","data":"{}"}'],
  ])('that was greeted with %s tries again and heals', async (_name, firstFrame) => {
    const { simulator, app } = await start({}, () => ({ limits: { handshakeMs: 500 } }));
    simulator.setFirstFrame(firstFrame);
    await signedIn(app);
    const cause = await app.waitFor('a cause', () => app.account()?.link.cause);
    expect(cause.code).toBe(firstFrame === '' ? 'timedOut' : 'badGreeting');
    simulator.setFirstFrame(null);
    await app.waitFor('12 channels', () => app.listening().length === 12);
    await simulator.waitFor('one connection', () => simulator.connections() === 1);
  });
});

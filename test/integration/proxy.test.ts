import { afterEach, expect, it } from 'vitest';
import { firstProxy } from '../../electron/platform/network.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { startConnectProxy, type ConnectProxy } from '../support/connectProxy.ts';
import { cleanUps } from '../support/fakes.ts';
import { startHeadlessApp } from '../support/headlessApp.ts';

/** Socket and REST alike leave through a proxy that takes CONNECT. */

const ends = cleanUps();
afterEach(() => ends.run());

async function startProxy(password: string | null): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(password);
  ends.add(() => proxy.stop());
  return proxy;
}

async function simulator(): Promise<Simulator> {
  const started = await startSimulator();
  ends.add(() => started.stop());
  return started;
}

it('everything goes through the proxy, and arrives', async () => {
  const server = await simulator();
  const proxy = await startProxy(null);
  const app = startHeadlessApp(server, { route: () => Promise.resolve(proxy.address) });
  ends.add(() => app.stop());
  expect(await app.signIn()).toEqual({ result: 'ok' });
  await app.waitFor('all lines listen', () => app.listening().length === 12);
  expect([...proxy.asked].toSorted((first, second) => first.localeCompare(second))).toEqual(
    [`localhost:${server.apiPort}`, `localhost:${server.port}`].toSorted((first, second) =>
      first.localeCompare(second),
    ),
  );
  const [customer] = server.cast.customers;
  if (customer === undefined) throw new Error('nobody in the cast');
  server.message({ customer, text: 'Through the tunnel' });
  await app.waitFor('the message', () => app.rows().length === 1);
});

it('a proxy that wants a password is named, at sign-in and for the link', async () => {
  const server = await simulator();
  const proxy = await startProxy('never');
  const app = startHeadlessApp(server, { route: () => Promise.resolve(proxy.address) });
  ends.add(() => app.stop());
  expect(await app.signIn()).toMatchObject({ result: 'failed', cause: { code: 'proxyAuthentication' } });
  const { accessToken, refreshToken } = server.issueTokens();
  await app.accounts.useTokens({ accessToken, refreshToken });
  const cause = await app.waitFor('a cause', () => app.account()?.link.cause);
  expect(cause.code).toBe('proxyAuthentication');
});

it.each([
  ['DIRECT', null],
  ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
  ['SOCKS5 a:1; HTTPS proxy.example:443', 'https://proxy.example:443'],
  ['DIRECT; PROXY late.example:1', null],
  ['', null],
])('the system says "%s"', (pac, proxy) => {
  expect(firstProxy(pac)).toBe(proxy);
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { firstProxy } from '../../electron/platform/network.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { cleanUps } from '../support/fakes.ts';
import { startHeadlessApp } from '../support/headlessApp.ts';

/** Socket and REST alike leave through a proxy that takes CONNECT. */

const ends = cleanUps();
afterEach(() => ends.run());

interface Proxy {
  address: string;
  /** `host:port` of everything it was asked for. */
  asked: Set<string>;
}

async function startProxy(password: string | null): Promise<Proxy> {
  const asked = new Set<string>();
  const sockets = new Set<Socket>();
  const server: Server = createServer();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client, head) => {
    asked.add(request.url ?? '');
    client.on('error', () => client.destroy());
    if (password !== null && request.headers['proxy-authorization'] !== password) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const remote = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      remote.write(head);
      remote.pipe(client);
      client.pipe(remote);
    });
    sockets.add(remote);
    remote.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.add(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, asked };
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

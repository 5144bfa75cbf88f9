import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import Pusher, { type Channel } from 'pusher-js';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { lineIds } from '../simulator/cast.ts';
import { playMorning } from '../simulator/morning.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import { chatStatusItem } from '../simulator/payloads.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { companyChannel, employeeChannel, lineChannel, userChannel } from '../simulator/socket/protocol.ts';

const salesChannel = lineChannel(lineIds.sales, 'grWhatsApp');
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  cleanups.push(() => simulator.stop());
  return simulator;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: unknown;
}

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly refresh?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** One HTTPS request that trusts nothing but the simulator's authority. */
function call(simulator: Simulator, path: string, wanted: Call = {}): Promise<Answer> {
  const body =
    wanted.form !== undefined
      ? new URLSearchParams(wanted.form).toString()
      : wanted.json !== undefined
        ? JSON.stringify(wanted.json)
        : '';
  return new Promise((resolve, reject) => {
    const request = secureRequest(
      `${simulator.apiBase}${path}`,
      {
        method: wanted.method ?? (body === '' ? 'GET' : 'POST'),
        ca: simulator.caPem,
        agent: false,
        headers: {
          'content-type':
            wanted.form !== undefined ? 'application/x-www-form-urlencoded' : 'application/json',
          ...(wanted.token === undefined ? {} : { authorization: wanted.token }),
          ...(wanted.refresh === undefined ? {} : { refresh: wanted.refresh }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = response.headers['content-type'] === 'application/json';
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? JSON.parse(text) : null,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** A pusher-js client as the product would make one, over TLS, with its own authorisation. */
function client(simulator: Simulator, token: string): Pusher {
  // The types of `ws` and of a browser's socket differ in optional handlers only.
  Pusher.Runtime.createWebSocket = (url: string) =>
    new WebSocket(url, { ca: simulator.caPem }) as unknown as ReturnType<
      typeof Pusher.Runtime.createWebSocket
    >;
  const pusher = new Pusher(simulator.key, {
    cluster: '',
    wsHost: simulator.host,
    wssPort: simulator.port,
    forceTLS: true,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: '',
      transport: 'ajax',
      customHandler: ({ socketId, channelName }, done) => {
        call(simulator, '/broadcasting/auth', {
          token,
          form: { socket_id: socketId, channel_name: channelName },
        }).then(
          ({ status, json }) => {
            if (status === 200) done(null, json as { auth: string });
            else done(new Error(`refused with ${status}`), null);
          },
          (error: Error) => done(error, null),
        );
      },
    },
  });
  cleanups.push(() => pusher.disconnect());
  return pusher;
}

/** The next event of that name on a channel or connection. */
function next(
  source: { bind(event: string, listener: (data: unknown) => void): unknown },
  event: string,
): Promise<unknown> {
  return new Promise((resolve) => source.bind(event, resolve));
}

async function subscribed(pusher: Pusher, name: string): Promise<Channel> {
  const channel = pusher.subscribe(name);
  await next(channel, 'pusher:subscription_succeeded');
  return channel;
}

/** A bare socket that keeps its frames, for what pusher-js does not show. */
async function rawSocket(
  simulator: Simulator,
  path = `/app/${simulator.key}?protocol=7&client=js&version=8.6.0&flash=false`,
) {
  const socket = new WebSocket(`wss://127.0.0.1:${simulator.port}${path}`, { ca: simulator.caPem });
  cleanups.push(() => socket.terminate());
  const frames: { event: string; data?: unknown; channel?: string }[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    frames.push(JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''));
    for (const look of waiting.splice(0)) look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const frame = async (at: number): Promise<{ event: string; data?: unknown; channel?: string }> => {
    for (;;) {
      const found = frames[at];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { socket, frame, closed };
}

describe('the socket server', () => {
  it('speaks protocol 7 as laravel-websockets does', async () => {
    const simulator = await start();
    const { socket, frame } = await rawSocket(simulator);
    const hello = await frame(0);
    expect(hello.event).toBe('pusher:connection_established');
    expect(JSON.parse(String(hello.data))).toEqual({
      socket_id: expect.stringMatching(/^\d+\.\d+$/),
      activity_timeout: 30,
    });
    socket.send('{"event":"pusher:ping","data":{}}');
    expect(await frame(1)).toEqual({ event: 'pusher:pong' });
    const { accessToken } = simulator.issueTokens();
    const { socket_id } = JSON.parse(String(hello.data)) as { socket_id: string };
    const { json } = await call(simulator, '/broadcasting/auth', {
      token: accessToken,
      json: { socket_id, channel_name: salesChannel },
    });
    const { auth } = json as { auth: string };
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: salesChannel, auth } }));
    expect(await frame(2)).toEqual({
      event: 'pusher_internal:subscription_succeeded',
      channel: salesChannel,
    });
    simulator.message({ customer: 'anna', text: 'Hello' });
    expect(typeof (await frame(3)).data).toBe('string');
    socket.send(JSON.stringify({ event: 'pusher:unsubscribe', data: { channel: salesChannel } }));
    await simulator.waitFor('no subscription', () => simulator.subscriptions().size === 0);
  });

  it('delivers both shapes to an independent pusher-js client', async () => {
    const simulator = await start({ shape: 'alternate' });
    const pusher = client(simulator, simulator.issueTokens().accessToken);
    const channel = await subscribed(pusher, salesChannel);
    const received: unknown[] = [];
    const both = new Promise<void>((resolve) =>
      channel.bind('message', (data: unknown) => {
        received.push(data);
        if (received.length === 2) resolve();
      }),
    );
    const first = simulator.message({ customer: 'anna', text: 'Доброе утро' });
    const second = simulator.message({ customer: 'layla', type: 'image', caption: 'صورة' });
    await both;
    const meta = { type: 'message', licenseId: lineIds.sales, messengerType: 'grWhatsApp' };
    expect(received).toEqual([
      { payload: { data: [first], meta }, queue: 'events' },
      { data: [second], meta },
    ]);
    expect(first.id).toMatch(/^3EB0[0-9A-F]{16}$/);
    expect(second.internalId).toBeGreaterThan(first.internalId);
  });

  it('authorises company, user and employee channels, and no others', async () => {
    const simulator = await start();
    const { accessToken: token } = simulator.issueTokens();
    const statusOf = async (channel: string, withToken = token): Promise<number> =>
      (
        await call(simulator, '/broadcasting/auth', {
          token: withToken,
          form: { socket_id: '1.2', channel_name: channel },
        })
      ).status;
    expect(
      await Promise.all(
        [companyChannel(2224), userChannel(685), employeeChannel(2224, 685)].map((name) => statusOf(name)),
      ),
    ).toEqual([200, 200, 200]);
    expect(
      await Promise.all(
        [
          companyChannel(9),
          userChannel(686),
          employeeChannel(2224, 686),
          lineChannel(9, 'telegram'),
          lineChannel(lineIds.sales, 'email'),
          'private-x',
          '',
        ].map((name) => statusOf(name)),
      ),
    ).toEqual([403, 403, 403, 403, 403, 403, 403]);
    expect(await statusOf(salesChannel, `Bearer ${token}`)).toBe(403);
    simulator.revokeLine(lineIds.sales);
    expect(await statusOf(salesChannel)).toBe(403);
    simulator.grantLine(lineIds.sales);
    expect(await statusOf(salesChannel)).toBe(200);
  });

  it.each([
    ['connection-error', { event: 'pusher:error', data: { message: 'Invalid Signature', code: 4009 } }],
    [
      'subscription-error',
      {
        event: 'pusher:subscription_error',
        channel: salesChannel,
        data: expect.objectContaining({ status: 401 }),
      },
    ],
    ['silent', { event: 'pusher:pong' }],
  ] as const)('refuses a wrong signature: %s', async (badSignature, expected) => {
    const simulator = await start({ badSignature });
    const { socket, frame } = await rawSocket(simulator);
    await frame(0);
    const auth = `${simulator.key}:${'0'.repeat(64)}`;
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: salesChannel, auth } }));
    socket.send('{"event":"pusher:ping"}');
    expect(await frame(1)).toEqual(expected);
    expect(simulator.subscriptions().size).toBe(0);
    expect(simulator.connections()).toBe(1);
  });

  it('turns away an unknown key, a missing protocol and another path', async () => {
    const simulator = await start();
    const stranger = await rawSocket(simulator, '/app/SomebodyElse?protocol=7');
    expect(await stranger.frame(0)).toMatchObject({ event: 'pusher:error', data: { code: 4001 } });
    expect(await stranger.closed).toBe(4001);
    expect(await (await rawSocket(simulator, `/app/${simulator.key}`)).closed).toBe(4008);
    expect(await (await rawSocket(simulator, `/app/${simulator.key}?protocol=4`)).closed).toBe(4007);
    await expect(rawSocket(simulator, '/elsewhere')).rejects.toThrow('404');
  });

  it('closes with a code, drops without one, and refuses until it listens again on the same port', async () => {
    const simulator = await start();
    const closing = await rawSocket(simulator);
    simulator.closeAll(4200, 'restart');
    expect(await closing.closed).toBe(4200);
    const killed = await rawSocket(simulator);
    const { port } = simulator;
    await simulator.refuseConnections(true);
    await expect(rawSocket(simulator)).rejects.toThrow('ECONNREFUSED');
    expect(simulator.connections()).toBe(1);
    simulator.kill();
    expect(await killed.closed).toBe(1006);
    await simulator.listenAgain();
    expect(simulator.port).toBe(port);
    await rawSocket(simulator);
    expect(simulator.totalConnections).toBe(3);
  });

  it('freezes half-open and thaws', async () => {
    const simulator = await start();
    const { socket, frame } = await rawSocket(simulator);
    await frame(0);
    simulator.freeze();
    socket.send('{"event":"pusher:ping"}');
    // The port still takes connections; they just hear nothing.
    const knock = connect(simulator.port, '127.0.0.1');
    await new Promise((resolve) => knock.once('connect', resolve));
    knock.destroy();
    expect(simulator.message({ customer: 'anna', text: 'unheard' }).side).toBe('in');
    expect(simulator.clientFrames).toEqual([]);
    simulator.thaw();
    expect(await frame(1)).toEqual({ event: 'pusher:pong' });
    simulator.freeze();
    await simulator.stop();
  });

  it('can greet with something else, and forget subscriptions silently', async () => {
    const simulator = await start();
    simulator.setFirstFrame('{"event":"surprise"}');
    expect(await (await rawSocket(simulator)).frame(0)).toEqual({ event: 'surprise' });
    simulator.setFirstFrame(null);
    await subscribed(client(simulator, simulator.issueTokens().accessToken), salesChannel);
    simulator.forgetSubscriptions();
    expect(simulator.sendRaw(salesChannel, 'message', '{}')).toBe(0);
    expect(simulator.connections()).toBe(2);
  });

  it('is not trusted when the certificate is wrong', async () => {
    for (const certificate of ['untrusted', 'expired', 'wrong-host'] as const) {
      await expect(rawSocket(await start({ certificate }))).rejects.toThrow(/certificate|altnames/);
    }
  });
});

describe('tokens', () => {
  it('are made from credentials, rotate both, and expire', async () => {
    const simulator = await start();
    const { email, password, appId, cabinetUserId } = simulator.account;
    const made = await call(simulator, '/v1/tokens', { json: { email, password, appId } });
    const pair = (
      made.json as { data: { accessToken: string; refreshToken: string; accessTokenEndTime: number } }
    ).data;
    expect(made.json).toMatchObject({ success: true, data: { cabinetUserId } });
    expect(pair.accessTokenEndTime).toBeLessThan(1e11);
    expect((await call(simulator, '/v1/tokens', { json: { email, password: 'no', appId } })).status).toBe(
      403,
    );
    expect((await call(simulator, '/v1/tokens', { json: { email, appId } })).status).toBe(422);
    const check = async (token: string): Promise<number> =>
      (await call(simulator, '/v1/tokens/check', { token })).status;
    expect(await check(pair.accessToken)).toBe(200);
    const other = simulator.issueTokens();
    const rotated = await call(simulator, '/v1/tokens/refresh', {
      method: 'POST',
      refresh: pair.refreshToken,
    });
    const fresh = (rotated.json as { data: { accessToken: string; refreshToken: string } }).data;
    expect(await check(pair.accessToken)).toBe(403);
    expect(await check(fresh.accessToken)).toBe(200);
    expect(await check(other.accessToken)).toBe(200);
    expect(
      (await call(simulator, '/v1/tokens/refresh', { method: 'POST', refresh: pair.refreshToken })).status,
    ).toBe(403);
    simulator.expireAccessToken();
    expect((await call(simulator, '/v1/licenses', { token: fresh.accessToken })).json).toEqual({
      success: false,
      error: { code: 'ApiInvalidTokenError', message: 'Invalid Token' },
    });
    simulator.expireRefreshToken();
    expect(
      (await call(simulator, '/v1/tokens/refresh', { method: 'POST', refresh: fresh.refreshToken })).status,
    ).toBe(403);
    expect(JSON.stringify(simulator.requests)).not.toContain(pair.accessToken);
    expect(JSON.stringify(simulator.requests)).not.toContain(pair.refreshToken);
  });

  it('live 24 hours and 14 days, and are made 100 times a day at most', async () => {
    let now = 1_800_000_000_000;
    const simulator = await start({ now: () => now });
    const pair = simulator.issueTokens();
    const { email, password, appId } = simulator.account;
    const make = async (): Promise<number> => {
      now += 1000;
      return (await call(simulator, '/v1/tokens', { json: { email, password, appId } })).status;
    };
    for (let count = 0; count < 100; count += 1) expect(await make()).toBe(200);
    expect(await make()).toBe(429);
    now += 86_400_000;
    expect((await call(simulator, '/v1/tokens/check', { token: pair.accessToken })).status).toBe(403);
    expect(await make()).toBe(200);
    now += 13 * 86_400_000;
    expect(
      (await call(simulator, '/v1/tokens/refresh', { method: 'POST', refresh: pair.refreshToken })).status,
    ).toBe(403);
  });
});

describe('REST', () => {
  it('lists licences, companies and employees in ChatApp’s envelopes', async () => {
    const simulator = await start();
    const { accessToken: token } = simulator.issueTokens();
    const licenses = (await call(simulator, '/v1/licenses', { token })).json as {
      data: { licenseName: string | null; messenger: unknown[] }[];
    };
    expect(licenses.data.length).toBeGreaterThanOrEqual(4);
    expect(licenses.data.some((line) => line.licenseName === null)).toBe(true);
    expect(licenses.data.flatMap((line) => line.messenger)).toHaveLength(12);
    expect((await call(simulator, '/v1/companies', { token })).json).toEqual({
      success: true,
      data: { items: [{ companyId: 2224, name: 'Oak & Iris' }] },
    });
    expect((await call(simulator, '/v1/companies/2224/employees', { token })).json).toMatchObject({
      success: true,
    });
    expect((await call(simulator, '/v1/nothing', { token })).status).toBe(404);
  });

  it('walks the messages forward without a gap, whoever heard them', async () => {
    const simulator = await start();
    const { accessToken: token } = simulator.issueTokens();
    simulator.dropEvents(true);
    const sent = Array.from({ length: 7 }, (_, index) =>
      simulator.message({
        customer: 'dmitri',
        text: `message ${index}`,
        time: 1_700_000_000 + Math.floor(index / 3),
      }),
    );
    const path = `/v1/licenses/${lineIds.sales}/messengers/viberBot/chats/${encodeURIComponent(sent[0]?.chat.id ?? '')}/messages`;
    const read = async (query: string): Promise<{ items: { id: string }[]; nextPage: string | null }> =>
      (
        (await call(simulator, `${path}?${query}`, { token })).json as {
          data: { items: { id: string }[]; nextPage: string | null };
        }
      ).data;
    const seen: string[] = [];
    let query = 'direction=next&lastTime=1699999999&limit=2';
    for (;;) {
      const page = await read(query);
      seen.push(...page.items.map((item) => item.id));
      if (page.nextPage === null) break;
      query = `direction=next&limit=2&nextPage=${page.nextPage}`;
    }
    expect(seen).toEqual(sent.map((message) => message.id));
    const after = await read(`direction=next&lastTime=1700000000&lastInternalId=${sent[1]?.internalId}`);
    expect(after.items.map((item) => item.id)).toEqual(sent.slice(2).map((message) => message.id));
    expect((await read('limit=1')).items).toEqual([sent[6]]);
    expect((await call(simulator, `${path}?limit=200`, { token })).status).toBe(422);
  });

  it('filters the chats, newest first', async () => {
    const simulator = await start();
    const { accessToken: token } = simulator.issueTokens();
    for (const [index, customer] of ['anna', 'igor', 'mei'].entries()) {
      simulator.message({ customer, text: 'hi', time: 1_700_000_000 + index });
    }
    simulator.message({ customer: 'igor', side: 'out', text: 'hello', time: 1_700_000_005 });
    const names = async (query: string): Promise<unknown[]> =>
      (
        (await call(simulator, `/v1/chats?${query}`, { token })).json as {
          data: { items: { name: string }[] };
        }
      ).data.items.map((chat) => chat.name);
    expect(await names('limit=100')).toEqual(['Игорь Ненастоящий', '陈美例', 'Anna Example']);
    expect(await names('filter[unreadMessages]=1')).toEqual(['陈美例', 'Anna Example']);
    expect(
      await names(`filter[licenseIds]=${lineIds.sales}&filter[messengerTypes]=GrWhatsApp,WhatsApp`),
    ).toEqual(['Anna Example']);
    expect(await names('lastTime=1700000002')).toEqual(['Anna Example']);
    simulator.sendEvent({
      lineId: lineIds.sales,
      messengerType: 'grWhatsApp',
      kind: 'chatStatus',
      items: [chatStatusItem('close', '70000000001@c.us')],
    });
    const anna = await call(
      simulator,
      `/v1/licenses/${lineIds.sales}/messengers/grWhatsApp/chats/70000000001`,
      { token },
    );
    expect(anna.json).toMatchObject({ data: { status: 'closed', lastTime: 1_700_000_000 } });
  });

  it('sends a text and echoes its tracking on the channel', async () => {
    const simulator = await start();
    const { accessToken: token } = simulator.issueTokens();
    simulator.message({ customer: 'anna', text: 'hi' });
    const channel = await subscribed(client(simulator, token), salesChannel);
    const echo = next(channel, 'message');
    const answer = await call(
      simulator,
      `/v1/licenses/${lineIds.sales}/messengers/grWhatsApp/chats/70000000001%40c.us/messages/text`,
      {
        token,
        json: { text: 'On it.', tracking: 'tray-1' },
      },
    );
    expect(answer.json).toMatchObject({ success: true, data: { chatId: '70000000001@c.us' } });
    expect(await echo).toMatchObject({
      payload: {
        data: [{ side: 'out', fromMe: true, message: { text: 'On it.' }, fromApp: { tracking: 'tray-1' } }],
      },
    });
  });

  it('answers 429 beyond 50 requests in a second', async () => {
    const simulator = await start({ now: () => 1_800_000_000_000 });
    const { accessToken: token } = simulator.issueTokens();
    const answers = await Promise.all(
      Array.from({ length: 53 }, () => call(simulator, '/v1/tokens/check', { token })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(50);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(3);
  });
});

describe('faults', () => {
  it('turn a number of authorisations of one channel wrong', async () => {
    const simulator = await start();
    const { accessToken: token } = simulator.issueTokens();
    const ask = (channel: string): Promise<Answer> =>
      call(simulator, '/broadcasting/auth', { token, form: { socket_id: '1.2', channel_name: channel } });
    for (const mode of ['401', '403', '419', '429', '500', '503'] as const) {
      simulator.setAuthMode(mode, { only: salesChannel, count: 1 });
      expect((await ask(salesChannel)).status).toBe(Number(mode));
    }
    simulator.setAuthMode('302', { only: salesChannel, count: 1 });
    expect((await ask(userChannel(685))).status).toBe(200);
    expect((await ask(salesChannel)).headers['location']).toBe(`${simulator.apiBase}/login`);
    expect((await ask(salesChannel)).status).toBe(200);
    simulator.setAuthMode('html', { count: 1 });
    expect((await ask(salesChannel)).text).toContain('<h1>Log in</h1>');
    simulator.setAuthMode('empty-object', { count: 1 });
    expect((await ask(salesChannel)).json).toEqual({});
    simulator.setAuthMode('bad-signature', { count: 1 });
    expect((await ask(salesChannel)).json).toEqual({ auth: `${simulator.key}:${'0'.repeat(64)}` });
    simulator.setAuthMode('drop', { count: 1 });
    await expect(ask(salesChannel)).rejects.toThrow('socket hang up');
    simulator.setAuthMode('hang');
    const before = simulator.requests.length;
    const hanging = ask(salesChannel).catch((error: Error) => error.message);
    await simulator.waitFor(
      'the hanging request',
      () => simulator.requests[before]?.channel === salesChannel,
    );
    await simulator.stop();
    expect(await hanging).toMatch(/socket hang up|ECONNRESET/);
  });

  it('can lose the answer of a request that was carried out', async () => {
    const simulator = await start();
    const pair = simulator.issueTokens();
    simulator.setRestMode('lost-answer', { only: 'POST /v1/tokens/refresh', count: 1 });
    await expect(
      call(simulator, '/v1/tokens/refresh', { method: 'POST', refresh: pair.refreshToken }),
    ).rejects.toThrow();
    expect((await call(simulator, '/v1/tokens/check', { token: pair.accessToken })).status).toBe(403);
  });
});

describe('the control port', () => {
  it('does what the methods do, for programs only', async () => {
    const simulator = await start({ controlPort: 0 });
    const post = (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${simulator.controlUrl}/control/${name}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers,
      });
    expect((await post('message', { customer: 'anna', text: 'hi' })).status).toBe(200);
    expect((await post('message', { customer: 'anna', txt: 'hi' })).status).toBe(400);
    expect((await post('nothing', {})).status).toBe(404);
    expect((await post('kill', {}, { origin: 'https://example.invalid' })).status).toBe(403);
    expect((await post('freeze', {})).status).toBe(200);
    const state = await (await fetch(`${simulator.controlUrl}/control/state`)).json();
    expect(state).toMatchObject({ frozen: true, listening: true, connections: 0, sent: { events: 1 } });
  });
});

describe('the busy morning', () => {
  it('is the same each time and reaches a client on every channel', async () => {
    const simulator = await start();
    const pusher = client(simulator, simulator.issueTokens().accessToken);
    const names = simulator.cast.lines.flatMap((line) =>
      line.messengers.map((messenger) => lineChannel(line.licenseId, messenger.type)),
    );
    const channels = [...names, companyChannel(2224), userChannel(685)];
    await Promise.all(channels.map((name) => subscribed(pusher, name)));
    expect(simulator.subscriptions().size).toBe(14);
    let received = 0;
    pusher.bind_global((event: string) => {
      if (!event.startsWith('pusher')) received += 1;
    });
    const end = next(pusher.channel(salesChannel), 'pusher-end-of-test');
    const counts = await playMorning(simulator, { durationMs: 100 });
    expect(counts).toEqual({
      eventsSent: expect.any(Number),
      incomingMessages: expect.any(Number),
      chatStatusChanges: 6,
    });
    expect(counts.eventsSent).toBeGreaterThanOrEqual(40);
    // One socket keeps the order: when this has come, all has come.
    simulator.sendRaw(salesChannel, 'pusher-end-of-test', '{}');
    await end;
    expect(received).toBe(counts.eventsSent);
    expect(await playMorning(simulator, { durationMs: 0 })).toMatchObject({
      incomingMessages: counts.incomingMessages,
    });
    expect(
      (await playMorning(simulator, { durationMs: 60_000, signal: AbortSignal.abort() })).eventsSent,
    ).toBe(0);
  });
});

describe('waiting and stopping', () => {
  it('waits for facts with a clear time-out, and stops twice without harm', async () => {
    const simulator = await start();
    await expect(simulator.waitForSubscription(salesChannel, 1, 20)).rejects.toThrow(
      `waiting for "a subscription to ${salesChannel}": did not happen within 20 ms`,
    );
    const waiting = simulator.waitFor('a socket', () => simulator.connections() > 0);
    await rawSocket(simulator);
    expect(await waiting).toBe(true);
    const never = simulator.waitFor('what never comes', () => false).catch((error: Error) => error.message);
    await Promise.all([simulator.stop(), simulator.stop()]);
    expect(await never).toContain('the simulator was stopped');
    await expect(rawSocket(simulator)).rejects.toThrow('ECONNREFUSED');
  });
});

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { lineIds } from '../simulator/cast.ts';
import { playMorning } from '../simulator/morning.ts';
import { companyChannel, employeeChannel, lineChannel, userChannel } from '../simulator/socket/protocol.ts';
import { call, client, next, rawSocket, start, subscribed } from '../support/simulatorClients.ts';

const salesChannel = lineChannel(lineIds.sales, 'grWhatsApp');

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

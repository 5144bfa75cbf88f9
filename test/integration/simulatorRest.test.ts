import { describe, expect, it } from 'vitest';
import { lineIds } from '../simulator/cast.ts';
import { chatStatusItem } from '../simulator/payloads.ts';
import { lineChannel, userChannel } from '../simulator/socket/protocol.ts';
import { call, client, next, start, subscribed, type Answer } from '../support/simulatorClients.ts';

const salesChannel = lineChannel(lineIds.sales, 'grWhatsApp');

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

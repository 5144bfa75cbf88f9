import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'vitest';
import { intakeItems } from '../../electron/core/intake/intake.ts';
import { checkToken, createChatAppApi, makeTokens } from '../../electron/platform/chatappApi.ts';
import { createNetwork } from '../../electron/platform/network.ts';
import { causeSchema, lineSchema } from '../../electron/shared/appState.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { cast } from '../simulator/cast.ts';
import { messageItem } from '../simulator/payloads.ts';
import { ChatHistory, chatItem } from '../simulator/world/history.ts';
import { mustBeSound } from './support/promises.ts';
import { fuzz } from './support/target.ts';

/** Answers of ChatApp's API that a broken or hostile server gives, over real HTTP. */

const place = { lineId: '1229', messengerType: 'telegram' };

const chats = cast.customers
  .slice(0, 4)
  .map((one) => chatItem(new ChatHistory().chatWith(one, 1_741_266_878)));
const messages = chats.map((chat, internalId) =>
  messageItem({
    id: `m${internalId}`,
    internalId,
    side: 'in',
    time: 1_741_266_878,
    chat,
    content: { text: 'Hello' },
  }),
);
const answers = [
  {
    success: true,
    data: cast.lines.map((line) => ({
      licenseId: line.licenseId,
      licenseName: line.licenseName,
      meOwner: true,
      messenger: line.messengers,
    })),
  },
  { success: true, data: { items: cast.companies, nextPage: null } },
  { success: true, data: { items: chats, nextPage: 'eyJwYWdlIjoy' } },
  { success: true, data: { items: messages, nextPage: null } },
  {
    success: true,
    data: {
      cabinetUserId: 685,
      accessToken: 'a',
      accessTokenEndTime: 1,
      refreshToken: 'b',
      refreshTokenEndTime: 2,
    },
  },
  { success: true, data: [] },
  { success: true, data: { id: 'm1' } },
  { success: false, error: { code: 'ApiInvalidTokenError', message: 'Invalid Token' } },
  { auth: 'ChatsAppApiProdKey:0123456789abcdef' },
].map((answer) => JSON.stringify(answer));
const statuses = [200, 200, 200, 200, 201, 204, 301, 400, 401, 403, 419, 422, 429, 500, 503];

it('whatever ChatApp answers, it is a value that fits or a reason', async () => {
  let body = '';
  let status = 200;
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Retry-After': '1' });
    response.end(status === 204 ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    ...defaultSettings.server,
    apiBase: address,
    authEndpoint: `${address}/broadcasting/auth`,
  };
  const network = createNetwork(() => Promise.resolve(null));
  const api = createChatAppApi(network, () => settings, {
    accessToken: () => 'token',
    renew: () => Promise.resolve({ ok: false, error: 'tokenRefused' }),
  });

  const asked: readonly (() => Promise<string>)[] = [
    async () => outcome(await api.lines(), (lines) => lineSchema.array().max(1_000).parse(lines)),
    async () => outcome(await api.companies(), (ids) => ids.forEach(mustBeShort)),
    async () =>
      outcome(await api.chats({ lineIds: ['1229'], nextPage: null }), (page) => {
        for (const chat of page.chats) for (const value of Object.values(chat)) mustBeShort(value);
        mustBeShort(page.nextPage);
      }),
    async () =>
      outcome(await api.messages(place, '7', { afterSeconds: 0, nextPage: null }), ({ items, nextPage }) => {
        mustBeShort(nextPage);
        const more = { accountId: '685', channel: 'c', name: 'message', receivedAtMs: 1_700_000_000_000 };
        mustBeSound(intakeItems({ ...more, ...place, items, recovered: true }));
      }),
    async () => outcome(await api.authorize('1.2', 'private-v1.users.685'), mustBeSecret),
    async () => outcome(await api.sendText(place, '7', 'Hello', 'tracked'), mustBeShort),
    async () =>
      outcome(
        await makeTokens(network, settings, { email: 'a@b.example', password: 'p', appId: 'a' }),
        (tokens) => {
          mustBeShort(tokens.accountId);
          mustBeSecret(tokens.accessToken);
          mustBeSecret(tokens.refreshToken ?? '');
        },
      ),
    async () => {
      const checked = await checkToken(network, settings, 'token');
      if (checked.result === 'good') mustBeShort(checked.accountId);
      return checked.result === 'good' ? 'taken' : checked.result;
    },
  ];

  try {
    let turn = 0;
    await fuzz({
      name: 'answers of the API',
      share: 1 / 20,
      make: (random, mutator) => {
        status = random.pick(statuses);
        return random.chance(0.85)
          ? mutator.values(random.pick(answers))
          : mutator.text(random.pick(answers), answers);
      },
      feed: async (text) => {
        body = text;
        const ask = asked[(turn += 1) % asked.length];
        return ask === undefined ? 'taken' : ask();
      },
    });
  } finally {
    network.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Failed = { ok: false; error: string; cause?: unknown; message?: string | null; detail?: string | null };

function outcome<Value>(
  answer: { ok: true; value: Value } | Failed,
  check: (value: Value) => unknown,
): string {
  if (answer.ok) {
    check(answer.value);
    return 'taken';
  }
  if (answer.cause !== undefined) causeSchema.parse(answer.cause);
  mustBeShort(answer.message ?? answer.detail ?? null);
  return answer.error;
}

function mustBeShort(value: unknown): void {
  if (typeof value === 'string' && value.length > 300) throw new Error(`${value.length} characters`);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('no number');
}

/** It is stored and sent on: bounded, and fit for a header. */
function mustBeSecret(value: string): void {
  // oxlint-disable-next-line no-control-regex -- that there are none is what is tested
  if (value.length > 4_000 || /[\u0000-\u001F\u007F-\uFFFF]/.test(value)) throw new Error('no token');
}

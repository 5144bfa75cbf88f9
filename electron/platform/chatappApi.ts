import type {
  Answer,
  Api,
  ApiFailure,
  Authorizer,
  MessageApi,
  ReplyApi,
  SendFailure,
  Tokens,
} from '../core/ports.ts';
import { asItem, property, readId, readName } from '../core/intake/read.ts';
import type { Cause } from '../shared/appState.ts';
import type { ServerSettings } from '../shared/settings.ts';
import { describeCertificate } from './certificateProbe.ts';
import { readActivity, readCompanies, readLines, readPage } from './chatappAnswers.ts';
import type { Network } from './network.ts';
import { httpsRequest, unexpectedAnswer, type HttpsAnswer } from './httpsRequest.ts';

/**
 * ChatApp's REST API: the raw token in `Authorization` (no "Bearer"), answers in
 * `{success, data}` / `{success: false, error: {code, message}}`.
 */

export type SignInAnswer = Answer<
  Tokens,
  | { error: 'refused'; message: string | null }
  | { error: 'rateLimited' }
  | { error: 'unavailable'; cause: Cause }
>;

type Exchange =
  { ok: true; url: URL; answer: Extract<HttpsAnswer, { ok: true }> } | { ok: false; cause: Cause };

async function exchange(
  network: Network,
  server: ServerSettings,
  target: string,
  options: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
): Promise<Exchange> {
  try {
    const way = network.way(server.caFile);
    if (!way.ok) return { ok: false, cause: way.cause };
    const url = new URL(target);
    const { secureContext, agent } = way;
    const answer = await httpsRequest({ url, secureContext, agent, ...options });
    return answer.ok
      ? { ok: true, url, answer }
      : { ok: false, cause: await describeCertificate(answer.cause) };
  } catch (error) {
    // Whoever asks tries again after a failure, and never again after a rejection.
    return { ok: false, cause: { code: 'unknown', detail: String(error).slice(0, 500) } };
  }
}

function apiUrl(server: ServerSettings, path: string): string {
  return `${server.apiBase.replace(/\/+$/, '')}${path}`;
}

/** A token or a signature: what fits into a header, and is no longer than what a person may paste. */
function readSecret(value: unknown): string | null {
  return typeof value === 'string' && /^[\x21-\x7E]{1,4000}$/.test(value) ? value : null;
}

function readTokens(json: unknown, label: string): Tokens | null {
  const data = property(json, 'data');
  const accountId = readId(property(data, 'cabinetUserId'));
  const accessToken = readSecret(property(data, 'accessToken'));
  if (accountId === null || accessToken === null) return null;
  return { accountId, label, accessToken, refreshToken: readSecret(property(data, 'refreshToken')) };
}

/** ChatApp says no in its envelope; a 401 or 403 in any other JSON is a no as well, while a page is somebody else's. */
function saysNo(status: number, json: unknown): boolean {
  if (property(json, 'success') === false) return status < 500 && status !== 429;
  return (status === 401 || status === 403) && asItem(json) !== null;
}

function errorMessage(json: unknown): string | null {
  return readName(property(property(json, 'error'), 'message'));
}

function signInAnswer(result: Exchange, label: string): SignInAnswer {
  if (!result.ok) return { ok: false, error: 'unavailable', cause: result.cause };
  const { status, json } = result.answer;
  const tokens = property(json, 'success') === true ? readTokens(json, label) : null;
  if (tokens !== null) return { ok: true, value: tokens };
  if (status === 429) return { ok: false, error: 'rateLimited' };
  if (saysNo(status, json)) {
    return { ok: false, error: 'refused', message: errorMessage(json) };
  }
  return { ok: false, error: 'unavailable', cause: unexpectedAnswer(result.url, status) };
}

/** `tokens.make`: at most 100 a day per (e-mail, appId), so only when a person asks for it. */
export async function makeTokens(
  network: Network,
  server: ServerSettings,
  credentials: { email: string; password: string; appId: string },
): Promise<SignInAnswer> {
  const result = await exchange(network, server, apiUrl(server, '/v1/tokens'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  return signInAnswer(result, credentials.email);
}

/** `tokens.refresh`: both tokens rotate; the old pair is dead as soon as this is answered. */
export async function refreshTokens(
  network: Network,
  server: ServerSettings,
  tokens: Tokens,
): Promise<SignInAnswer> {
  if (tokens.refreshToken === null) return { ok: false, error: 'refused', message: null };
  const result = await exchange(network, server, apiUrl(server, '/v1/tokens/refresh'), {
    method: 'POST',
    headers: { Refresh: tokens.refreshToken },
  });
  return signInAnswer(result, tokens.label);
}

export type TokenCheck =
  /** The id is null where ChatApp does not tell whose token it is. */
  | { result: 'good'; accountId: string | null }
  | { result: 'refused'; message: string | null }
  /** Nobody could be asked. */
  | { result: 'unknown' };

/** `tokens.check`: is this token alive, and whose is it? The answer's shape is documented nowhere (API notes, 1.4). */
export async function checkToken(
  network: Network,
  server: ServerSettings,
  token: string,
): Promise<TokenCheck> {
  const result = await exchange(network, server, apiUrl(server, '/v1/tokens/check'), {
    method: 'GET',
    headers: { Authorization: token },
  });
  if (!result.ok) return { result: 'unknown' };
  const { status, json } = result.answer;
  const data = property(json, 'data');
  if (property(json, 'success') === true) {
    return {
      result: 'good',
      accountId: readId(property(data, 'cabinetUserId')) ?? readId(property(data, 'userId')),
    };
  }
  if (saysNo(status, json)) return { result: 'refused', message: errorMessage(json) };
  return { result: 'unknown' };
}

/** What a refusal says about the token itself. ChatApp uses 403 for a dead token and for a foreign line alike. */
function tokenSuspect(answer: Extract<HttpsAnswer, { ok: true }>): boolean {
  const code = property(property(answer.json, 'error'), 'code');
  return code === 'ApiInvalidTokenError' || [401, 403, 419].includes(answer.status);
}

/** Redirects and pages where JSON was asked for: a log-in page, which may be ChatApp's own (dead token) or a network's. */
function isPage(answer: Extract<HttpsAnswer, { ok: true }>): boolean {
  return (
    (answer.status >= 300 && answer.status < 400) || (answer.status === 200 && answer.json === undefined)
  );
}

/** No JSON of ChatApp's: somebody in between has answered. */
function isForeign(answer: Extract<HttpsAnswer, { ok: true }>): boolean {
  return isPage(answer) || asItem(answer.json) === null;
}

export interface TokenSource {
  accessToken(): string | null;
  /** Renews once for all who ask at the same time; false when ChatApp refuses. */
  renew(deadToken: string): Promise<Answer<null, ApiFailure>>;
}

export interface ChatAppApi extends Api, Authorizer, MessageApi, ReplyApi {}

export function createChatAppApi(
  network: Network,
  server: () => ServerSettings,
  tokens: TokenSource,
): ChatAppApi {
  /** Is this token still good? Null when nobody could be asked. */
  async function tokenIsGood(token: string): Promise<boolean | null> {
    const { result } = await checkToken(network, server(), token);
    return result === 'unknown' ? null : result === 'good';
  }

  function failureOf(url: URL, answer: Extract<HttpsAnswer, { ok: true }>): ApiFailure {
    if (answer.status === 429) return { error: 'rateLimited', retryAfterMs: answer.retryAfterMs };
    return { error: 'unavailable', cause: unexpectedAnswer(url, answer.status) };
  }

  /** One authorised request; a refused token is renewed once and the request repeated once. */
  async function authorised<Value>(
    target: () => string,
    options: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string },
    read: (json: unknown, serverSeconds: number | null) => Value | null,
    secondTry = false,
  ): Promise<Answer<Value, ApiFailure>> {
    const token = tokens.accessToken();
    if (token === null) return { ok: false, error: 'tokenRefused' };
    const result = await exchange(network, server(), target(), {
      ...options,
      headers: { ...options.headers, Authorization: token },
    });
    if (!result.ok) return { ok: false, error: 'unavailable', cause: result.cause };
    const { url, answer } = result;
    const value = answer.status === 200 ? read(answer.json, answer.serverSeconds) : null;
    if (value !== null) return { ok: true, value };
    if (!tokenSuspect(answer) && !isPage(answer)) return { ok: false, ...failureOf(url, answer) };
    const good = await tokenIsGood(token);
    // A firewall's or a proxy's refusal says nothing about the line: what it hid is asked for again.
    if (good !== false && isForeign(answer)) return { ok: false, ...failureOf(url, answer) };
    if (good === true) return { ok: false, error: 'noAccess' };
    // Renewed a moment ago and refused again: it is this request that is not allowed, not the token.
    if (secondTry) return { ok: false, error: 'noAccess' };
    const renewed = await tokens.renew(token);
    return renewed.ok ? authorised(target, options, read, true) : renewed;
  }

  /**
   * One text, sent once. It is repeated in a single case: the token was refused, so that nothing was sent, and a new one
   * was got. A connection that broke after the request went out leaves it open whether it was sent.
   */
  async function send(
    target: () => string,
    fields: Record<string, string>,
    secondTry = false,
  ): Promise<Answer<string | null, SendFailure>> {
    const token = tokens.accessToken();
    if (token === null) return { ok: false, error: 'notSent', cause: { code: 'tokenRefused' } };
    const result = await exchange(network, server(), target(), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: token },
      body: JSON.stringify(fields),
    });
    if (!result.ok) {
      const neverLeft = neverConnected.has(result.cause.code);
      return { ok: false, error: neverLeft ? 'notSent' : 'unknown', cause: result.cause };
    }
    const { url, answer } = result;
    if (property(answer.json, 'success') === true)
      return { ok: true, value: readId(property(property(answer.json, 'data'), 'id')) };
    if (tokenSuspect(answer) && !secondTry && (await tokenIsGood(token)) !== true) {
      const renewed = await tokens.renew(token);
      if (renewed.ok) return send(target, fields, true);
      return { ok: false, error: 'notSent', cause: { code: 'tokenRefused' } };
    }
    if (answer.status === 429) return { ok: false, error: 'notSent', cause: { code: 'serverFull' } };
    if (saysNo(answer.status, answer.json) || (answer.status >= 400 && answer.status < 500))
      return { ok: false, error: 'refused', detail: errorMessage(answer.json) };
    // An error of the server, or a page in between, may stand behind a message that was sent.
    return { ok: false, error: 'unknown', cause: unexpectedAnswer(url, answer.status) };
  }

  return {
    lines: () => authorised(() => apiUrl(server(), '/v1/licenses'), { method: 'GET' }, readLines),
    companies: () =>
      authorised(() => apiUrl(server(), '/v1/companies?limit=100'), { method: 'GET' }, readCompanies),
    chats({ lineIds, nextPage }) {
      const query = new URLSearchParams({ 'filter[licenseIds]': lineIds.join(','), limit: String(pageSize) });
      if (nextPage !== null) query.set('nextPage', nextPage);
      return authorised(
        () => apiUrl(server(), `/v1/chats?${query.toString()}`),
        { method: 'GET' },
        (json, serverSeconds) => {
          const page = readPage(json);
          return page === null
            ? null
            : { chats: page.items.flatMap(readActivity), nextPage: page.nextPage, serverSeconds };
        },
      );
    },
    messages({ lineId, messengerType }, chatId, { afterSeconds, nextPage }) {
      const place = [lineId, 'messengers', messengerType, 'chats', chatId].map(encodeURIComponent).join('/');
      const query = new URLSearchParams({
        direction: 'next',
        lastTime: String(afterSeconds),
        limit: String(pageSize),
        includeSystemMessages: '0',
      });
      if (nextPage !== null) query.set('nextPage', nextPage);
      return authorised(
        () => apiUrl(server(), `/v1/licenses/${place}/messages?${query.toString()}`),
        { method: 'GET' },
        readPage,
      );
    },
    sendText({ lineId, messengerType }, chatId, text, tracking) {
      const place = [lineId, 'messengers', messengerType, 'chats', chatId].map(encodeURIComponent).join('/');
      return send(() => apiUrl(server(), `/v1/licenses/${place}/messages/text`), {
        text,
        sender: 'employee',
        tracking,
      });
    },
    authorize(socketId, channel) {
      const body = new URLSearchParams({ socket_id: socketId, channel_name: channel }).toString();
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
      return authorised(
        () => server().authEndpoint,
        { method: 'POST', headers, body },
        (json) => readSecret(property(json, 'auth')),
      );
    },
  };
}

/** Causes that end a request before any of it was sent. */
const neverConnected = new Set<Cause['code']>([
  'nameNotFound',
  'refused',
  'unreachable',
  'certificate',
  'proxyAuthentication',
  'caFile',
  'offline',
]);

/** ChatApp's own limit (422 above it). */
const pageSize = 100;

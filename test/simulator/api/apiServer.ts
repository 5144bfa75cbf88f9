import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Certificates } from '../socket/certificates.ts';
import { FaultPlan, type FaultMode } from './faults.ts';
import { BoundedLog, type Watch } from '../observation.ts';
import { Listener } from '../socket/listener.ts';
import type { World } from '../world/world.ts';
import { accountRoute } from './accountRoutes.ts';
import { invalidToken, json, notFound, page, tooMany, type ApiAnswer, type ApiRequest } from './answers.ts';
import { authorizeChannel, wrongSignature } from './channelAuthorization.ts';
import { chatRoute, type ChatRouteOptions } from './chatRoutes.ts';

/** A request the API server saw. Tokens, bodies and passwords are never kept. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Lower-case names; the value of a secret one is `[hidden]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unix milliseconds of the simulator's clock. */
  readonly atMs: number;
  /** The channel of a channel authorisation, else null. */
  channel: string | null;
  /** Null until answered, and for ever when the answer was withheld. */
  status: number | null;
}

interface ApiServerOptions extends ChatRouteOptions {
  readonly certificates: Certificates;
  readonly world: World;
  readonly watch: Watch;
  readonly key: string;
  readonly secret: string;
  /** ChatApp's limit is 50 a second per address; it counts channel authorisations too. */
  readonly requestsPerSecond: number;
}

const maxBodyBytes = 1_000_000;
const secretHeaders = new Set(['authorization', 'refresh', 'cookie']);

/** The REST API and the channel authorisation, over TLS on loopback. */
export class ApiServer {
  readonly listener: Listener;
  /** Faults of `/broadcasting/auth`, by channel. */
  readonly authFaults = new FaultPlan();
  /** Faults of everything else, by a part of "METHOD path". */
  readonly restFaults = new FaultPlan();
  /** While set, every channel authorisation is answered with it. */
  authAnswer: ApiAnswer | null = null;
  readonly #options: ApiServerOptions;
  readonly #requests = new BoundedLog<SeenRequest>(5000);
  #recentMs: number[] = [];

  constructor(options: ApiServerOptions) {
    this.#options = options;
    const { keyPem, certificatePem } = options.certificates;
    const secure = createServer({ key: keyPem, cert: certificatePem }, (request, response) => {
      // A client that goes away in the middle is an expected event of tests.
      this.#serve(request, response).catch(() => response.destroy());
    });
    this.listener = new Listener(secure);
  }

  /** What was asked lately, at most 5000 requests, oldest first. */
  get requests(): readonly SeenRequest[] {
    return this.#requests.entries;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(incoming.url ?? '/', 'https://localhost');
    const seen: SeenRequest = {
      method: incoming.method ?? 'GET',
      path: address.pathname,
      query: address.search,
      headers: withoutSecrets(incoming),
      atMs: this.#options.world.now(),
      channel: null,
      status: null,
    };
    this.#requests.add(seen);
    this.#options.watch.changed();
    const text = await readBody(incoming);
    const request = readRequest(incoming, address, text);
    const channel = request.fields['channel_name'];
    if (address.pathname === '/broadcasting/auth') seen.channel = typeof channel === 'string' ? channel : '';
    // A request over the limit is turned away before a fault is counted for it.
    const answer = this.#withinRate() ? this.#answer(request, seen) : tooMany();
    if (answer === 'withheld') {
      this.#options.watch.changed();
      return;
    }
    if (answer === 'cut') {
      response.destroy();
    } else {
      seen.status = answer.status;
      response.writeHead(answer.status, { 'content-type': answer.contentType, ...answer.headers });
      response.end(answer.body);
    }
    this.#options.watch.changed();
  }

  #answer(request: ApiRequest, seen: SeenRequest): ApiAnswer | 'withheld' | 'cut' {
    if (seen.channel !== null && this.authAnswer !== null) return this.authAnswer;
    const mode =
      seen.channel === null
        ? this.restFaults.take((only) => `${seen.method} ${seen.path}`.includes(only))
        : this.authFaults.take((only) => only === seen.channel);
    switch (mode) {
      case 'ok':
        return this.#route(request);
      case 'lost-answer':
        this.#route(request);
        return 'cut';
      case 'hang':
        return 'withheld';
      case 'drop':
        return 'cut';
      case 'bad-signature':
        return seen.channel === null
          ? this.#route(request)
          : json(200, { auth: wrongSignature(this.#options.key) });
      default:
        return faultAnswer(mode, seen.channel !== null, this.listener.port);
    }
  }

  #route(request: ApiRequest): ApiAnswer {
    const { world } = this.#options;
    if (request.path === '/broadcasting/auth') return authorizeChannel(world, request, this.#options);
    if (request.path === '/login') return page(200, 'Log in');
    return accountRoute(world, request) ?? chatRoute(world, request, this.#options) ?? notFound();
  }

  /** A sliding second. */
  #withinRate(): boolean {
    const now = this.#options.world.now();
    this.#recentMs = this.#recentMs.filter((atMs) => now - atMs < 1000);
    if (this.#recentMs.length >= this.#options.requestsPerSecond) return false;
    this.#recentMs.push(now);
    return true;
  }
}

function faultAnswer(
  mode: Exclude<FaultMode, 'ok' | 'lost-answer' | 'hang' | 'drop' | 'bad-signature'>,
  authorization: boolean,
  port: number,
): ApiAnswer {
  switch (mode) {
    case '401':
      return json(401, { message: 'Unauthenticated.' });
    case '403':
      return authorization ? json(403, { message: '' }) : invalidToken();
    case '403-page':
      return page(403, 'Forbidden');
    case '404':
      return notFound();
    case '419':
      return page(419, 'Page Expired');
    case '429':
      return tooMany();
    case '302':
      return { ...page(302, 'Redirecting'), headers: { location: `https://localhost:${port}/login` } };
    case '500':
      return json(500, { message: 'Server Error' });
    case '502':
      return page(502, 'Bad Gateway');
    case '503':
      return page(503, 'Service Unavailable');
    case 'html':
      return page(200, 'Log in');
    case 'empty-object':
      return json(200, {});
  }
}

function withoutSecrets(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      secretHeaders.has(name) ? '[hidden]' : String(value),
    ]),
  );
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Error('the request body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readRequest(incoming: IncomingMessage, address: URL, text: string): ApiRequest {
  const refresh = incoming.headers['refresh'];
  return {
    method: incoming.method ?? 'GET',
    path: address.pathname,
    segments: address.pathname.split('/').slice(1).map(decodeSegment),
    query: address.searchParams,
    accessToken: incoming.headers.authorization,
    refreshToken: typeof refresh === 'string' ? refresh : undefined,
    fields: readFields(incoming.headers['content-type'] ?? '', text),
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function readFields(contentType: string, text: string): Record<string, unknown> {
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

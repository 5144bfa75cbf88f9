import { request as plainRequest, type Agent } from 'node:http';
import { request as secureRequest, type RequestOptions } from 'node:https';
import type { ConnectionOptions, SecureContext } from 'node:tls';
import { parseJson } from '../core/intake/json.ts';
import type { Cause } from '../shared/appState.ts';
import { networkCause, statusCause } from './networkCause.ts';

/** One bounded HTTPS request: no redirects, a deadline, a limit on the answer's size. */

export interface HttpsRequest {
  url: URL;
  method: 'GET' | 'POST' | 'PATCH';
  headers?: Record<string, string>;
  body?: string;
  /** Authorities that count; undefined for Node's own alone. */
  secureContext: SecureContext | undefined;
  agent: Agent;
}

export type HttpsAnswer =
  /** `json` is undefined when the body was not JSON. */
  | { ok: true; status: number; retryAfterMs: number | null; serverSeconds: number | null; json: unknown }
  | { ok: false; cause: Cause };

/** Milliseconds for the whole exchange, and bytes of an answer (a page of 100 messages is far below it). */
const limitMs = 10_000;
const maxBytes = 8 * 1_048_576;

export function httpsRequest(options: HttpsRequest): Promise<HttpsAnswer> {
  const { url, method, body, secureContext, agent } = options;
  const host = url.hostname;
  const port = portOf(url);
  // Settings let `http:` through for this very computer only.
  const request = url.protocol === 'http:' ? plainRequest : secureRequest;
  const exchanged = new Promise<HttpsAnswer>((resolve) => {
    let settled = false;
    const settle = (answer: HttpsAnswer): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      resolve(answer);
      outgoing.destroy();
    };
    const headers = { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...options.headers };
    // `secureContext` goes through to tls.connect; the types of https.request do not know it.
    const settings: RequestOptions & Pick<ConnectionOptions, 'secureContext'> = {
      method,
      headers,
      secureContext,
      agent,
    };
    const outgoing = request(url, settings, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxBytes)
          return settle({ ok: false, cause: { code: 'unknown', host, port, detail: 'answer too large' } });
        chunks.push(chunk);
      });
      incoming.on('error', (error) => settle({ ok: false, cause: networkCause(error, host, port) }));
      incoming.on('end', () => {
        const status = incoming.statusCode ?? 0;
        const text = Buffer.concat(chunks).toString('utf8');
        settle({
          ok: true,
          status,
          retryAfterMs: readRetryAfter(incoming.headers['retry-after']),
          serverSeconds: readDate(incoming.headers.date),
          json: parse(text),
        });
      });
    });
    const deadline = setTimeout(
      () => settle({ ok: false, cause: { code: 'timedOut', host, port } }),
      limitMs,
    );
    outgoing.on('error', (error) => settle({ ok: false, cause: networkCause(error, host, port) }));
    outgoing.end(body);
  });
  // Node throws at once for a header it cannot send: a pasted token with a line break in it.
  return exchanged.catch((error: unknown) => ({ ok: false, cause: networkCause(error, host, port) }));
}

/** Ids too large for a number stay whole; `undefined` for what is not JSON. */
function parse(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : undefined;
}

/** The server's clock, unix seconds; null when it does not tell. */
function readDate(header: string | undefined): number | null {
  const ms = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1_000);
}

/** Seconds by RFC 9110; the date form is rare and answers null. */
function readRetryAfter(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? Math.min(seconds, 3_600) * 1_000
    : null;
}

/** The cause behind an answer that is neither what was asked for nor ChatApp's own refusal. */
export function unexpectedAnswer(url: URL, status: number): Cause {
  return statusCause(status, url.hostname, portOf(url));
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'http:' ? 80 : 443;
}

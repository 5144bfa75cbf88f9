import { Agent as PlainAgent } from 'node:http';
import type { Agent as HttpAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { statSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Agent } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Cause } from '../shared/appState.ts';
import { readAuthorities } from './certificates.ts';

/**
 * The way out of this computer: through which proxy, and whose certificates count. The same for socket and REST.
 */
export interface Network {
  /** Looks at the CA file again only when it has changed: reading 140 authorities for every request costs 10 ms. */
  way(caFile: string | null): Way;
  stop(): void;
}

export type Way =
  { ok: true; secureContext: SecureContext | undefined; agent: HttpAgent } | { ok: false; cause: Cause };

/** The proxy for an address as a URL, or null for none. */
export type ProxyRoute = (address: string) => Promise<string | null>;

/** Connections that REST keeps open, and for how long. */
const keepAlive = { keepAlive: true, maxSockets: 6, maxFreeSockets: 4, timeout: 15_000 };

export function createNetwork(route: ProxyRoute): Network {
  let known: { key: string; way: Extract<Way, { ok: true }>; stop: () => void } | null = null;

  function open(key: string, ca: string[] | undefined): Way {
    known?.stop();
    const secureContext = ca === undefined ? undefined : createSecureContext({ ca });
    const direct = { secure: new SecureAgent(keepAlive), plain: new PlainAgent(keepAlive) };
    const agent = new RoutedAgent(route, direct);
    const way: Way = { ok: true, secureContext, agent };
    known = {
      key,
      way,
      stop() {
        direct.secure.destroy();
        direct.plain.destroy();
        agent.destroy();
      },
    };
    return way;
  }

  return {
    way(caFile) {
      const key = caFile === null ? '' : `${caFile} ${changedAt(caFile)}`;
      if (known?.key === key) return known.way;
      const authorities = readAuthorities(caFile);
      return authorities.ok ? open(key, authorities.ca) : authorities;
    },
    stop() {
      known?.stop();
      known = null;
    },
  };
}

function changedAt(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size}`;
  } catch (error) {
    // Gone, or on a share that nobody reaches now: reading it says which.
    return String(error);
  }
}

/** Asks for each new connection which way it goes; `CONNECT` through a proxy, else straight. */
class RoutedAgent extends Agent {
  readonly #route: ProxyRoute;
  readonly #direct: { secure: SecureAgent; plain: PlainAgent };

  constructor(route: ProxyRoute, direct: { secure: SecureAgent; plain: PlainAgent }) {
    super();
    this.#route = route;
    this.#direct = direct;
  }

  override async connect(
    _request: unknown,
    options: { host?: string | undefined; port?: number | string | undefined; secureEndpoint: boolean },
  ): Promise<HttpAgent> {
    const { host = '', port = '', secureEndpoint } = options;
    const proxy = await this.#route(`${secureEndpoint ? 'https' : 'http'}://${host}:${port}/`);
    if (proxy !== null) return new HttpsProxyAgent(proxy);
    return secureEndpoint ? this.#direct.secure : this.#direct.plain;
  }
}

/**
 * The first proxy of an answer in the form of a PAC script (`PROXY host:port; DIRECT`), as Chromium gives it.
 * SOCKS is not spoken here, and passed over.
 */
export function firstProxy(pac: string): string | null {
  for (const entry of pac.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    if (kind.toUpperCase() === 'PROXY' && place !== '') return `http://${place}`;
    if (kind.toUpperCase() === 'HTTPS' && place !== '') return `https://${place}`;
  }
  return null;
}

import Pusher, { type Channel } from 'pusher-js';
import type { ApiFailure, Authorizer, LinkEvent, Transport } from '../core/ports.ts';
import type { Cause } from '../shared/appState.ts';
import type { ServerSettings } from '../shared/settings.ts';
import { describeCertificate } from './certificateProbe.ts';
import type { Network } from './network.ts';
import {
  openGuardedSocket,
  socketLimits,
  type SocketFace,
  type SocketLimits,
  type SocketWatcher,
} from './guardedSocket.ts';

/**
 * pusher-js behind the Transport port; the only importer of pusher-js.
 *
 * pusher-js builds its sockets through one function for the whole process. Each transport therefore gives its
 * Pusher a host name of its own, which that function turns back into the transport and its real server.
 */

const transports = new Map<string, (path: string) => SocketFace>();
let nextTransport = 1;

/** Opens on no network: pusher-js takes it as a socket that is refused at once. */
function refusedSocket(): SocketFace {
  const face: SocketFace = { send: () => undefined, close: () => undefined };
  setImmediate(() => {
    face.onopen?.();
    face.onclose?.({ code: 4099, reason: 'refused', wasClean: false });
  });
  return face;
}

function installSockets(): void {
  const runtime: { createWebSocket: (url: string) => unknown } = Pusher.Runtime;
  runtime.createWebSocket = (url) => {
    const { hostname, pathname, search } = new URL(url);
    return transports.get(hostname)?.(pathname + search) ?? refusedSocket();
  };
}

/** ChatApp allows 50 requests a second per address; four at a time leave room for everything else. */
const authorisationsAtOnce = 4;

export function createPusherTransport(
  network: Network,
  authorizer: Authorizer,
  tell: (event: LinkEvent) => void,
  limits: SocketLimits = socketLimits,
): Transport {
  const name = `link-${nextTransport++}.invalid`;
  let server: ServerSettings | null = null;
  let pusher: Pusher | null = null;
  let socketId: string | null = null;
  let dials = 0;
  const waiting: (() => Promise<void>)[] = [];
  /** Authorisations under way for this connection; those of a connection that is gone hold nobody up. */
  let lane = { busy: 0 };

  /** Not even tried: told a moment later, because whoever opens does not expect an end while it opens. */
  function notDialled(cause: Cause): SocketFace {
    const dialNumber = dials;
    setImmediate(() => {
      if (dialNumber === dials) tell({ type: 'ended', cause, closeCode: null });
    });
    return refusedSocket();
  }

  function dial(path: string): SocketFace {
    if (server === null) return refusedSocket();
    dials += 1;
    const { host, port, key, caFile } = server;
    const way = network.way(caFile);
    if (!way.ok) return notDialled(way.cause);
    // The key may have been changed since pusher-js was built with the first one.
    const realPath = path.replace(/^\/app\/[^?]*/, `/app/${encodeURIComponent(key)}`);
    const watcher: SocketWatcher = {
      greeted(id) {
        socketId = id;
        lane = { busy: 0 };
        tell({ type: 'established', socketId: id });
      },
      ended(cause, closeCode) {
        socketId = null;
        const dialNumber = dials;
        const end = (described: Cause): void => {
          if (dialNumber === dials) tell({ type: 'ended', cause: described, closeCode });
        };
        if (cause.code === 'certificate') void describeCertificate(cause).then(end);
        else end(cause);
      },
      proof: () => tell({ type: 'proof' }),
      dropped: (reason) => tell({ type: 'dropped', reason }),
    };
    try {
      return openGuardedSocket(
        { host, port, path: realPath, secureContext: way.secureContext, agent: way.agent },
        watcher,
        limits,
      );
    } catch {
      return notDialled({ code: 'nameNotFound', host, port });
    }
  }

  function enqueue(work: () => Promise<void>): void {
    waiting.push(work);
    pump();
  }

  function pump(): void {
    while (lane.busy < authorisationsAtOnce) {
      const next = waiting.shift();
      if (!next) return;
      const own = lane;
      own.busy += 1;
      void next().finally(() => {
        own.busy -= 1;
        pump();
      });
    }
  }

  function build(first: ServerSettings): Pusher {
    installSockets();
    transports.set(name, dial);
    const built = new Pusher(first.key, {
      // The documented options; `cluster` is demanded by pusher-js 8 and has no effect beside `wsHost`.
      cluster: '',
      wsHost: name,
      wssPort: 443,
      forceTLS: true,
      enabledTransports: ['ws'],
      // How long to wait is decided elsewhere: pusher-js must neither ping nor give up by itself.
      activityTimeout: 2_147_000_000,
      pongTimeout: 2_147_000_000,
      unavailableTimeout: 2_147_000_000,
      channelAuthorization: {
        customHandler: ({ socketId: asked, channelName }, callback) => {
          const outdated = (): boolean => asked !== socketId;
          const giveUp = (): void => callback(new Error('the connection has changed'), null);
          // On every greeting pusher-js asks again for all it knows, before the greeting is told here. Who is asked
          // for, and when, is decided elsewhere: each channel would be asked for twice.
          if (outdated()) return giveUp();
          enqueue(async () => {
            if (outdated()) return giveUp();
            const answer = await authorizer.authorize(asked, channelName);
            // An answer for a connection that is gone would be sent on the new one, with the wrong signature.
            if (outdated()) return giveUp();
            if (answer.ok) {
              callback(null, { auth: answer.value });
              tell({ type: 'signed', channel: channelName });
            } else {
              callback(new Error(answer.error), null);
              tell({ type: 'subscriptionFailed', channel: channelName, failure: answer });
            }
          });
        },
      },
    });
    return built;
  }

  function listen(channel: Channel): void {
    channel.bind('pusher:subscription_succeeded', () => tell({ type: 'subscribed', channel: channel.name }));
    channel.bind_global((eventName: string, data: unknown) => {
      if (eventName === 'pusher:subscription_error') return onServerRefusal(channel.name, data);
      if (eventName.startsWith('pusher:')) return;
      tell({
        type: 'event',
        channel: channel.name,
        name: eventName,
        dataText: typeof data === 'string' ? data : '',
      });
    });
  }

  /** soketi answers a wrong signature on the channel; pusher-js's own errors come this way too and are known already. */
  function onServerRefusal(channel: string, data: unknown): void {
    const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
    const status = typeof data === 'object' && data !== null && 'status' in data ? data.status : null;
    if (type !== 'AuthError' || typeof status !== 'number') return;
    const failure: ApiFailure = { error: 'unavailable', cause: { code: 'notAuthorised', status } };
    tell({ type: 'subscriptionFailed', channel, failure });
  }

  return {
    open(next) {
      server = next;
      if (pusher === null) pusher = build(next);
      else pusher.connect();
    },
    close() {
      socketId = null;
      pusher?.disconnect();
    },
    subscribe(channelName) {
      if (pusher === null) return;
      const known = pusher.channel(channelName);
      // A server that never answered leaves pusher-js pending for ever, and deaf to a second try.
      if (known) known.subscriptionPending = false;
      const channel = pusher.subscribe(channelName);
      if (!known) listen(channel);
    },
    unsubscribe(channelName) {
      const channel = pusher?.channel(channelName);
      if (!channel) return;
      channel.subscriptionPending = false;
      channel.unbind();
      channel.unbind_global();
      pusher?.unsubscribe(channelName);
    },
    ping() {
      pusher?.send_event('pusher:ping', {});
    },
    dispose() {
      server = null;
      socketId = null;
      waiting.length = 0;
      transports.delete(name);
      if (pusher === null) return;
      for (const channel of pusher.allChannels()) channel.unbind_all();
      pusher.unbind_all();
      pusher.disconnect();
      pusher.connection.unbind_all();
      const place = Pusher.instances.indexOf(pusher);
      if (place >= 0) Pusher.instances.splice(place, 1);
      // pusher-js roots every client it made in this process-wide list (measured: 37 kB each, for ever).
      if (Pusher.instances.length === 0) Pusher.Runtime.getNetwork().unbind_all();
      pusher = null;
    },
  };
}

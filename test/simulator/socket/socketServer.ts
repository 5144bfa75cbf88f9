import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Certificates } from './certificates.ts';
import { BoundedLog, type Watch } from '../observation.ts';
import { Listener } from './listener.ts';
import { frame, parseClientFrame, sameSignature, signChannel } from './protocol.ts';

/**
 * What a server does with a wrong signature: laravel-websockets sends a connection-wide `pusher:error` 4009 and
 * leaves the socket open, soketi a `pusher:subscription_error` on the channel, pusher-fake nothing a client sees.
 */
export type BadSignatureAnswer = 'connection-error' | 'subscription-error' | 'silent';

interface SocketServerOptions {
  readonly certificates: Certificates;
  readonly key: string;
  readonly secret: string;
  /** Seconds, told to the client in `connection_established`. */
  readonly activityTimeoutSeconds: number;
  readonly badSignature: BadSignatureAnswer;
  readonly watch: Watch;
}

/** A frame a client sent, without its signature. */
export interface SeenFrame {
  readonly socketId: string;
  readonly event: string;
  readonly channel: string | null;
}

interface Connection {
  readonly socket: WebSocket;
  readonly socketId: string;
  readonly channels: Set<string>;
  /** Frames that were already read when the server was frozen. */
  backlog: string[];
}

/** The Pusher protocol 7 server, over TLS on loopback. */
export class SocketServer {
  readonly listener: Listener;
  readonly #options: SocketServerOptions;
  readonly #secure: Server;
  readonly #webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #connections = new Set<Connection>();
  readonly #subscribers = new Map<string, Set<Connection>>();
  readonly #seen = new BoundedLog<SeenFrame>(5000);
  /** Sent instead of `connection_established`: null is the normal frame, an empty text is no frame at all. */
  firstFrame: string | null = null;
  badSignature: BadSignatureAnswer;
  totalConnections = 0;
  #frozen = false;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    this.badSignature = options.badSignature;
    this.#secure = createServer(
      { key: options.certificates.keyPem, cert: options.certificates.certificatePem },
      (_request, response) => response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found'),
    );
    this.#secure.on('upgrade', (request: IncomingMessage, socket, head) => {
      const address = new URL(request.url ?? '/', 'https://localhost');
      const key = /^\/app\/([^/]+)$/.exec(address.pathname)?.[1];
      if (key === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
        this.#welcome(webSocket, key, address.searchParams.get('protocol')),
      );
    });
    this.listener = new Listener(this.#secure);
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** What clients sent lately, at most 5000 frames. */
  get seenFrames(): readonly SeenFrame[] {
    return this.#seen.entries;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  subscriptions(): Map<string, number> {
    return new Map([...this.#subscribers].map(([channel, sockets]) => [channel, sockets.size]));
  }

  /** Sends an event frame to the subscribers of a channel; answers how many sockets got it (none while frozen). */
  publish(channel: string, event: string, dataText: string): number {
    const subscribers = this.#subscribers.get(channel);
    if (subscribers === undefined || this.#frozen) return 0;
    const text = frame(event, dataText, channel);
    for (const connection of subscribers) connection.socket.send(text);
    return subscribers.size;
  }

  /** Sends any text to every socket. */
  sendToAll(text: string): number {
    if (this.#frozen) return 0;
    for (const connection of this.#connections) connection.socket.send(text);
    return this.#connections.size;
  }

  kill(): void {
    for (const connection of this.#connections) connection.socket.terminate();
  }

  closeAll(code: number, reason: string): void {
    for (const connection of this.#connections) connection.socket.close(code, reason);
  }

  /** Reads and answers nothing from now on; the sockets stay open. */
  freeze(): void {
    this.#frozen = true;
    this.listener.freeze();
    for (const connection of this.#connections) connection.socket.pause();
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    this.listener.thaw();
    for (const connection of this.#connections) {
      connection.socket.resume();
      const waiting = connection.backlog;
      connection.backlog = [];
      for (const text of waiting) this.#receive(connection, text);
    }
  }

  /** Unsubscribes everybody from everything without a word, as laravel-websockets 2.x does to quiet sockets. */
  forgetSubscriptions(): void {
    this.#subscribers.clear();
    for (const connection of this.#connections) connection.channels.clear();
    this.#options.watch.changed();
  }

  async stop(): Promise<void> {
    this.#frozen = false;
    this.kill();
    await this.listener.stop();
    this.#webSockets.close();
  }

  #welcome(socket: WebSocket, key: string, protocol: string | null): void {
    this.totalConnections += 1;
    const connection: Connection = {
      socket,
      socketId: `${randomInt(1, 2 ** 32)}.${randomInt(1, 2 ** 32)}`,
      channels: new Set(),
      backlog: [],
    };
    this.#connections.add(connection);
    socket.on('error', () => {});
    socket.on('close', () => this.#forget(connection));
    socket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
      if (this.#frozen) connection.backlog.push(text);
      else this.#receive(connection, text);
    });
    const refusal = refusalOf(key === this.#options.key, protocol);
    if (refusal !== null) {
      socket.send(frame('pusher:error', refusal));
      socket.close(refusal.code, refusal.message);
    } else if (this.firstFrame !== null) {
      if (this.firstFrame !== '') socket.send(this.firstFrame);
    } else {
      const hello = {
        socket_id: connection.socketId,
        activity_timeout: this.#options.activityTimeoutSeconds,
      };
      socket.send(frame('pusher:connection_established', JSON.stringify(hello)));
    }
    this.#options.watch.changed();
  }

  #receive(connection: Connection, text: string): void {
    const received = parseClientFrame(text);
    if (received === null) return;
    this.#seen.add({ socketId: connection.socketId, event: received.event, channel: received.channel });
    switch (received.event) {
      case 'pusher:ping':
        connection.socket.send(frame('pusher:pong'));
        break;
      case 'pusher:subscribe':
        if (received.channel !== null) this.#subscribe(connection, received.channel, received.auth);
        break;
      case 'pusher:unsubscribe':
        if (received.channel !== null) this.#unsubscribe(connection, received.channel);
        break;
      default:
        // Client events are off in both candidate servers; everything else is ignored too.
        break;
    }
    this.#options.watch.changed();
  }

  #subscribe(connection: Connection, channel: string, auth: string): void {
    const expected = signChannel(this.#options.key, this.#options.secret, connection.socketId, channel);
    if (channel.startsWith('private-') && !sameSignature(expected, auth)) {
      this.#refuseSignature(connection, channel);
      return;
    }
    connection.channels.add(channel);
    const subscribers = this.#subscribers.get(channel) ?? new Set();
    subscribers.add(connection);
    this.#subscribers.set(channel, subscribers);
    connection.socket.send(frame('pusher_internal:subscription_succeeded', undefined, channel));
  }

  #refuseSignature(connection: Connection, channel: string): void {
    switch (this.badSignature) {
      case 'connection-error':
        connection.socket.send(frame('pusher:error', { message: 'Invalid Signature', code: 4009 }));
        break;
      case 'subscription-error':
        connection.socket.send(
          frame(
            'pusher:subscription_error',
            { type: 'AuthError', error: 'The connection is unauthorized.', status: 401 },
            channel,
          ),
        );
        break;
      case 'silent':
        break;
    }
  }

  #unsubscribe(connection: Connection, channel: string): void {
    connection.channels.delete(channel);
    const subscribers = this.#subscribers.get(channel);
    subscribers?.delete(connection);
    if (subscribers?.size === 0) this.#subscribers.delete(channel);
  }

  #forget(connection: Connection): void {
    for (const channel of [...connection.channels]) this.#unsubscribe(connection, channel);
    this.#connections.delete(connection);
    this.#options.watch.changed();
  }
}

function refusalOf(
  keyKnown: boolean,
  protocol: string | null,
): { readonly message: string; readonly code: number } | null {
  if (!keyKnown) return { message: 'Could not find app key.', code: 4001 };
  if (protocol === null) return { message: 'No protocol version supplied', code: 4008 };
  if (!['5', '6', '7'].includes(protocol)) return { message: 'Unsupported protocol version', code: 4007 };
  return null;
}

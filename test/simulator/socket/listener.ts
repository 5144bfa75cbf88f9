import type { Server as SecureServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';

/**
 * A loopback port in front of a TLS server, which can be closed, opened again on the same port, and frozen.
 *
 * Closing a port does not end the connections that came through it. While frozen, new connections are accepted
 * and then left without a TLS handshake, as a stopped process would leave them.
 */
export class Listener {
  readonly #behind: SecureServer;
  readonly #sockets = new Set<Socket>();
  readonly #held = new Set<Socket>();
  #front: Server | null = null;
  #frozen = false;
  #port = 0;

  constructor(behind: SecureServer) {
    this.#behind = behind;
    // A client that does not trust the certificate is an expected event of tests, not an error of ours.
    behind.on('tlsClientError', () => {});
    behind.on('clientError', (_error, socket) => socket.destroy());
  }

  get port(): number {
    return this.#port;
  }

  get listening(): boolean {
    return this.#front !== null;
  }

  /** Listens on 127.0.0.1; 0 takes a free port the first time and the same one again later. */
  open(port = this.#port): Promise<void> {
    if (this.#front !== null) return Promise.resolve();
    const front = createServer((socket) => this.#take(socket));
    this.#front = front;
    return new Promise((resolve, reject) => {
      front.once('error', (error) => {
        this.#front = null;
        reject(error);
      });
      front.listen(port, '127.0.0.1', () => {
        const address = front.address();
        if (address !== null && typeof address === 'object') this.#port = address.port;
        resolve();
      });
    });
  }

  /** Stops listening at once; connections already made stay. */
  refuse(): void {
    this.#front?.close();
    this.#front = null;
  }

  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    for (const socket of this.#held) this.#behind.emit('connection', socket);
    this.#held.clear();
  }

  /** Cuts every connection that came through this port. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Stops listening, cuts everything and resolves when the port and all its connections are gone. */
  stop(): Promise<void> {
    this.#frozen = false;
    this.#held.clear();
    const front = this.#front;
    this.#front = null;
    const closed = new Promise<void>((resolve) => {
      if (front === null) resolve();
      else front.close(() => resolve());
    });
    const ended = [...this.#sockets].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    this.cutAll();
    return Promise.all([closed, ...ended]).then(() => undefined);
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#held.delete(socket);
    });
    if (this.#frozen) this.#held.add(socket);
    else this.#behind.emit('connection', socket);
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeenRequest } from './api/apiServer.ts';
import type { Cast } from './cast.ts';
import { ControlServer } from './control/controlServer.ts';
import { Controls } from './controls.ts';
import type { SimulatorOptions } from './options.ts';
import { assemble, type Parts } from './parts.ts';
import { makeCertificates } from './socket/certificates.ts';
import { chatAppKey } from './socket/protocol.ts';
import type { SeenFrame } from './socket/socketServer.ts';
import type { SimulatedAccount, World } from './world/world.ts';

/** A running ChatApp stand-in: two TLS servers on loopback, their faults, and what they saw. */
export class Simulator extends Controls {
  readonly host = 'localhost';
  readonly key = chatAppKey;
  readonly caPem: string;
  /** The authority's certificate in a temporary folder, removed by `stop()`. */
  readonly caFile: string;
  readonly #folder: string;
  #controlServer: ControlServer | null = null;
  #stopping: Promise<void> | null = null;

  /** Use `startSimulator`. */
  constructor(parts: Parts, caPem: string, folder: string) {
    super(parts);
    this.caPem = caPem;
    this.#folder = folder;
    this.caFile = join(folder, 'ca.pem');
  }

  /** The account's credentials and ids; the password works. */
  get account(): SimulatedAccount {
    return this.parts.world.account;
  }

  get cast(): Cast {
    return this.parts.world.cast;
  }

  /** The state behind the servers: history, rights and tokens. */
  get world(): World {
    return this.parts.world;
  }

  /** Opens the ports; called once by `startSimulator`. */
  async open(options: SimulatorOptions): Promise<void> {
    await this.parts.socketServer.listener.open(options.port ?? 0);
    await this.parts.apiServer.listener.open(options.apiPort ?? 0);
    if (options.controlPort !== undefined) {
      this.#controlServer = new ControlServer(this);
      await this.#controlServer.open(options.controlPort);
    }
  }

  /** The socket server's port. */
  get port(): number {
    return this.parts.socketServer.listener.port;
  }

  get apiPort(): number {
    return this.parts.apiServer.listener.port;
  }

  /** The API's address without `/v1` and without a slash at the end. */
  get apiBase(): string {
    return `https://${this.host}:${this.apiPort}`;
  }

  get authEndpoint(): string {
    return `${this.apiBase}/broadcasting/auth`;
  }

  /** Null without a control port. */
  get controlUrl(): string | null {
    return this.#controlServer === null ? null : `http://127.0.0.1:${this.#controlServer.port}`;
  }

  // What it saw.

  /** How many sockets are open now. */
  connections(): number {
    return this.parts.socketServer.connectionCount;
  }

  /** How many sockets were opened since the start. */
  get totalConnections(): number {
    return this.parts.socketServer.totalConnections;
  }

  /** Channel to number of subscribed sockets. */
  subscriptions(): Map<string, number> {
    return this.parts.socketServer.subscriptions();
  }

  /** The last 5000 REST and authorisation requests. */
  get requests(): readonly SeenRequest[] {
    return this.parts.apiServer.requests;
  }

  /** The last 5000 frames of clients, without signatures. */
  get clientFrames(): readonly SeenFrame[] {
    return this.parts.socketServer.seenFrames;
  }

  /** What was sent so far: events, and frames that reached a socket. */
  get sent(): { readonly events: number; readonly frames: number } {
    return { events: this.parts.sender.eventCount, frames: this.parts.sender.frameCount };
  }

  /** Whether the socket server listens, and whether it is frozen. */
  get socketServerState(): { readonly listening: boolean; readonly frozen: boolean } {
    return { listening: this.parts.socketServer.listener.listening, frozen: this.parts.socketServer.frozen };
  }

  /** Resolves when `predicate` answers anything but false, null or undefined; looks again at each thing that happens. */
  waitFor<T>(
    what: string,
    predicate: (simulator: Simulator) => T,
    timeoutMs = 5000,
  ): Promise<Exclude<T, false | null | undefined>> {
    return this.parts.watch.until(what, () => predicate(this), timeoutMs);
  }

  /** Resolves when at least `sockets` sockets are subscribed to the channel. */
  async waitForSubscription(channel: string, sockets = 1, timeoutMs = 5000): Promise<void> {
    await this.waitFor(
      `a subscription to ${channel}`,
      () => (this.subscriptions().get(channel) ?? 0) >= sockets,
      timeoutMs,
    );
  }

  /** Ends servers, sockets and waiters and removes the certificate file. Safe to call again. */
  stop(): Promise<void> {
    this.#stopping ??= this.#end();
    return this.#stopping;
  }

  async #end(): Promise<void> {
    this.parts.watch.stop();
    await Promise.all([
      this.parts.socketServer.stop(),
      this.parts.apiServer.listener.stop(),
      this.#controlServer?.stop(),
    ]);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Starts a stand-in; the test that starts it stops it. Rejects when a fixed port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const certificates = await makeCertificates(options.certificate ?? 'none');
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-simulator-'));
  const simulator = new Simulator(assemble(options, certificates), certificates.caPem, folder);
  try {
    await writeFile(simulator.caFile, certificates.caPem);
    await simulator.open(options);
  } catch (error) {
    await simulator.stop();
    throw error;
  }
  return simulator;
}

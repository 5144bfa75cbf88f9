import type { ApiAnswer } from './api/answers.ts';
import type { FaultMode, FaultScope } from './api/faults.ts';
import { findCustomer, type CastLine } from './cast.ts';
import type { Parts } from './parts.ts';
import type { EventToSend, MessageToSend, SentEvent } from './sender.ts';
import type { BadSignatureAnswer } from './socket/socketServer.ts';
import type { MessageItem } from './world/shapes.ts';
import type { TokenPair } from './world/tokens.ts';

/** What a test or a developer can make the stand-in do. */
export class Controls {
  protected readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  // What it sends.

  /** Sends any event; a `message`, `chatStatus` and the like also change what REST shows. */
  sendEvent(event: EventToSend): SentEvent {
    return this.parts.sender.send(event);
  }

  /** Sends a message from or to a customer, and stores it. */
  message(message: MessageToSend): MessageItem {
    const customer =
      typeof message.customer === 'string'
        ? findCustomer(this.parts.world.cast, message.customer)
        : message.customer;
    return this.parts.sender.sendMessage(customer, message, this.parts.world.account.cabinetUserId);
  }

  /** Sends an event frame with any data text to the subscribers of a channel; answers how many sockets got it. */
  sendRaw(channel: string, event: string, dataText: string): number {
    return this.parts.sender.publish(channel, event, dataText);
  }

  /** Sends any text as a frame to every socket. */
  sendRawFrame(text: string): number {
    return this.parts.socketServer.sendToAll(text);
  }

  /** While on, events are stored and not delivered. */
  dropEvents(on: boolean): void {
    this.parts.sender.dropping = on;
  }

  // Faults of the socket server.

  /** Drops every socket without a close frame. */
  kill(): void {
    this.parts.socketServer.kill();
  }

  /** Closes every socket with a code the `ws` package allows: 1000 to 1014 (but 1004 to 1006), 3000 to 4999. */
  closeAll(code: number, reason = ''): void {
    this.parts.socketServer.closeAll(code, reason);
  }

  /** Half-open: sockets and port stay open, nothing is read, answered or sent. Events are stored only. */
  freeze(): void {
    this.parts.socketServer.freeze();
  }

  thaw(): void {
    this.parts.socketServer.thaw();
  }

  /** Closes the port (sockets that are open stay: `kill()` ends them), or opens it again. */
  refuseConnections(on: boolean, server: 'socket' | 'api' | 'both' = 'socket'): Promise<void> {
    const listeners = [
      ...(server === 'api' ? [] : [this.parts.socketServer.listener]),
      ...(server === 'socket' ? [] : [this.parts.apiServer.listener]),
    ];
    if (!on) return Promise.all(listeners.map((listener) => listener.open())).then(() => undefined);
    for (const listener of listeners) listener.refuse();
    // A refused API must not answer over connections that clients keep alive.
    if (server !== 'socket') this.parts.apiServer.listener.cutAll();
    return Promise.resolve();
  }

  /** Opens both ports again where they were. */
  listenAgain(): Promise<void> {
    return this.refuseConnections(false, 'both');
  }

  /** Sent instead of `connection_established`: null is normal again, '' sends nothing. */
  setFirstFrame(text: string | null): void {
    this.parts.socketServer.firstFrame = text;
  }

  setBadSignature(answer: BadSignatureAnswer): void {
    this.parts.socketServer.badSignature = answer;
  }

  /** Unsubscribes everybody silently while the sockets stay open. */
  forgetSubscriptions(): void {
    this.parts.socketServer.forgetSubscriptions();
  }

  // Faults of the API.

  /** Turns channel authorisations into faults; `only` is a channel name. */
  setAuthMode(mode: FaultMode, scope: FaultScope = {}): void {
    this.parts.apiServer.authFaults.set(mode, scope);
  }

  /** Answers every channel authorisation with this, whatever it is; null is normal again. */
  setAuthAnswer(answer: ApiAnswer | null): void {
    this.parts.apiServer.authAnswer = answer;
  }

  /** Turns REST answers into faults; `only` is a part of "METHOD /path". */
  setRestMode(mode: FaultMode, scope: FaultScope = {}): void {
    this.parts.apiServer.restFaults.set(mode, scope);
  }

  // Tokens and rights.

  /** A pair as tokens.make answers it, without counting against its limit. */
  issueTokens(): TokenPair {
    return this.parts.world.tokens.issue();
  }

  /** Every pair that was ever given out, by whichever way. */
  issuedTokens(): readonly TokenPair[] {
    return this.parts.world.tokens.issued;
  }

  expireAccessToken(): void {
    this.parts.world.tokens.expireAccess();
  }

  expireRefreshToken(): void {
    this.parts.world.tokens.expireRefresh();
  }

  /** Takes a line away: gone from the licences, refused by REST and by authorisations. Live subscriptions go on. */
  revokeLine(lineId: number): void {
    this.parts.world.revokeLine(lineId);
  }

  grantLine(lineId: number): void {
    this.parts.world.grantLine(lineId);
  }

  addLine(line: CastLine): void {
    this.parts.world.addLine(line);
  }
}

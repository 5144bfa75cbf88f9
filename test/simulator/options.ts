import type { Cast } from './cast.ts';
import type { CertificateFault } from './socket/certificates.ts';
import type { ShapeChoice } from './sender.ts';
import type { BadSignatureAnswer } from './socket/socketServer.ts';
import type { SimulatedAccount } from './world/world.ts';

export interface SimulatorOptions {
  /** Fixed ports; a free one is taken by default. */
  readonly port?: number;
  readonly apiPort?: number;
  /** Opens the plain-http control port on 127.0.0.1; 0 takes a free one. Without it there is none. */
  readonly controlPort?: number;
  /** Default `wrapped`, as ChatApp really sends. */
  readonly shape?: ShapeChoice;
  /** Seconds, default 30 as laravel-websockets and soketi. */
  readonly activityTimeoutSeconds?: number;
  /** Default `connection-error`, as laravel-websockets. */
  readonly badSignature?: BadSignatureAnswer;
  /** Default 50, ChatApp's limit per address. */
  readonly requestsPerSecond?: number;
  /** Whether chats carry the guessed key `unreadMessages`; default false. */
  readonly unreadCountInChats?: boolean;
  readonly certificate?: CertificateFault;
  readonly cast?: Cast;
  readonly account?: Partial<SimulatedAccount>;
  /** Clock in unix milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

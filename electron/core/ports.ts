import type { Cause, Line } from '../shared/appState.ts';
import type { EventRow, NotifierEvent, Outcome, Verdict, VerdictReason } from '../shared/event.ts';
import type { ServerSettings } from '../shared/settings.ts';
import type { ChatActivity, Cursors, Place } from './catchup/plan.ts';

/**
 * All that the decisions ask of the world. Every port has one real implementation (`platform/` or `main/`)
 * and one fake (`test/support/fakes.ts`); none is built anywhere but in `main/compose.ts`.
 */

/** Ends what was started; calling it twice does no harm. */
export type Stop = () => void;

export interface Clock {
  /** Wall clock, milliseconds since 1970; may jump. */
  nowMs(): number;
  /** Never goes back; for measuring spans. */
  monotonicMs(): number;
  after(delayMs: number, run: () => void): Stop;
}

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
}

export interface Logger {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

/** A pair of ChatApp tokens; both rotate at every refresh. */
export interface Tokens {
  accountId: string;
  label: string;
  accessToken: string;
  /** Null when only an access token was pasted: it cannot be renewed. */
  refreshToken: string | null;
}

export type Answer<Value, Refusal extends { error: string }> =
  { ok: true; value: Value } | ({ ok: false } & Refusal);

export type ApiFailure =
  /** The token is dead and refreshing it was refused too. */
  | { error: 'tokenRefused' }
  /** The token is good, but not for this. */
  | { error: 'noAccess' }
  | { error: 'rateLimited'; retryAfterMs: number | null }
  | { error: 'unavailable'; cause: Cause };

/** Subscribing to one channel needs a signature that ChatApp gives to whoever may listen. */
export interface Authorizer {
  authorize(socketId: string, channel: string): Promise<Answer<string, ApiFailure>>;
}

export interface Api {
  lines(): Promise<Answer<Line[], ApiFailure>>;
  companies(): Promise<Answer<string[], ApiFailure>>;
}

/** What catch-up asks of ChatApp. */
export interface MessageApi {
  /** One page of the chats of these lines, newest first; `serverSeconds` is the server's own clock. */
  chats(query: {
    lineIds: readonly string[];
    nextPage: string | null;
  }): Promise<
    Answer<{ chats: ChatActivity[]; nextPage: string | null; serverSeconds: number | null }, ApiFailure>
  >;
  /** One page of a chat's messages after a second, oldest first, as ChatApp sent them. */
  messages(
    place: Place,
    chatId: string,
    query: { afterSeconds: number; nextPage: string | null },
  ): Promise<Answer<{ items: unknown[]; nextPage: string | null }, ApiFailure>>;
}

export interface CursorStore {
  load(accountId: string): Cursors;
  save(accountId: string, cursors: Cursors): void;
}

export type LinkEvent =
  | { type: 'established'; socketId: string }
  | { type: 'ended'; cause: Cause; closeCode: number | null }
  | { type: 'proof' }
  /** Authorised; the server has been asked and has not answered yet. */
  | { type: 'signed'; channel: string }
  | { type: 'subscribed'; channel: string }
  | { type: 'subscriptionFailed'; channel: string; failure: ApiFailure }
  | { type: 'event'; channel: string; name: string; dataText: string }
  | { type: 'dropped'; reason: string };

/** One Pusher connection of one account. It never retries by itself: each end is told once, then it is quiet. */
export interface Transport {
  open(server: ServerSettings): void;
  close(): void;
  subscribe(channel: string): void;
  unsubscribe(channel: string): void;
  /** Any answer to it is told as `proof`. */
  ping(): void;
  dispose(): void;
}

export interface StoredEvent {
  event: NotifierEvent;
  /** JSON text of the item as ChatApp sent it, bounded. */
  raw: string;
  /** See {@link Identity}; null when the key itself is the identity. */
  content: { subject: string; fingerprint: string } | null;
}

export interface History {
  /** One transaction. Answers with the rows that were new, in order; the others were told already. */
  insertNew(events: readonly StoredEvent[]): EventRow[];
  setVerdict(key: string, verdict: Verdict, reason: VerdictReason): void;
  setOutcome(key: string, outcome: Outcome, detail: string | null): void;
  page(query: { beforeRow: number | null; limit: number; unreadOnly: boolean }): {
    rows: EventRow[];
    more: boolean;
  };
  find(key: string): { row: EventRow; raw: string } | null;
  /** Rows that were stored and never decided: the app ended in between, or they wait for a catch-up to end. */
  undecided(limit: number): EventRow[];
  /** When somebody last wrote into the event's chat from our side, by ChatApp's clock; null if never. */
  answeredAtMs(event: Pick<NotifierEvent, 'accountId' | 'lineId' | 'messengerType' | 'chat'>): number | null;
  markRead(keys: readonly string[] | 'all'): void;
  unread(): number;
  close(): void;
}

/** What is put on the screen; all of it plain text. */
export interface Toast {
  /** Same id: the notification on the screen is changed in place. */
  id: string;
  title: string;
  body: string;
  footer: string;
  openLabel: string;
  urgency: 'low' | 'normal' | 'critical';
}

export type ToastResult =
  { result: 'delivered' } | { result: 'noService' | 'refused' | 'failed'; detail: string | null };

export type ToastSignal = { id: string; signal: 'clicked' | 'dismissed' | 'expired' | 'closed' };

export interface Toaster {
  show(toast: Toast): Promise<ToastResult>;
  withdraw(id: string): void;
  /** The service's name, or null when there is none. */
  service(): Promise<string | null>;
  stop(): void;
}

export interface Secrets {
  load(): Promise<Tokens[]>;
  /** Answers once the tokens are where they will be found after a crash. */
  save(tokens: readonly Tokens[]): Promise<void>;
}

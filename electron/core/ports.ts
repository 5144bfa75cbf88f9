import type { Cause, Line, Work } from '../shared/appState.ts';
import type { EventFilter } from '../shared/eventFilter.ts';
import type { EventRow, NotifierEvent, Outcome, Settled, Verdict, VerdictReason } from '../shared/event.ts';
import type { Quiet, SoundName } from '../shared/attention.ts';
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

/** Writing into a chat. Never repeated by itself: a text that was sent twice was read twice. */
export interface ReplyApi {
  /** `tracking` comes back on the message that ChatApp then tells of. Answers with the message's id. */
  sendText(
    place: Place,
    chatId: string,
    text: string,
    tracking: string,
  ): Promise<Answer<string | null, SendFailure>>;
}

export type SendFailure =
  /** It was not sent. */
  | { error: 'refused'; detail: string | null }
  | { error: 'notSent'; cause: Cause }
  /** The connection broke after it was handed over: nobody knows. */
  | { error: 'unknown'; cause: Cause };

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

/** A message as the activity of a day counts it. */
export interface Message {
  lineId: string | null;
  /** `chatKey` of its chat. */
  chat: string;
  incoming: boolean;
  atMs: number;
}

/** When the newest message of a messenger was written, by ChatApp's clock. */
export interface NewestMessage extends Place {
  accountId: string;
  atMs: number;
}

export interface History {
  /** One transaction. Answers with the rows that were new, in order; the others were told already. */
  insertNew(events: readonly StoredEvent[]): EventRow[];
  setVerdict(key: string, verdict: Verdict, reason: VerdictReason, ruleId: string | null): void;
  setOutcome(key: string, outcome: Outcome, detail: string | null): void;
  /** Who or what made the event's notification pointless. */
  setSettled(key: string, settled: Settled): void;
  /**
   * Newest first. `nextBefore` is where to go on, also after fewer rows than asked for: a question looks only so far.
   * Null: there is nothing older.
   */
  page(query: { beforeRow: number | null; limit: number; filter: EventFilter }): {
    rows: EventRow[];
    nextBefore: number | null;
  };
  /** The events of a row's chat around it, oldest first; at most `limit` before and after. */
  conversation(
    row: Pick<EventRow, 'accountId' | 'lineId' | 'messengerType' | 'chat' | 'row'>,
    limit: number,
  ): EventRow[];
  /**
   * Makes the words of rows that came last findable, oldest first, at most `limit`; answers with whether some are left.
   * Until then {@link page} finds them by everything but their words.
   */
  indexNew(limit: number): boolean;
  /** Makes words of older rows findable, newest first; answers with 0 when all are. */
  indexSome(limit: number): number;
  /** Removes what is older, or more than is kept; answers with how many rows went, at most `limit`. */
  removeSome(query: { beforeMs: number; keep: number; limit: number }): {
    rows: number;
    newest: NewestMessage[];
  };
  /** All events, and what attention kept of them. Both answer with the newest message of each messenger that went. */
  erase(): NewestMessage[];
  events(): number;
  /** When the oldest event that is kept reached this computer. */
  oldestMs(): number | null;
  sizeBytes(): number;
  /** Messages of people between two moments, oldest first. */
  activity(fromMs: number, toMs: number): Message[];
  /** The newest event of a chat, of whichever account; null where none is kept. */
  newestOfChat(chat: { lineId: string; messengerType: string; chatId: string }): string | null;
  find(key: string): { row: EventRow; raw: string } | null;
  /** When the newest message of each messenger of an account was written. */
  newestMessages(accountId: string): Omit<NewestMessage, 'accountId'>[];
  /** Decided and never told: they are decided anew, unless somebody read or settled them, or it is known what became of them. */
  undecide(keys: readonly string[]): void;
  /** Rows that were stored and never decided: the app ended in between, or they wait for a catch-up to end. */
  undecided(limit: number): EventRow[];
  /** What attention keeps over a restart: small documents by name, in order of their names. */
  notes(prefix: string): { name: string; text: string }[];
  /** Null removes it. */
  saveNote(name: string, text: string | null): void;
  /** All that `work` writes is written together, or none of it. */
  together<Result>(work: () => Result): Result;
  /** When somebody last wrote into the event's chat from our side, by ChatApp's clock; null if never. */
  answeredAtMs(event: Pick<NotifierEvent, 'accountId' | 'lineId' | 'messengerType' | 'chat'>): number | null;
  markRead(keys: readonly string[] | 'all'): void;
  markUnread(keys: readonly string[]): void;
  unread(): number;
  /** Moves what the log holds into the file itself, which waits for the disk. */
  checkpoint(): void;
  close(): void;
}

/** What is put on the screen; all of it plain text. */
export interface Toast {
  /** Same id: the notification on the screen is changed in place. */
  id: string;
  title: string;
  body: string;
  footer: string;
  /** What a click on the notification itself does. */
  openLabel: string;
  /** Buttons after "open", in order, where the service shows any. */
  buttons: readonly ToastButton[];
  /** Where the system lets a person write into the notification. */
  reply: { label: string; placeholder: string } | null;
  urgency: 'low' | 'normal' | 'critical';
  /** Make itself noticed although one with this id stands already. */
  again: boolean;
  /** Address of this app that opens the event; for systems that keep notifications over the app's end. */
  link: string | null;
}

export interface ToastButton {
  action: ToastAction;
  label: string;
}
export type ToastAction = 'reply' | 'snooze' | 'mute';

export type ToastResult =
  /** `doNotDisturb`: the service took it, but keeps notifications off the screen for now; null where it does not tell. */
  | { result: 'delivered'; doNotDisturb: boolean | null }
  | { result: 'noService' | 'refused' | 'failed'; detail: string | null }
  /** It was taken away before anybody could know whether it was shown. */
  | { result: 'withdrawn' }
  /** No answer in time. It may still be shown, and that is then told as the signal `shown`. */
  | { result: 'pending'; detail: string };

export type ToastSignal =
  | { id: string; signal: 'clicked' | 'dismissed' | 'expired' | 'closed' }
  /** What was `pending` is on the screen after all. */
  | { id: string; signal: 'shown' }
  | { id: string; signal: 'button'; action: ToastAction }
  | { id: string; signal: 'replied'; text: string };

export interface Toaster {
  /** @param leaves called when it goes out, right before: from then on it may be on the screen */
  show(toast: Toast, leaves?: () => void): Promise<ToastResult>;
  withdraw(id: string): void;
  /** All of them, whatever they are about; ends when it is sure that this reaches the service. */
  withdrawAll(): Promise<void>;
  /** The service's name, or null when there is none. */
  service(): Promise<string | null>;
  /**
   * Notifications of an earlier run that are still known to the service that showed them: their clicks and
   * ends are told from now on. Answers with the ids of those.
   */
  adopt(marks: readonly ToastMark[]): Promise<string[]>;
  /** What {@link adopt} needs of the notifications that stand now. */
  marks(): ToastMark[];
  stop(): void;
}

/** Which notification of which service a toast is; opaque to everybody but its toaster. */
export interface ToastMark {
  id: string;
  mark: string;
}

/** Work that takes longer than a moment, as the window shows it. */
export interface LongWork {
  begin(what: Work['what'], total: number | null): OneWork;
}

export interface OneWork {
  progress(done: number): void;
  /** The person wants it to end. */
  stopped(): boolean;
  end(): void;
}

/** Plays short sounds without a window. */
export interface Sounds {
  /** @returns false when it could not be played. */
  play(sound: { name: SoundName; ownFile: string | null; volume: number }): Promise<boolean>;
  stop(): void;
}

/** The wishes for quiet, apart from the history, so that erasing that ends no pause. */
export interface QuietStore {
  load(): Quiet;
  save(quiet: Quiet): void;
}

export interface Secrets {
  load(): Promise<Tokens[]>;
  /** Answers once the tokens are where they will be found after a crash. */
  save(tokens: readonly Tokens[]): Promise<void>;
}

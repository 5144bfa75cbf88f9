import { z } from 'zod';
import type { Answer, Clock, History, Logger, Random, SendFailure } from '../core/ports.ts';
import type { Place } from '../core/catchup/plan.ts';
import { readDocument } from '../core/state/document.ts';
import { replySchema, type Reply } from '../shared/attention.ts';
import { chatKey, type EventRow } from '../shared/event.ts';

/**
 * Answers written here. Each is sent once; the message that ChatApp then tells of confirms it. A text that was not
 * sent is kept until the person has it back.
 */
export interface Replies {
  send(key: string, text: string): 'sending' | 'noChat' | 'signedOut';
  /** New rows: the echo of what was sent may be among them. */
  seen(rows: readonly EventRow[]): void;
  forget(id: string): void;
  /** The history can be read only now: what the last run left joins what was written since. */
  takeUp(): void;
  /** What is still being sent is followed no further. */
  forgetAll(): void;
  list(): readonly Reply[];
}

export interface RepliesOptions {
  history: History;
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Null where the account is signed out. */
  sendText: (
    accountId: string,
    place: Place,
    chatId: string,
    text: string,
    tracking: string,
  ) => Promise<Answer<string | null, SendFailure>> | null;
  /** The trouble of a failure in words. */
  words: (failure: SendFailure) => string | null;
  changed: (replies: readonly Reply[]) => void;
  /** It was not sent, or nobody knows; told once. */
  troubled: (reply: Reply, row: EventRow) => void;
}

/** Answers that are remembered; confirmed ones go first. */
const maxReplies = 50;
const note = 'replies';

export function createReplies(options: RepliesOptions): Replies {
  const { history, clock, random, logger } = options;
  let replies: Reply[] = load();
  /** ChatApp's ids of the messages, by which an echo is known that lost its tracking. */
  const messageIds = new Map<string, string>();

  function load(): Reply[] {
    const kept = history.notes(note).find(({ name }) => name === note)?.text;
    const parsed = z.array(replySchema).safeParse(kept === undefined ? [] : readDocument(kept));
    if (!parsed.success) {
      logger.error('the answers of the last run cannot be read', { characters: kept?.length });
      return [];
    }
    // The app ended while it was sending: nobody knows.
    return parsed.data.map((reply) => (reply.status === 'sending' ? { ...reply, status: 'unknown' } : reply));
  }

  function keep(next: Reply[]): void {
    const confirmed = next.filter((reply) => reply.status === 'confirmed');
    const surplus = new Set(confirmed.slice(0, Math.max(0, next.length - maxReplies)));
    replies = next.filter((reply) => !surplus.has(reply)).slice(-maxReplies);
    try {
      history.saveNote(note, JSON.stringify(replies));
    } catch (error) {
      logger.error('the answers are not saved', { error });
    }
    options.changed(replies);
  }

  function change(id: string, more: Partial<Reply>): void {
    keep(replies.map((reply) => (reply.id === id ? { ...reply, ...more } : reply)));
  }

  async function finish(
    reply: Reply,
    row: EventRow,
    sending: Promise<Answer<string | null, SendFailure>>,
  ): Promise<void> {
    const answer = await sending;
    const now = replies.find((one) => one.id === reply.id);
    // The echo may have been quicker than the answer.
    if (now === undefined || now.status === 'confirmed') return;
    if (answer.ok) {
      if (answer.value !== null) messageIds.set(answer.value, reply.id);
      change(reply.id, { status: 'sent' });
      return;
    }
    const status = answer.error === 'notSent' ? 'failed' : answer.error;
    change(reply.id, { status, detail: options.words(answer)?.slice(0, 500) ?? null });
    const told = replies.find((one) => one.id === reply.id);
    if (told !== undefined) options.troubled(told, row);
  }

  return {
    send(key, text) {
      const row = history.find(key)?.row;
      const chat = row === undefined ? null : chatKey(row);
      if (row === undefined || chat === null || row.chat === null) return 'noChat';
      if (row.lineId === null || row.messengerType === null) return 'noChat';
      const id = `${clock.nowMs().toString(36)}-${Math.floor(random.next() * 1e9).toString(36)}`;
      const place = { lineId: row.lineId, messengerType: row.messengerType };
      const sending = options.sendText(row.accountId, place, row.chat.id, text, trackingOf(id));
      if (sending === null) return 'signedOut';
      const reply: Reply = {
        id,
        chat,
        eventKey: key,
        text,
        status: 'sending',
        atMs: clock.nowMs(),
        detail: null,
      };
      keep([...replies, reply]);
      finish(reply, row, sending).catch((error: unknown) => {
        logger.error('an answer could not be followed', { error });
        change(id, { status: 'unknown' });
      });
      return 'sending';
    },
    seen(rows) {
      if (replies.length === 0) return;
      for (const row of rows) {
        if (row.direction !== 'outgoing' || row.kind !== 'message') continue;
        const messageId = row.key.slice(row.key.lastIndexOf(':') + 1);
        const found = replies.find(
          (reply) => trackingOf(reply.id) === row.origin?.tracking || messageIds.get(messageId) === reply.id,
        );
        if (found !== undefined && found.status !== 'confirmed')
          change(found.id, { status: 'confirmed', detail: null });
      }
    },
    forget: (id) => keep(replies.filter((reply) => reply.id !== id)),
    takeUp() {
      const known = new Set(replies.map(({ id }) => id));
      keep([...load().filter(({ id }) => !known.has(id)), ...replies]);
    },
    forgetAll() {
      messageIds.clear();
      keep([]);
    },
    list: () => replies,
  };
}

/** What ChatApp gives back with the message. */
function trackingOf(id: string): string {
  return `chatapp-notifier-${id}`;
}

import { createHash } from 'node:crypto';
import type { CastCustomer } from '../cast.ts';
import { messageId } from '../payloads.ts';
import type { ChatItem, MessageItem, Tag } from './shapes.ts';

/** What is stored of one conversation. */
export interface ChatRecord {
  readonly lineId: number;
  readonly messengerType: string;
  readonly customer: CastCustomer;
  readonly internalId: number;
  lastTime: number;
  responsibleId: number | null;
  status: string | null;
  unread: number;
  tags: readonly Tag[];
  /** Sorted by (time, internalId), at most `maxMessagesPerChat`. */
  messages: MessageItem[];
}

/** The place after which, or before which, a page begins. */
export interface Position {
  /** Unix seconds. */
  readonly time: number;
  /** Null: every item of that second lies on the other side. */
  readonly internalId: number | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null at the end. */
  readonly next: Position | null;
}

const maxMessagesPerChat = 20_000;

/** Everything that was ever "sent", by chat, whether or not a socket got it. */
export class ChatHistory {
  readonly #chats = new Map<string, ChatRecord>();
  readonly #chatOfMessage = new Map<string, ChatRecord>();
  #lastInternalId = 37_913;
  #lastChatInternalId = 295;

  nextInternalId(): number {
    this.#lastInternalId += 1;
    return this.#lastInternalId;
  }

  /** A fresh id pair for a message of that messenger. */
  nextMessageIds(messengerType: string): { readonly id: string; readonly internalId: number } {
    const internalId = this.nextInternalId();
    return { id: messageId(messengerType, internalId), internalId };
  }

  /** The chat with this customer, begun now if there was none. */
  chatWith(customer: CastCustomer, time: number): ChatRecord {
    const key = chatKey(customer.lineId, customer.messengerType, customer.chatId);
    const known = this.#chats.get(key);
    if (known !== undefined) return known;
    this.#lastChatInternalId += 1;
    const record: ChatRecord = {
      lineId: customer.lineId,
      messengerType: customer.messengerType,
      customer,
      internalId: this.#lastChatInternalId,
      lastTime: time,
      responsibleId: null,
      status: null,
      unread: 0,
      tags: [],
      messages: [],
    };
    this.#chats.set(key, record);
    return record;
  }

  findChat(lineId: number, messengerType: string, chatId: string): ChatRecord | undefined {
    return this.#chats.get(chatKey(lineId, messengerType, chatId));
  }

  /** The chat a message belongs to, for events that name only the message. */
  chatOfMessage(lineId: number, messengerType: string, id: string): ChatRecord | undefined {
    return this.#chatOfMessage.get(chatKey(lineId, messengerType, id));
  }

  /** Stores a message once; a second one with the same id changes nothing. Answers whether it was new. */
  store(record: ChatRecord, message: MessageItem): boolean {
    const key = chatKey(record.lineId, record.messengerType, message.id);
    if (this.#chatOfMessage.has(key)) return false;
    this.#chatOfMessage.set(key, record);
    this.#lastInternalId = Math.max(this.#lastInternalId, message.internalId);
    insertSorted(record.messages, message);
    if (record.messages.length > maxMessagesPerChat) {
      for (const old of record.messages.splice(0, maxMessagesPerChat / 10)) {
        this.#chatOfMessage.delete(chatKey(record.lineId, record.messengerType, old.id));
      }
    }
    record.lastTime = Math.max(record.lastTime, message.time);
    record.unread = message.side === 'in' ? record.unread + 1 : 0;
    return true;
  }

  /** Marks a message as deleted; REST keeps showing it with the flag. */
  destroy(lineId: number, messengerType: string, id: string): void {
    const record = this.chatOfMessage(lineId, messengerType, id);
    if (record === undefined) return;
    record.messages = record.messages.map((message) =>
      message.id === id ? { ...message, destroyed: true } : message,
    );
  }

  /** Chats, newest first; `before` continues a list. */
  listChats(wanted: (chat: ChatRecord) => boolean, before: Position | null, limit: number): Page<ChatRecord> {
    const sorted = [...this.#chats.values()]
      .filter((chat) => wanted(chat) && (before === null || isBefore(chat.lastTime, chat.internalId, before)))
      .sort((left, right) => right.lastTime - left.lastTime || right.internalId - left.internalId);
    return cut(sorted, limit, (chat) => ({ time: chat.lastTime, internalId: chat.internalId }));
  }

  /** Messages of a chat: `next` walks forward (oldest first) after `from`, `prev` backward (newest first) before it. */
  listMessages(
    record: ChatRecord,
    direction: 'prev' | 'next',
    from: Position | null,
    limit: number,
    withSystem: boolean,
  ): Page<MessageItem> {
    const wanted = record.messages.filter(
      (message) =>
        (withSystem || message.type !== 'system') &&
        (from === null ||
          (direction === 'next'
            ? isAfter(message.time, message.internalId, from)
            : isBefore(message.time, message.internalId, from))),
    );
    if (direction === 'prev') wanted.reverse();
    return cut(wanted, limit, (message) => ({ time: message.time, internalId: message.internalId }));
  }
}

/** The chat as the API shows it. */
export function chatItem(record: ChatRecord, withUnread = false): ChatItem {
  const { customer } = record;
  return {
    id: customer.chatId,
    internalId: record.internalId,
    fullId: createHash('sha256')
      .update(chatKey(record.lineId, record.messengerType, customer.chatId))
      .digest('hex'),
    licenseId: record.lineId,
    messengerType: record.messengerType,
    hash: customer.hash,
    type: customer.chatType,
    phone: customer.phone,
    username: customer.username,
    email: customer.email,
    name: customer.name,
    image: null,
    lastTime: record.lastTime,
    responsible: record.responsibleId === null ? null : { id: record.responsibleId },
    status: record.status,
    automations: { bots: { active: true }, autoResponses: { active: true }, triggers: { active: true } },
    link: null,
    tags: record.tags.length === 0 ? null : record.tags,
    ...(withUnread ? { unreadMessages: record.unread } : {}),
  };
}

function chatKey(lineId: number, messengerType: string, id: string): string {
  return `${lineId}:${messengerType}:${id}`;
}

function isAfter(time: number, internalId: number, from: Position): boolean {
  return time > from.time || (time === from.time && from.internalId !== null && internalId > from.internalId);
}

function isBefore(time: number, internalId: number, from: Position): boolean {
  return time < from.time || (time === from.time && from.internalId !== null && internalId < from.internalId);
}

function cut<T>(all: readonly T[], limit: number, place: (item: T) => Position): Page<T> {
  const items = all.slice(0, limit);
  const last = items.at(-1);
  return { items, next: all.length > limit && last !== undefined ? place(last) : null };
}

function insertSorted(messages: MessageItem[], message: MessageItem): void {
  let at = messages.length;
  while (at > 0) {
    const other = messages[at - 1];
    if (other === undefined || other.time < message.time) break;
    if (other.time === message.time && other.internalId < message.internalId) break;
    at -= 1;
  }
  messages.splice(at, 0, message);
}

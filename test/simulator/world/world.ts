import type { Cast, CastCustomer, CastLine } from '../cast.ts';
import { parseChannel } from '../socket/protocol.ts';
import { ChatHistory, type ChatRecord } from './history.ts';
import type { MessageItem } from './shapes.ts';
import { TokenDesk } from './tokens.ts';

/** The one ChatApp user of the simulator. */
export interface SimulatedAccount {
  readonly email: string;
  readonly password: string;
  readonly appId: string;
  readonly cabinetUserId: number;
  readonly companyId: number;
}

/** The state behind both servers: lines and rights, tokens, and what was ever said. */
export class World {
  readonly account: SimulatedAccount;
  readonly cast: Cast;
  readonly tokens: TokenDesk;
  readonly history = new ChatHistory();
  /** The clock, in ms since 1970. */
  readonly now: () => number;
  readonly #lines: Map<number, CastLine>;
  readonly #revoked = new Set<number>();

  constructor(cast: Cast, account: SimulatedAccount, now: () => number) {
    this.cast = cast;
    this.account = account;
    this.now = now;
    this.tokens = new TokenDesk(account.cabinetUserId, now);
    this.#lines = new Map(cast.lines.map((line) => [line.licenseId, line]));
  }

  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  addLine(line: CastLine): void {
    this.#lines.set(line.licenseId, line);
  }

  revokeLine(lineId: number): void {
    this.#revoked.add(lineId);
  }

  grantLine(lineId: number): void {
    this.#revoked.delete(lineId);
  }

  /** The lines the account may see now. */
  visibleLines(): CastLine[] {
    return [...this.#lines.values()].filter((line) => !this.#revoked.has(line.licenseId));
  }

  mayUseLine(lineId: number, messengerType: string): boolean {
    const line = this.#revoked.has(lineId) ? undefined : this.#lines.get(lineId);
    return line?.messengers.some((messenger) => messenger.type === messengerType) ?? false;
  }

  /** Whether the account may subscribe to a channel. */
  mayUseChannel(name: string): boolean {
    const channel = parseChannel(name);
    if (channel === null) return false;
    const { cabinetUserId } = this.account;
    const inCompany = (companyId: number): boolean =>
      this.cast.companies.some((company) => company.companyId === companyId);
    switch (channel.kind) {
      case 'line':
        return this.mayUseLine(channel.licenseId, channel.messengerType);
      case 'company':
        return inCompany(channel.companyId);
      case 'user':
        return channel.userId === cabinetUserId;
      case 'employee':
        return channel.userId === cabinetUserId && inCompany(channel.companyId);
    }
  }

  /** Lets an event change what REST shows. Items of an unexpected shape change nothing. */
  apply(kind: string, lineId: number, messengerType: string, items: readonly unknown[]): void {
    for (const item of items) {
      if (!isObject(item)) continue;
      if (kind === 'message') this.#storeMessage(lineId, messengerType, item);
      else if (kind === 'messageDestroy') this.history.destroy(lineId, messengerType, String(item['id']));
      else this.#changeChat(kind, lineId, messengerType, item);
    }
  }

  #storeMessage(lineId: number, messengerType: string, item: Readonly<Record<string, unknown>>): void {
    if (!isMessage(item)) return;
    const record =
      this.history.findChat(lineId, messengerType, item.chat.id) ??
      this.history.chatWith(customerOf(item, lineId, messengerType), item.time);
    this.history.store(record, item);
  }

  #changeChat(
    kind: string,
    lineId: number,
    messengerType: string,
    item: Readonly<Record<string, unknown>>,
  ): void {
    const chat = item['chat'];
    const chatId = isObject(chat) ? chat['id'] : undefined;
    const record =
      typeof chatId === 'string' ? this.history.findChat(lineId, messengerType, chatId) : undefined;
    if (record === undefined) return;
    switch (kind) {
      case 'chatStatus':
        // "closed" is the only value anybody has seen (chatapp-api.md 3.1).
        record.status = item['type'] === 'close' ? 'closed' : null;
        break;
      case 'chatResponsible': {
        const responsible = item['responsible'];
        const id = isObject(responsible) ? responsible['id'] : null;
        record.responsibleId = typeof id === 'number' ? id : null;
        break;
      }
      case 'chatRead':
        record.unread = 0;
        break;
      case 'chatTag':
        changeTags(record, item);
        break;
      default:
        break;
    }
  }
}

function changeTags(record: ChatRecord, item: Readonly<Record<string, unknown>>): void {
  const tag = item['tag'];
  if (!isObject(tag) || typeof tag['id'] !== 'number') return;
  const { id, name } = { id: tag['id'], name: String(tag['name']) };
  const others = record.tags.filter((other) => other.id !== id);
  record.tags = item['type'] === 'add' ? [...others, { id, name }] : others;
}

function customerOf(item: MessageItem, lineId: number, messengerType: string): CastCustomer {
  const { chat } = item;
  return {
    key: chat.id,
    name: chat.name ?? null,
    lineId,
    messengerType,
    chatId: chat.id,
    chatType: chat.type === 'group' ? 'group' : 'private',
    hash: chat.hash ?? null,
    phone: chat.phone ?? null,
    username: chat.username ?? null,
    email: chat.email ?? null,
  };
}

/** Enough of a message to be kept; tests also send cut ones, which are delivered and not stored. */
function isMessage(item: object): item is MessageItem {
  return (
    'id' in item &&
    typeof item.id === 'string' &&
    'internalId' in item &&
    typeof item.internalId === 'number' &&
    'time' in item &&
    typeof item.time === 'number' &&
    'chat' in item &&
    isObject(item.chat) &&
    typeof item.chat['id'] === 'string'
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { chatItem, type ChatRecord, type Position } from '../world/history.ts';
import type { MessageItem } from '../world/shapes.ts';
import type { World } from '../world/world.ts';
import { guarded } from './accountRoutes.ts';
import { invalidField, noAccess, notFound, success, type ApiAnswer, type ApiRequest } from './answers.ts';

export interface ChatRouteOptions {
  /** Whether chats carry `unreadMessages`, whose real name nobody knows. */
  readonly unreadCountInChats: boolean;
  /** Sends a text as an employee and answers the message. */
  readonly sendText: (
    record: ChatRecord,
    text: string,
    sender: string,
    tracking: string | null,
  ) => MessageItem;
}

interface PageRequest {
  readonly limit: number;
  readonly from: Position | null;
}

/** Chat lists, one chat, its messages, and sending a text; null when the path is none of these. */
export function chatRoute(world: World, request: ApiRequest, options: ChatRouteOptions): ApiAnswer | null {
  const [version, first, lineText, second, messengerType, third, chatId, ...rest] = request.segments;
  if (version !== 'v1') return null;
  if (request.method === 'GET' && first === 'chats' && lineText === undefined) {
    return guarded(world, request, () => listChats(world, request, options, () => true));
  }
  if (first !== 'licenses' || second !== 'messengers' || third !== 'chats' || messengerType === undefined)
    return null;
  const lineId = Number(lineText);
  return guarded(world, request, () => {
    if (!world.mayUseLine(lineId, messengerType)) return noAccess();
    if (chatId === undefined) {
      const inMessenger = (chat: ChatRecord): boolean =>
        chat.lineId === lineId && chat.messengerType === messengerType;
      return request.method === 'GET' ? listChats(world, request, options, inMessenger) : notFound();
    }
    const record = findChat(world, lineId, messengerType, chatId);
    if (record === undefined) return notFound();
    switch (`${request.method} ${rest.join('/')}`) {
      case 'GET ':
        return success(chatItem(record, options.unreadCountInChats));
      case 'GET messages':
        return listMessages(world, request, record);
      case 'POST messages/text':
        return sendText(request, record, options);
      default:
        return notFound();
    }
  });
}

/** A WhatsApp chat may also be named by its bare phone. */
function findChat(
  world: World,
  lineId: number,
  messengerType: string,
  chatId: string,
): ChatRecord | undefined {
  return (
    world.history.findChat(lineId, messengerType, chatId) ??
    (messengerType === 'grWhatsApp'
      ? world.history.findChat(lineId, messengerType, `${chatId}@c.us`)
      : undefined)
  );
}

function listChats(
  world: World,
  request: ApiRequest,
  options: ChatRouteOptions,
  within: (chat: ChatRecord) => boolean,
): ApiAnswer {
  const asked = readPage(request.query);
  if ('status' in asked) return asked;
  const lineIds = listOf(request.query.get('filter[licenseIds]'));
  const types = listOf(request.query.get('filter[messengerTypes]')?.toLowerCase() ?? null);
  const responsibles = listOf(request.query.get('filter[responsibleIds]'));
  const unread = request.query.get('filter[unreadMessages]');
  const wanted = (chat: ChatRecord): boolean =>
    within(chat) &&
    world.mayUseLine(chat.lineId, chat.messengerType) &&
    (lineIds === null || lineIds.includes(String(chat.lineId))) &&
    (types === null || types.includes(chat.messengerType.toLowerCase())) &&
    (responsibles === null || responsibles.includes(String(chat.responsibleId))) &&
    (unread === null || (unread === '1') === chat.unread > 0);
  const { items, next } = world.history.listChats(wanted, asked.from, asked.limit);
  return success({
    items: items.map((chat) => chatItem(chat, options.unreadCountInChats)),
    nextPage: writeCursor(next),
  });
}

function listMessages(world: World, request: ApiRequest, record: ChatRecord): ApiAnswer {
  const asked = readPage(request.query);
  if ('status' in asked) return asked;
  const direction = request.query.get('direction') ?? 'prev';
  if (direction !== 'prev' && direction !== 'next') return invalidField('direction');
  const withSystem = request.query.get('includeSystemMessages') === '1';
  const { items, next } = world.history.listMessages(record, direction, asked.from, asked.limit, withSystem);
  return success({ items, nextPage: writeCursor(next) });
}

function sendText(request: ApiRequest, record: ChatRecord, options: ChatRouteOptions): ApiAnswer {
  const { text, sender, tracking } = request.fields;
  if (typeof text !== 'string' || text === '') return invalidField('text');
  if (sender !== undefined && sender !== 'employee' && sender !== 'system') return invalidField('sender');
  if (tracking !== undefined && tracking !== null && typeof tracking !== 'string')
    return invalidField('tracking');
  const message = options.sendText(record, text, sender ?? 'employee', tracking ?? null);
  return success({ id: message.id, chatId: message.chat.id });
}

/** Reads limit, lastTime, lastInternalId and nextPage; a nextPage wins over the other two. */
function readPage(query: URLSearchParams): PageRequest | ApiAnswer {
  const limit = readNumber(query.get('limit'), 20);
  if (limit === null || limit < 1 || limit > 100) return invalidField('limit');
  const cursor = query.get('nextPage');
  if (cursor !== null && cursor !== '') {
    const from = readCursor(cursor);
    return from === null ? invalidField('nextPage') : { limit, from };
  }
  const time = readNumber(query.get('lastTime'), -1);
  const internalId = readNumber(query.get('lastInternalId'), -1);
  if (time === null) return invalidField('lastTime');
  if (internalId === null) return invalidField('lastInternalId');
  return { limit, from: time === -1 ? null : { time, internalId: internalId === -1 ? null : internalId } };
}

function readNumber(text: string | null, otherwise: number): number | null {
  if (text === null || text === '') return otherwise;
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Cursors are opaque to clients. */
function writeCursor(position: Position | null): string | null {
  return position === null
    ? null
    : Buffer.from(JSON.stringify([position.time, position.internalId])).toString('base64url');
}

function readCursor(text: string): Position | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed)) return null;
    const [time, internalId]: unknown[] = parsed;
    return typeof time === 'number' && typeof internalId === 'number' ? { time, internalId } : null;
  } catch {
    return null;
  }
}

function listOf(text: string | null): string[] | null {
  return text === null || text === '' ? null : text.split(',').map((part) => part.trim());
}

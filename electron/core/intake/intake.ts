import type { KnownKind, NotifierEvent } from '../../shared/event.ts';
import { parseChannel } from '../connection/channels.ts';
import type { StoredEvent } from '../ports.ts';
import { fingerprint, parseJson, rawText } from './json.ts';
import { readChatConversation } from './kinds/chatConversation.ts';
import { readChatRead } from './kinds/chatRead.ts';
import { readChatResponsible } from './kinds/chatResponsible.ts';
import { readChatStatus } from './kinds/chatStatus.ts';
import { readChatTag } from './kinds/chatTag.ts';
import { readEmployeeStatus } from './kinds/employeeStatus.ts';
import { readMessage } from './kinds/message.ts';
import { readMessageDestroy } from './kinds/messageDestroy.ts';
import { readMessageReaction } from './kinds/messageReaction.ts';
import { readMessageStatus } from './kinds/messageStatus.ts';
import { readMessageSystem } from './kinds/messageSystem.ts';
import { readQuickResponse } from './kinds/quickResponse.ts';
import { readChat } from './people.ts';
import { asItem, property, readId, readName } from './read.ts';
import type { KindReader, Reading } from './reading.ts';

/**
 * The one door in: whatever arrives, live or by catch-up, becomes events here.
 *
 * Nothing is dropped. An item its reader cannot make sense of, and an event name nobody knows, become events of
 * unknown content with their raw text; the items beside them are not touched by it.
 */

const readers = new Map<string, KindReader>(
  Object.entries({
    message: readMessage,
    messageSystem: readMessageSystem,
    messageStatus: readMessageStatus,
    messageDestroy: readMessageDestroy,
    messageReaction: readMessageReaction,
    chatTag: readChatTag,
    chatConversation: readChatConversation,
    chatStatus: readChatStatus,
    chatResponsible: readChatResponsible,
    chatRead: readChatRead,
    employeeStatus: readEmployeeStatus,
    quickResponse: readQuickResponse,
    quickResponseList: readQuickResponse,
  } satisfies Record<KnownKind, KindReader>),
);

/** ChatApp sends at most some dozens of items in one frame; beyond this a frame is an accident. */
export const maxItemsPerFrame = 10_000;

export interface Arrival {
  accountId: string;
  channel: string;
  /** ChatApp's event name. */
  name: string;
  /** The frame's `data`, as text. */
  dataText: string;
  receivedAtMs: number;
  recovered: boolean;
}

export interface Intake {
  events: StoredEvent[];
  /** Items kept as unknown because their reader could not make sense of them. */
  notUnderstood: number;
}

export function intake(arrival: Arrival): Intake {
  const parsed = parseJson(arrival.dataText);
  const envelope = openEnvelope(parsed.ok ? parsed.value : arrival.dataText);
  const target = parseChannel(arrival.channel);
  return intakeItems({
    ...arrival,
    items: envelope.items,
    // A channel's name is as long as its server likes.
    lineId: envelope.lineId ?? readName(target.lineId),
    messengerType: envelope.messengerType ?? readName(target.messengerType),
  });
}

/** Items that were fetched instead of heard; the same door, one step further in. */
export interface FetchedItems extends Omit<Arrival, 'dataText'> {
  items: readonly unknown[];
  lineId: string | null;
  messengerType: string | null;
}

export function intakeItems(arrival: FetchedItems): Intake {
  const place = { lineId: arrival.lineId, messengerType: arrival.messengerType };
  let notUnderstood = 0;
  const events = arrival.items.map((item) => {
    const reading = read(arrival.name, item);
    if (reading === null) notUnderstood += 1;
    return toStored(arrival, place, item, reading ?? unknownReading(item));
  });
  return { events, notUnderstood };
}

/**
 * ChatApp's payload comes bare (`{data, meta}`, as its page shows) and wrapped (`{payload: {data, meta}, queue}`,
 * as its socket really sends); `data` is an array of many, and a lone object is taken as one.
 */
function openEnvelope(value: unknown): {
  items: unknown[];
  lineId: string | null;
  messengerType: string | null;
} {
  const body = asItem(property(value, 'payload')) ?? value;
  const data = property(body, 'data');
  const meta = property(body, 'meta');
  const items = Array.isArray(data) ? data.slice(0, maxItemsPerFrame) : [asItem(data) ?? body];
  return {
    items,
    lineId: readId(property(meta, 'licenseId')),
    messengerType: readName(property(meta, 'messengerType')),
  };
}

function read(name: string, item: unknown): Reading | null {
  const known = asItem(item);
  if (known === null) return null;
  const reader = readers.get(name);
  return reader ? reader(known) : unknownReading(item);
}

function unknownReading(item: unknown): Reading {
  const id = readId(property(item, 'id'));
  return {
    id: null,
    subject: id ?? '',
    content: { type: 'unknown' },
    chat: readChat(item),
    sender: null,
    direction: null,
    atMs: null,
  };
}

function toStored(
  arrival: Omit<Arrival, 'dataText'>,
  place: Pick<NotifierEvent, 'lineId' | 'messengerType'>,
  item: unknown,
  reading: Reading,
): StoredEvent {
  const raw = rawText(item);
  const kind = readName(arrival.name) ?? 'unnamed';
  const where = [arrival.accountId, place.lineId ?? '', place.messengerType ?? '', kind].join(':');
  // Taken of the few items without an id alone: it is most of the work of taking one in.
  const mark = reading.id === null ? fingerprint(raw) : null;
  const timed = mark !== null && reading.atMs !== null ? `${mark}@${reading.atMs}` : null;
  const identity = reading.id ?? timed;
  return {
    event: {
      // An item with neither id nor time is told apart by its content and the moment it came.
      key: identity === null ? `${where}:~${mark}@${arrival.receivedAtMs}` : `${where}:${identity}`,
      accountId: arrival.accountId,
      ...place,
      channel: readName(arrival.channel) ?? '',
      kind,
      chat: reading.chat,
      sender: reading.sender,
      direction: reading.direction,
      origin: reading.origin ?? null,
      quote: reading.quote ?? null,
      content: reading.content,
      atMs: reading.atMs ?? arrival.receivedAtMs,
      receivedAtMs: arrival.receivedAtMs,
      recovered: arrival.recovered,
    },
    raw,
    content:
      mark === null || identity !== null
        ? null
        : { subject: `${where}:${reading.subject}`, fingerprint: mark },
  };
}

/**
 * Builders of ChatApp's event items, as chatapp-api.md section 4 describes them.
 *
 * Pure: ids and times are arguments. Items marked INFERRED have a shape nobody has published.
 */

import type {
  ChatItem,
  ChatReference,
  MessageBody,
  MessageContent,
  MessageItem,
  Meta,
  Shape,
  Tag,
} from './world/shapes.ts';

/** Packs items for the socket; `queue` is what Laravel adds to the wrapped form. */
export function envelope(items: readonly unknown[], meta: Meta, shape: Shape): object {
  const bare = { data: items, meta };
  return shape === 'wrapped' ? { payload: bare, queue: 'events' } : bare;
}

/** A message id in the style of its messenger: `3EB0…`, `wamid.…`, `<…@…>` or decimal. */
export function messageId(messengerType: string, internalId: number): string {
  switch (messengerType) {
    case 'grWhatsApp':
      return `3EB0${internalId.toString(16).toUpperCase().padStart(16, '0')}`;
    case 'caWhatsApp':
      return `wamid.${Buffer.from(`HBgLinvented${internalId}`).toString('base64')}`;
    case 'email':
      return `<${internalId}.oak-iris@mail.example>`;
    default:
      return String(internalId);
  }
}

const fileEndings: Readonly<Record<string, readonly [name: string, contentType: string, size: number]>> = {
  image: ['photo.jpg', 'image/jpeg', 184_320],
  video: ['walkaround.mp4', 'video/mp4', 2_400_000],
  audio: ['song.mp3', 'audio/mpeg', 900_000],
  voice: ['voice.ogg', 'audio/ogg', 42_000],
  file: ['plan.pdf', 'application/pdf', 88_000],
  document: ['Счёт № 17.pdf', 'application/pdf', 120_400],
  sticker: ['sticker.webp', 'image/webp', 18_000],
};

/** The `message` part of an item; media types get a plausible invented file unless one is given. */
function messageBody(content: MessageContent): MessageBody {
  const type = content.type ?? 'text';
  const ending = fileEndings[type];
  const invented =
    ending === undefined
      ? null
      : {
          link: `https://files.oak-iris.example/${encodeURIComponent(ending[0])}`,
          name: ending[0],
          contentType: ending[1],
          size: ending[2],
        };
  const body: MessageBody = {
    text: content.text ?? '',
    textLang: null,
    caption: content.caption ?? '',
    file: content.file ?? invented,
    location: type === 'location' ? { latitude: 55.75, longitude: 37.61 } : null,
    template: null,
    html: '',
  };
  return type === 'contact' || type === 'contacts'
    ? { ...body, contacts: [{ name: 'Invented Courier', phone: '70000000777' }] }
    : body;
}

/** A `message` item, incoming or outgoing, with the full field set of the old reference. */
export function messageItem(options: {
  readonly id: string;
  readonly internalId: number;
  readonly side: 'in' | 'out';
  readonly time: number;
  readonly chat: ChatItem;
  readonly content: MessageContent;
  /** Who of us sent it; only for outgoing messages. Null: sent from the phone. */
  readonly employeeId?: number | null;
  readonly fromApp?: { id: string; tracking: string | null; sender: string } | null;
  readonly quotedMessageId?: string;
}): MessageItem {
  const { chat, side } = options;
  const outgoing = side === 'out';
  // Live incoming caWhatsApp messages were seen with `fromApi: null`.
  const fromApi = outgoing ? Boolean(options.fromApp) : chat.messengerType === 'caWhatsApp' ? null : false;
  return {
    id: options.id,
    internalId: options.internalId,
    groupId: null,
    fromApi,
    fromMe: outgoing,
    side,
    time: options.time,
    type: options.content.type ?? 'text',
    subtype: options.content.subtype ?? null,
    message: messageBody(options.content),
    quotedMessage: options.quotedMessageId === undefined ? null : { id: options.quotedMessageId },
    fromUser: outgoing
      ? { id: 'oak-iris', username: null, name: 'Oak & Iris', phone: null, email: null }
      : { id: chat.id, username: chat.username, name: chat.name, phone: chat.phone, email: chat.email },
    chat,
    fromApp: outgoing ? (options.fromApp ?? null) : null,
    created: outgoing && typeof options.employeeId === 'number' ? { id: options.employeeId } : null,
  };
}

/** Cuts a chat down to the fields that `messageStatus` items carry. */
export function chatReference(chat: ChatReference): ChatReference {
  const { id, hash, type, phone, username, email } = chat;
  return { id, hash, type, phone, username, email };
}

/** A `messageSystem` item; without a chat it is the documented sample. */
export function messageSystemItem(id: string, text: string, chat?: ChatReference, time?: number): object {
  return {
    id,
    type: 'system',
    message: { text },
    ...(time === undefined ? {} : { time }),
    ...(chat === undefined ? {} : { chat }),
  };
}

/** A `messageStatus` item. `failed` carries an error object, whose shape is INFERRED. */
export function messageStatusItem(
  id: string,
  type: 'sent' | 'delivered' | 'viewed' | 'failed',
  time: number,
  chat: ChatReference,
): object {
  return {
    id,
    type,
    time,
    chat: chatReference(chat),
    fromApp: { id: 'webchat', tracking: null, sender: 'employee' },
    error: type === 'failed' ? { code: 131_026, message: 'Message undeliverable' } : null,
  };
}

/** A `messageDestroy` item: no chat in it, as documented. */
export function messageDestroyItem(id: string, time: number): object {
  return { id, time };
}

/** A `messageReaction` item; `unreact` is INFERRED from Meta's vocabulary. */
export function messageReactionItem(
  id: string,
  reaction: string,
  action: 'react' | 'unreact',
  chat?: ChatReference,
): object {
  return { id, reaction, action, ...(chat === undefined ? {} : { chat: chatReference(chat) }) };
}

/** A `chatTag` item; the chat in it is INFERRED (the documented sample is cut). */
export function chatTagItem(type: 'add' | 'remove', tag: Tag, chat?: ChatReference): object {
  return { type, tag, ...(chat === undefined ? {} : { chat: chatReference(chat) }) };
}

/** A `chatConversation` item, WhatsApp's 24-hour window; `UIC` is INFERRED. */
export function chatConversationItem(id: string, type: 'BIC' | 'UIC', chat?: ChatReference): object {
  return { conversation: { id, type }, ...(chat === undefined ? {} : { chat: chatReference(chat) }) };
}

/** A `chatStatus` item; `open` is INFERRED. */
export function chatStatusItem(type: 'open' | 'close', chatId: string): object {
  return { type, chat: { id: chatId } };
}

/** A `chatResponsible` item: INFERRED. Null: nobody is responsible any more. */
export function chatResponsibleItem(chatId: string, employeeId: number | null): object {
  return { chat: { id: chatId }, responsible: employeeId === null ? null : { id: employeeId } };
}

/** A `chatRead` item: INFERRED. */
export function chatReadItem(chatId: string): object {
  return { chat: { id: chatId } };
}

/** An `employeeStatus` item (company channel): INFERRED from the product's shift and presence words. */
export function employeeStatusItem(
  employeeId: number,
  status: 'online' | 'offline',
  shift: 'open' | 'closed',
): object {
  return { employee: { id: employeeId }, status, shift };
}

/** A `quickResponse` item (user channel): INFERRED. */
export function quickResponseItem(
  action: 'add' | 'update' | 'delete',
  id: number,
  name: string,
  text: string,
): object {
  return { type: action, quickResponse: { id, name, text } };
}

/** A `quickResponseList` item (user channel): INFERRED. */
export function quickResponseListItem(action: 'add' | 'update' | 'delete', id: number, name: string): object {
  return { type: action, list: { id, name } };
}

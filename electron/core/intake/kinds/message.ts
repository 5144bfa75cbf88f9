import type { Content } from '../../../shared/event.ts';
import { readChat, readOrigin, readSender } from '../people.ts';
import { readQuote } from '../quote.ts';
import { property, readFlag, readId, readName, readText, readTimeMs, readWord, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

const attachments = new Set(['image', 'video', 'audio', 'voice', 'file', 'document', 'sticker']);

/** `message`: incoming and outgoing, of every type ChatApp has or will have. */
export function readMessage(item: Item): Reading | null {
  const id = readId(property(item, 'id'));
  if (id === null) return null;
  const direction = readDirection(item);
  return {
    id,
    subject: id,
    content: readMessageContent(item),
    chat: readChat(item),
    sender: readSender(item),
    direction,
    quote: readQuote(property(item, 'quotedMessage')),
    ...(direction === 'outgoing' ? { origin: readOrigin(item) } : {}),
    atMs: readTimeMs(property(item, 'time')),
  };
}

/** `side` decides; where it is missing, `fromMe` does (both: API notes, 4.3). */
function readDirection(item: Item): Reading['direction'] {
  const side = property(item, 'side');
  if (side === 'in') return 'incoming';
  if (side === 'out') return 'outgoing';
  const fromMe = readFlag(property(item, 'fromMe'));
  if (fromMe === null) return null;
  return fromMe ? 'outgoing' : 'incoming';
}

function readMessageContent(item: Item): Content {
  const type = readWord(property(item, 'type')) ?? 'text';
  const message = property(item, 'message');
  const text = readText(property(message, 'text'));
  const caption = readText(property(message, 'caption')) ?? text;
  if (type === 'system') return { type: 'system', text: text ?? '' };
  if (attachments.has(type)) {
    const file = property(message, 'file');
    const fileName = readName(property(file, 'name')) ?? readName(property(file, 'fileName'));
    return { type: 'attachment', attachment: type, fileName, caption };
  }
  if (type === 'text' && text !== null) return { type: 'text', text };
  return { type: 'otherMessage', messageType: type, text: caption };
}

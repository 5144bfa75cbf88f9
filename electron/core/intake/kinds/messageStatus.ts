import { readChat } from '../people.ts';
import { asItem, property, readId, readName, readText, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `messageStatus`: sent, delivered, viewed or failed; one message has several, in any order. */
export function readMessageStatus(item: Item): Reading | null {
  const messageId = readId(property(item, 'id'));
  const status = readName(property(item, 'type'));
  if (messageId === null || status === null) return null;
  return {
    id: `${messageId} ${status}`,
    subject: messageId,
    content: { type: 'delivery', messageId, status, error: readError(property(item, 'error')) },
    chat: readChat(item),
    sender: null,
    direction: 'outgoing',
    atMs: readTimeMs(property(item, 'time')),
  };
}

/** Its shape is documented nowhere: a text, or an object with a code and a message. */
function readError(error: unknown): string | null {
  const parts = asItem(error);
  if (parts === null) return readText(error, 500);
  const words = [readId(property(parts, 'code')), readText(property(parts, 'message'), 400)].filter(
    (part) => part !== null,
  );
  return words.length > 0 ? words.join(': ') : null;
}

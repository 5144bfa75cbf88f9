import { readChat } from '../people.ts';
import { property, readId, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `messageDestroy`: a message was deleted; `id` is that of the message. */
export function readMessageDestroy(item: Item): Reading | null {
  const messageId = readId(property(item, 'id'));
  if (messageId === null) return null;
  return {
    id: messageId,
    subject: messageId,
    content: { type: 'destroyed', messageId },
    chat: readChat(item),
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

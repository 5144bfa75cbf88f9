import { readChat } from '../people.ts';
import { property, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `chatRead`: somebody read a chat; ChatApp does not say who. */
export function readChatRead(item: Item): Reading | null {
  const chat = readChat(item);
  if (chat === null) return null;
  return {
    id: null,
    subject: chat.id,
    content: { type: 'read' },
    chat,
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

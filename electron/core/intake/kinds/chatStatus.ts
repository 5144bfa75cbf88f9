import { readChat } from '../people.ts';
import { property, readTimeMs, readWord, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `chatStatus`: a chat was closed or opened. It has neither id nor time, so its place in the chat tells it apart. */
export function readChatStatus(item: Item): Reading | null {
  const chat = readChat(item);
  const status = readWord(property(item, 'type')) ?? readWord(property(item, 'status'));
  if (chat === null || status === null) return null;
  return {
    id: null,
    subject: chat.id,
    content: { type: 'chatStatus', status },
    chat,
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

import { readChat } from '../people.ts';
import { property, readName, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `chatStatus`: a chat was closed or opened. It has neither id nor time, so its place in the chat tells it apart. */
export function readChatStatus(item: Item): Reading | null {
  const chat = readChat(item);
  const status = readName(property(item, 'type')) ?? readName(property(item, 'status'));
  if (chat === null || status === null) return null;
  return {
    id: null,
    subject: chat.id,
    content: { type: 'chatStatus', status: status.toLowerCase() },
    chat,
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

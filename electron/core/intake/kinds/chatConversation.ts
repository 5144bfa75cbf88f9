import { readChat } from '../people.ts';
import { property, readId, readName, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `chatConversation`: a WhatsApp 24-hour window was opened, by the business (BIC) or by the customer (UIC). */
export function readChatConversation(item: Item): Reading | null {
  const conversation = property(item, 'conversation');
  const id = readId(property(conversation, 'id'));
  if (id === null) return null;
  return {
    id,
    subject: id,
    content: { type: 'conversation', conversationType: readName(property(conversation, 'type')) },
    chat: readChat(item),
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

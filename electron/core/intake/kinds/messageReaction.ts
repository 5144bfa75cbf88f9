import { readChat, readSender } from '../people.ts';
import { property, readId, readName, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `messageReaction`: ChatApp gives the message's id only, so a reaction has no id of its own. */
export function readMessageReaction(item: Item): Reading | null {
  const messageId = readId(property(item, 'id'));
  if (messageId === null) return null;
  return {
    id: null,
    subject: messageId,
    content: {
      type: 'reaction',
      messageId,
      reaction: readName(property(item, 'reaction')) ?? '',
      action: readName(property(item, 'action')) ?? 'react',
    },
    chat: readChat(item),
    sender: readSender(item),
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

import { readChat } from '../people.ts';
import { property, readId, readName, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `chatTag`: a tag was put on a chat or taken off. */
export function readChatTag(item: Item): Reading | null {
  const action = readName(property(item, 'type'));
  const tag = property(item, 'tag');
  const title = readName(property(tag, 'name')) ?? readId(property(tag, 'id'));
  if (action === null || title === null) return null;
  const chat = readChat(item);
  return {
    id: null,
    subject: `${chat?.id ?? ''} ${readId(property(tag, 'id')) ?? title}`,
    content: { type: 'tag', action, tag: title },
    chat,
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

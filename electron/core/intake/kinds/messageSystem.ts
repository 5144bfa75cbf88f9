import { readChat } from '../people.ts';
import { property, readId, readText, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `messageSystem`: a line of text that ChatApp itself wrote into a chat. */
export function readMessageSystem(item: Item): Reading | null {
  const id = readId(property(item, 'id'));
  const text = readText(property(property(item, 'message'), 'text'));
  if (id === null && text === null) return null;
  return {
    id,
    subject: `system ${text ?? ''}`,
    content: { type: 'system', text: text ?? '' },
    chat: readChat(item),
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

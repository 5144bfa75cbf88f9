import { property, readId, readName, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `quickResponse` and `quickResponseList`: a ready-made answer, or a list of them, was changed. */
export function readQuickResponse(item: Item): Reading | null {
  const inner = property(item, 'quickResponse') ?? property(item, 'quickResponseList') ?? item;
  const title =
    readName(property(inner, 'title')) ?? readName(property(inner, 'name')) ?? readId(property(inner, 'id'));
  const action = readName(property(item, 'type')) ?? readName(property(item, 'action'));
  if (title === null && action === null) return null;
  return {
    id: null,
    subject: readId(property(inner, 'id')) ?? title ?? '',
    content: { type: 'quickResponse', action, title },
    chat: null,
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

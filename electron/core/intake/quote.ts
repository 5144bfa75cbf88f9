import { maxQuoteLength, type Quote } from '../../shared/event.ts';
import { readSender } from './people.ts';
import { asItem, cut, property, readId, readName, readText } from './read.ts';

/**
 * The message that another one answers. ChatApp's pages name `quotedMessage` and not its shape (API notes, 4.3); it is
 * read as a message like any other, and as its text alone.
 */
export function readQuote(quoted: unknown): Quote | null {
  const alone = readText(quoted);
  if (alone !== null) return { messageId: null, sender: null, text: cut(alone, maxQuoteLength) };
  const item = asItem(quoted);
  if (item === null) return null;
  const message = property(item, 'message');
  const text =
    readText(property(message, 'text')) ??
    readText(property(message, 'caption')) ??
    readText(message) ??
    readText(property(item, 'text')) ??
    readName(property(property(message, 'file'), 'name'));
  const messageId = readId(property(item, 'id')) ?? readId(property(item, 'messageId'));
  const from = readSender(item);
  const sender = from?.name ?? from?.phone ?? null;
  if (messageId === null && text === null) return null;
  return { messageId, sender, text: text === null ? null : cut(text, maxQuoteLength) };
}

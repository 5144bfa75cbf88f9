import type { StoredEvent } from '../../../electron/core/ports.ts';
import { openHistory } from '../../../electron/platform/history.ts';
import { arrive, messageItem } from '../../support/events.ts';

/** A history of so many messages, as months of work leave it: read, decided, of many chats and two lines. */

const inOneTransaction = 500;
export const unreadAtTheEnd = 40;
const chats = 3_000;
const lines = [
  { id: 1229, messenger: 'telegram' },
  { id: 1230, messenger: 'caWhatsApp' },
] as const;
/** All of it within what the app keeps by itself. */
const spanMs = 200 * 86_400_000;

const words =
  'hello order table oak delivery friday colour blue invoice paid return broken chair flowers address call morning please thanks when how much courier size photo завтра заказ доставка возврат стол цветы оплата адрес спасибо когда сколько'.split(
    ' ',
  );
/** In every hundredth message. */
export const rareWord = 'walnut';
/** In every one, as a part of the sender's name. */
export const everywhereWord = 'customer';
/** In every fourth or so. */
export const commonWord = 'table';

export function fillHistory(file: string, events: number, nowMs: number): void {
  const { history } = openHistory(file, nowMs);
  try {
    for (let from = 0; from < events; from += inOneTransaction) {
      const count = Math.min(inOneTransaction, events - from);
      const rows = history.insertNew(storedMessages(from, count, nowMs - spanMs * (1 - from / events)));
      history.together(() => {
        for (const { key } of rows) history.setVerdict(key, 'show', 'incomingMessage', null);
      });
      if (from + count < events) history.markRead('all');
      else history.markRead(rows.slice(0, -unreadAtTheEnd).map(({ key }) => key));
    }
    while (history.indexNew(inOneTransaction));
    const stored = history.events();
    if (stored !== events) throw new Error(`${stored} events were stored instead of ${events}`);
  } finally {
    history.close();
  }
}

/** Messages as intake hands them to the history: the same for the same numbers. */
export function storedMessages(from: number, count: number, atMs: number): StoredEvent[] {
  const line = lines[Math.floor(from / inOneTransaction) % lines.length] ?? lines[0];
  const items = Array.from({ length: count }, (_, index) => messageOf(from + index, atMs + index));
  return arrive('message', items, {
    channel: `private-v1.licenses.${line.id}.messengers.${line.messenger}`,
    receivedAtMs: atMs,
  });
}

function messageOf(number: number, atMs: number): Record<string, unknown> {
  const chat = (number * 7_919) % chats;
  const phone = `7000${String(chat).padStart(7, '0')}`;
  const id = `${phone}@c.us`;
  const name = `Customer ${chat}`;
  return messageItem({
    id: `m${number}`,
    internalId: number,
    time: Math.floor(atMs / 1_000),
    message: { text: textOf(number) },
    fromUser: { id, name, phone },
    chat: { id, type: 'private', phone, name },
  });
}

/** Eight words or so, the same for the same number. */
function textOf(number: number): string {
  let state = Math.imul(number + 1, 0x9e37_79b1);
  const chosen: string[] = [];
  for (let index = 0; index < 8; index += 1) {
    state = Math.imul(state ^ (state >>> 15), 0x85eb_ca6b) + 1;
    chosen.push(words[(state >>> 8) % words.length] ?? commonWord);
  }
  if (number % 100 === 0) chosen.push(rareWord);
  return chosen.join(' ');
}

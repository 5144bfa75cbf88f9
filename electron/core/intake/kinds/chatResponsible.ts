import { readChat, readEmployee } from '../people.ts';
import { property, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `chatResponsible`: a chat was assigned to an employee, or to nobody. */
export function readChatResponsible(item: Item): Reading | null {
  const chat = readChat(item);
  if (chat === null) return null;
  const employee = readEmployee(item);
  return {
    id: null,
    subject: chat.id,
    content: { type: 'responsible', ...employee },
    chat: { ...chat, responsibleId: employee.employeeId, responsibleKnown: true },
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

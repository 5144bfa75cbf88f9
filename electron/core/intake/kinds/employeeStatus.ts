import { readEmployee } from '../people.ts';
import { asItem, property, readId, readName, readTimeMs, type Item } from '../read.ts';
import type { Reading } from '../reading.ts';

/** `employeeStatus`: an employee came online, went offline, or opened or closed a shift. */
export function readEmployeeStatus(item: Item): Reading | null {
  const named = readEmployee(item);
  const employeeId = named.employeeId ?? readId(property(item, 'id'));
  const statusItem = asItem(property(item, 'status'));
  const status =
    readName(property(statusItem, 'code')) ??
    readName(property(statusItem, 'name')) ??
    readName(property(item, 'status')) ??
    readName(property(item, 'type'));
  if (employeeId === null && status === null) return null;
  return {
    id: null,
    subject: employeeId ?? '',
    content: {
      type: 'employee',
      employeeId,
      employeeName:
        named.employeeName ?? readName(property(item, 'fullName')) ?? readName(property(item, 'name')),
      status,
    },
    chat: null,
    sender: null,
    direction: null,
    atMs: readTimeMs(property(item, 'time')),
  };
}

import type { Chat, Origin, Sender } from '../../shared/event.ts';
import { asItem, property, readId, readName } from './read.ts';

/** The chat and the sender, wherever a ChatApp item carries them. */

export function readChat(item: unknown): Chat | null {
  const chat = asItem(property(item, 'chat'));
  const id = readId(property(chat, 'id')) ?? readId(property(item, 'chatId'));
  if (id === null) return null;
  return {
    id,
    name: readName(property(chat, 'name')),
    phone: readId(property(chat, 'phone')),
    username: readName(property(chat, 'username')),
    type: readName(property(chat, 'type')),
    responsibleId: readId(property(property(chat, 'responsible'), 'id')),
    // "responsible": null says that nobody is; without the key nothing is said.
    responsibleKnown: property(chat, 'responsible') !== undefined,
  };
}

export function readSender(item: unknown): Sender | null {
  const from = asItem(property(item, 'fromUser'));
  if (from === null) return null;
  const sender = {
    id: readId(property(from, 'id')),
    name: readName(property(from, 'name')) ?? readName(property(from, 'username')),
    phone: readId(property(from, 'phone')),
  };
  return sender.id === null && sender.name === null && sender.phone === null ? null : sender;
}

/**
 * Who or what wrote an outgoing message (API notes, 4.3): `fromApp` names the program and whether a person used it,
 * `created` the employee. Neither is there when it was sent from the phone.
 */
export function readOrigin(item: unknown): Origin {
  const app = property(item, 'fromApp');
  const program = readName(property(app, 'id'));
  return {
    employeeId: readId(property(property(item, 'created'), 'id')),
    app: program,
    automatic: readName(property(app, 'sender')) === 'system' || program === 'msbot',
    tracking: readName(property(app, 'tracking')),
  };
}

/** The employee an item speaks of; ChatApp's pages name none of these keys for sure (see the API notes, 4.11). */
export function readEmployee(item: unknown): { employeeId: string | null; employeeName: string | null } {
  const chat = property(item, 'chat');
  const employee =
    asItem(property(item, 'responsible')) ??
    asItem(property(item, 'employee')) ??
    asItem(property(item, 'user')) ??
    asItem(property(chat, 'responsible'));
  return {
    employeeId:
      readId(property(employee, 'id')) ??
      readId(property(item, 'employeeId')) ??
      readId(property(item, 'userId')),
    employeeName:
      readName(property(employee, 'fullName')) ??
      readName(property(employee, 'name')) ??
      readName(property(employee, 'email')),
  };
}

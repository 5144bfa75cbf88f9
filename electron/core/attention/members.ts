import { chatKey, type EventRow } from '../../shared/event.ts';
import { personTitle } from '../../shared/eventText.ts';
import type { Decision } from './decide.ts';
import { maxKeys, maxMembers, type LiveToast, type Member } from './state.ts';

/** Members of notifications: making them, adding to them, taking events out of them. */

/**
 * Events other than messages have our time, while an answer has ChatApp's: so much may this computer's clock run ahead.
 * Milliseconds.
 */
const clockDoubtMs = 120_000;

export function memberOf(row: EventRow, decision: Decision): Member {
  const chat = chatKey(row);
  // Whatever happens in a chat shares its one notification.
  return {
    id: chat ?? `event ${row.key}`,
    chat,
    accountId: row.accountId,
    lineId: row.lineId,
    messengerType: row.messengerType,
    name: personTitle(row),
    chatClass: decision.chatClass,
    keys: [row.key],
    messages: decision.kind === 'message' ? 1 : 0,
    newestKey: row.key,
    newestMs: row.atMs,
    askedMs: decision.kind === 'message' ? Math.min(row.atMs, row.receivedAtMs) : row.atMs - clockDoubtMs,
    heardMs: row.receivedAtMs,
  };
}

/** Two halves of the same chat; the newer one gives the words. */
export function joinMembers(before: Member | undefined, added: Member): Member {
  if (before === undefined) return added;
  const newest = added.newestMs >= before.newestMs ? added : before;
  return {
    ...added,
    name: added.name ?? before.name,
    keys: [...before.keys, ...added.keys.filter((key) => !before.keys.includes(key))].slice(-maxKeys),
    messages: before.messages + added.messages,
    newestKey: newest.newestKey,
    newestMs: newest.newestMs,
    askedMs: Math.max(added.askedMs, before.askedMs),
    heardMs: Math.max(added.heardMs, before.heardMs),
  };
}

/** Without one event; null when nothing is left to tell. */
export function withoutKey(member: Member, key: string): Member | null {
  const keys = member.keys.filter((other) => other !== key);
  const newest = keys.at(-1);
  if (newest === undefined) return null;
  return {
    ...member,
    keys,
    messages: Math.max(0, member.messages - 1),
    newestKey: member.newestKey === key ? newest : member.newestKey,
  };
}

export function withMember(toast: LiveToast, member: Member): LiveToast {
  const members = new Map(toast.members);
  members.delete(member.id);
  members.set(member.id, member);
  for (const id of members.keys()) {
    if (members.size <= maxMembers) break;
    members.delete(id);
  }
  return { ...toast, members };
}

export function messagesOf(toast: Pick<LiveToast, 'members'>): number {
  let messages = 0;
  for (const member of toast.members.values()) messages += member.messages;
  return messages;
}

export function keysOf(toast: Pick<LiveToast, 'members'>): string[] {
  return [...toast.members.values()].flatMap((member) => member.keys);
}

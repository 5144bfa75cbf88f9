import { chatKey, type EventRow, type Settled } from '../../shared/event.ts';
import { classLevel, classOf, ownUserId } from './decide.ts';
import { dropMember } from './telling.ts';
import { judge, putToast, type Draft } from './draft.ts';
import { withoutKey } from './members.ts';
import type { Waiting } from './state.ts';

/** What makes a notification pointless: an answer, a look, the end of the chat, another taking it, a deleted message. */

/**
 * A "read" this soon after the customer's message may be the customer's own look at our last one: ChatApp does not say
 * whose it was. Milliseconds.
 */
export const readDoubtMs = 2_000;

/** @returns whether the event settled something. */
export function settleBy(draft: Draft, row: EventRow): boolean {
  const { content } = row;
  if (content.type === 'destroyed') return settleMessage(draft, row, content.messageId);
  const chat = chatKey(row);
  if (chat === null) return false;
  switch (content.type) {
    case 'text':
    case 'attachment':
    case 'otherMessage': {
      // A robot's "we answer soon" answers nobody.
      if (row.direction !== 'outgoing' || row.origin?.automatic === true) return false;
      return settleChat(draft, chat, { what: 'answered', ...authorOf(row) }, row.atMs, true);
    }
    case 'chatStatus':
      return (
        content.status.startsWith('close') &&
        settleChat(draft, chat, { what: 'closed', by: null, name: null }, Number.MAX_SAFE_INTEGER, true)
      );
    case 'read': {
      const settled: Settled = { what: 'read', by: null, name: null };
      return settleChat(draft, chat, settled, Number.MAX_SAFE_INTEGER, false, row.receivedAtMs - readDoubtMs);
    }
    case 'responsible': {
      reclassify(draft, chat, row);
      const own = ownUserId(row.accountId);
      if (own === null || content.employeeId === null || content.employeeId === own) return false;
      const settled: Settled = {
        what: 'taken',
        by: 'colleague',
        name: content.employeeName ?? content.employeeId,
      };
      return settleChat(draft, chat, settled, Number.MAX_SAFE_INTEGER, false);
    }
    default:
      return false;
  }
}

function authorOf(row: EventRow): Pick<Settled, 'by' | 'name'> {
  const { origin } = row;
  if (origin === null) return { by: null, name: null };
  if (origin.employeeId !== null) {
    return origin.employeeId === ownUserId(row.accountId)
      ? { by: 'me', name: null }
      : { by: 'colleague', name: origin.employeeId };
  }
  return origin.app === null ? { by: 'phone', name: null } : { by: 'colleague', name: null };
}

/**
 * @param upToMs what the chat's customer wrote after this is not settled by it.
 * @param endsWaiting whether nobody waits any more.
 * @param heardUpToMs what arrived after this is not settled by it either.
 */
export function settleChat(
  draft: Draft,
  chat: string,
  settled: Settled,
  upToMs: number,
  endsWaiting: boolean,
  heardUpToMs = Number.MAX_SAFE_INTEGER,
): boolean {
  const keys = new Set<string>();
  let shown = false;
  for (const toast of draft.live.result.values()) {
    const member = toast.members.get(chat);
    if (member === undefined || member.askedMs > upToMs || member.heardMs > heardUpToMs) continue;
    member.keys.forEach((key) => keys.add(key));
    shown ||= draft.live.base.has(toast.id);
    dropMember(draft, toast, chat);
  }
  for (const waitingRoom of [draft.held, draft.found] as const) {
    const member = waitingRoom.get(chat);
    if (member === undefined || member.askedMs > upToMs || member.heardMs > heardUpToMs) continue;
    member.keys.forEach((key) => keys.add(key));
    waitingRoom.delete(chat);
  }
  const waiting = draft.waiting.get(chat);
  if (endsWaiting && waiting !== undefined) {
    if (waiting.newestMs <= upToMs) {
      waiting.keys.forEach((key) => keys.add(key));
      draft.waiting.delete(chat);
    } else if (waiting.sinceMs <= upToMs) {
      // Answered in between: what came after still waits.
      draft.waiting.set(chat, { ...waiting, sinceMs: waiting.newestMs, messages: 1, steps: 0 });
    }
  }
  if (keys.size === 0) return false;
  tellSettled(draft, chat.slice(0, chat.indexOf(':')), [...keys], settled, shown);
  return true;
}

function tellSettled(
  draft: Draft,
  accountId: string,
  keys: readonly string[],
  settled: Settled,
  shown: boolean,
): void {
  for (const key of keys) {
    const verdict = draft.verdicts.get(key);
    // Settled within the step it came in: nobody was told of it.
    if (verdict !== undefined && verdict.verdict !== 'silent')
      judge(draft, key, 'silent', 'answeredMeanwhile');
  }
  draft.effects.push({ type: 'settled', accountId, keys, settled, shown });
}

/** A deleted message: its event goes; a chat with others left is told anew with those. */
function settleMessage(draft: Draft, row: EventRow, messageId: string): boolean {
  const key = [row.accountId, row.lineId ?? '', row.messengerType ?? '', 'message', messageId].join(':');
  const settled: Settled = { what: 'destroyed', by: null, name: null };
  let shown = false;
  let found = false;
  for (const toast of draft.live.result.values()) {
    for (const member of toast.members.values()) {
      if (!member.keys.includes(key)) continue;
      found = true;
      shown ||= draft.live.base.has(toast.id);
      const rest = withoutKey(member, key);
      if (rest === null) dropMember(draft, toast, member.id);
      else {
        const less = { ...toast, members: new Map(toast.members).set(member.id, rest) };
        if (toast.faded) draft.live.set(toast.id, less);
        else putToast(draft, less, [], false);
      }
    }
  }
  for (const member of draft.held.result.values()) {
    if (!member.keys.includes(key)) continue;
    found = true;
    const rest = withoutKey(member, key);
    if (rest === null) draft.held.delete(member.id);
    else draft.held.set(member.id, { ...rest, because: member.because });
  }
  for (const member of draft.found.values()) {
    if (!member.keys.includes(key)) continue;
    found = true;
    const rest = withoutKey(member, key);
    if (rest === null) draft.found.delete(member.id);
    else draft.found.set(member.id, rest);
  }
  for (const waiting of draft.waiting.result.values()) {
    if (!waiting.keys.includes(key)) continue;
    found = true;
    const keys = waiting.keys.filter((other) => other !== key);
    const newestKey = keys.at(-1);
    if (newestKey === undefined) draft.waiting.delete(waiting.chat);
    else draft.waiting.set(waiting.chat, { ...waiting, keys, newestKey, messages: waiting.messages - 1 });
  }
  if (found) tellSettled(draft, row.accountId, [key], settled, shown);
  return found;
}

/** Whose the chat is has changed, and with it whether its waiting is ours. */
function reclassify(draft: Draft, chat: string, row: EventRow): void {
  const waiting = draft.waiting.get(chat);
  const chatClass = classOf(row);
  if (waiting === undefined || chatClass === null) return;
  const { settings, standing } = draft.situation;
  const level = classLevel(chatClass, settings, standing(row.accountId, row.lineId));
  const next: Waiting = { ...waiting, chatClass, escalates: level === 'notify' || level === 'urgent' };
  draft.waiting.set(chat, next);
}

/** Seen in this app's own window: nothing of it has to be told any more. */
export function settleRead(draft: Draft, read: readonly string[] | 'all'): void {
  const settled: Settled = { what: 'readHere', by: 'me', name: null };
  const wanted = read === 'all' ? null : new Set(read);
  const isRead = (keys: readonly string[]): boolean => wanted === null || keys.some((key) => wanted.has(key));
  for (const toast of draft.live.result.values()) {
    for (const member of toast.members.values()) {
      const current = draft.live.get(toast.id);
      if (current === undefined || !isRead(member.keys)) continue;
      dropMember(draft, current, member.id);
      draft.effects.push({
        type: 'settled',
        accountId: member.accountId,
        keys: member.keys,
        settled,
        shown: true,
      });
    }
  }
  for (const member of draft.held.result.values()) {
    if (!isRead(member.keys)) continue;
    draft.held.delete(member.id);
    draft.effects.push({
      type: 'settled',
      accountId: member.accountId,
      keys: member.keys,
      settled,
      shown: false,
    });
  }
}

/** The chat waits no more; what still stands of it was seen by whoever said so. */
export function settleWaiting(draft: Draft, chat: string): void {
  const waiting = draft.waiting.get(chat);
  if (waiting === undefined) return;
  settleRead(draft, waiting.keys);
  draft.effects.push({ type: 'markRead', keys: waiting.keys });
  draft.waiting.delete(chat);
}

/** Nothing of an account that is not there stays on the screen, is held, or waits. */
export function dropAccount(draft: Draft, accountId: string): void {
  for (const { id } of draft.live.result.values()) {
    for (const member of draft.live.get(id)?.members.values() ?? []) {
      const toast = draft.live.get(id);
      if (member.accountId !== accountId || toast === undefined) continue;
      dropMember(draft, toast, member.id);
      draft.effects.push({ type: 'outcome', keys: member.keys, outcome: 'withdrawn' });
    }
  }
  for (const member of draft.held.result.values()) {
    if (member.accountId !== accountId) continue;
    draft.held.delete(member.id);
    draft.effects.push({ type: 'outcome', keys: member.keys, outcome: 'withdrawn' });
  }
  for (const waiting of draft.waiting.result.values())
    if (waiting.accountId === accountId) draft.waiting.delete(waiting.chat);
}

import type { UnansweredStep } from '../../shared/attention.ts';
import { chatKey, type EventRow } from '../../shared/event.ts';
import { personTitle } from '../../shared/eventText.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Decision } from './decide.ts';
import type { Draft } from './draft.ts';
import { whyQuiet } from './holding.ts';
import { shiftBeganMs } from './shifts.ts';
import { maxKeys, type Member, type Situation, type Waiting } from './state.ts';
import { tell, tellMembers } from './telling.ts';

/**
 * The unanswered timer of a chat: it starts at the customer's first unanswered message and takes its steps while
 * nobody answers. Off shift and in a snooze no step is taken; a shift that begins starts counting anew.
 */

/** Chats that are told again one by one; more of them become one summary. */
const againSinglyAtMost = 3;

/** A customer wrote. */
export function startWaiting(draft: Draft, row: EventRow, decision: Decision): void {
  const chat = chatKey(row);
  if (chat === null || decision.kind !== 'message' || decision.chatClass === null) return;
  // A clock of ChatApp's that runs ahead must not make the wait shorter than none.
  const atMs = Math.min(row.atMs, row.receivedAtMs);
  const before = draft.waiting.get(chat);
  const newer = before === undefined || atMs >= before.newestMs;
  draft.waiting.set(chat, {
    chat,
    accountId: row.accountId,
    lineId: row.lineId,
    messengerType: row.messengerType,
    name: personTitle(row) ?? before?.name ?? null,
    chatClass: decision.chatClass,
    newestKey: newer ? row.key : before.newestKey,
    newestMs: newer ? atMs : before.newestMs,
    sinceMs: Math.min(before?.sinceMs ?? atMs, atMs),
    messages: (before?.messages ?? 0) + 1,
    steps: before?.steps ?? 0,
    escalates: decision.level === 'notify' || decision.level === 'urgent',
    keys: [...(before?.keys ?? []), row.key].slice(-maxKeys),
  });
}

export function stepsOf(settings: Settings, lineId: string | null): readonly UnansweredStep[] {
  const { unanswered } = settings.attention;
  if (!unanswered.enabled) return [];
  const own = unanswered.lines.find((line) => line.lineId === lineId);
  return (own?.steps ?? unanswered.steps).toSorted((one, other) => one.afterMinutes - other.afterMinutes);
}

/** Where the counting begins: at the first unanswered message, or at the shift that began since. */
function countsFromMs(waiting: Waiting, { plan, nowMs }: Situation): number {
  return Math.max(waiting.sinceMs, shiftBeganMs(plan, waiting.lineId, nowMs) ?? 0);
}

/** How many steps are due by now. */
function dueSteps(waiting: Waiting, situation: Situation): number {
  const waitedMs = situation.nowMs - countsFromMs(waiting, situation);
  return stepsOf(situation.settings, waiting.lineId).filter((step) => step.afterMinutes * 60_000 <= waitedMs)
    .length;
}

/**
 * Takes the steps that have come due; of several at once only the strongest is heard.
 *
 * @param toldNow chats that are told of at this very moment: what came due in their quiet is heard with that.
 */
export function takeSteps(draft: Draft, toldNow: ReadonlySet<string>): void {
  const again: { member: Member; loud: boolean; sinceMs: number }[] = [];
  for (const waiting of draft.waiting.result.values()) {
    if (!waiting.escalates) continue;
    const due = dueSteps(waiting, draft.situation);
    if (due <= waiting.steps || whyQuiet(draft, waiting, 'notify') !== null) continue;
    const taken = stepsOf(draft.situation.settings, waiting.lineId).slice(waiting.steps, due);
    draft.waiting.set(waiting.chat, { ...waiting, steps: due });
    if (toldNow.has(waiting.chat)) continue;
    const actions = new Set(taken.map((step) => step.action));
    if (actions.has('attention') && !draft.effects.some((effect) => effect.type === 'attention'))
      draft.effects.push({ type: 'attention' });
    if (actions.has('repeat') || actions.has('louder'))
      again.push({ member: asMember(draft, waiting), loud: actions.has('louder'), sinceMs: waiting.sinceMs });
  }
  if (again.length > againSinglyAtMost) {
    const members = again.map(({ member }) => member);
    tellMembers(draft, members, { kind: 'waiting', because: null, singlyAtMost: 0 });
    return;
  }
  for (const { member, loud, sinceMs } of again) {
    const level = loud ? 'urgent' : 'notify';
    tell(draft, member, { level, sound: true, again: true, waitsSinceMs: sinceMs });
  }
}

/** What stands on the screen already counts these messages; told again it must not count them twice. */
function asMember(draft: Draft, waiting: Waiting): Member {
  const standing = [...draft.live.result.values()].find((toast) => toast.members.has(waiting.chat));
  return {
    id: waiting.chat,
    chat: waiting.chat,
    accountId: waiting.accountId,
    lineId: waiting.lineId,
    messengerType: waiting.messengerType,
    name: waiting.name,
    chatClass: waiting.chatClass,
    keys: standing === undefined ? waiting.keys : [],
    messages: standing === undefined ? waiting.messages : 0,
    newestKey: waiting.newestKey,
    newestMs: waiting.newestMs,
    askedMs: waiting.newestMs,
    heardMs: waiting.newestMs,
  };
}

/** When the next step comes due; null when none will. One that is due already waits for the end of its quiet. */
export function nextStepMs(waitingChats: Iterable<Waiting>, situation: Situation): number | null {
  let next: number | null = null;
  for (const waiting of waitingChats) {
    if (!waiting.escalates) continue;
    const step = stepsOf(situation.settings, waiting.lineId)[waiting.steps];
    if (step === undefined) continue;
    const dueMs = countsFromMs(waiting, situation) + step.afterMinutes * 60_000;
    if (dueMs > situation.nowMs && (next === null || dueMs < next)) next = dueMs;
  }
  return next;
}

import type { AlertLevel } from '../../shared/attention.ts';
import { joinMembers } from './members.ts';
import { isOnShift } from './shifts.ts';
import { quietOver } from './snooze.ts';
import { dropMember, tellMembers } from './telling.ts';
import type { Draft } from './draft.ts';
import type { HeldMember, HoldReason, Member } from './state.ts';

/** What is kept for later, and why. */

/** Why nobody may be told of this now: kept for a summary, or (`muted`) told to nobody. */
export function whyQuiet(
  draft: Draft,
  subject: Pick<Member, 'chat' | 'accountId' | 'lineId'>,
  level: AlertLevel,
): HoldReason | 'muted' | null {
  const { nowMs, plan } = draft.situation;
  const snooze = quietOver(draft.quiet, subject, nowMs);
  if (snooze !== null) {
    if (snooze.mode !== 'snoozed') return 'muted';
    return snooze.scope === 'all' ? 'paused' : 'snoozed';
  }
  if (level !== 'urgent' && !isOnShift(plan, subject.lineId, draft.quiet, nowMs)) return 'offShift';
  return null;
}

export function hold(draft: Draft, member: Member, because: HoldReason): void {
  draft.held.set(member.id, { ...joinMembers(draft.held.get(member.id), member), because });
}

/**
 * What no longer has to be kept is told, once: one summary for each reason it was kept.
 *
 * @returns the ids of the members that were told.
 */
export function release(draft: Draft): ReadonlySet<string> {
  const free = new Map<HoldReason, HeldMember[]>();
  for (const member of draft.held.result.values()) {
    const why = whyQuiet(draft, member, 'notify');
    if (why === 'muted') {
      // Muted meanwhile: told to nobody, and its rows say so.
      draft.held.delete(member.id);
      draft.effects.push({ type: 'outcome', keys: member.keys, outcome: 'muted' });
    } else if (why !== null) {
      // Snoozed until after the shift: the newer reason is the one it waits for.
      if (why !== member.because) draft.held.set(member.id, { ...member, because: why });
    } else {
      free.set(member.because, [...(free.get(member.because) ?? []), member]);
      draft.held.delete(member.id);
    }
  }
  for (const [because, members] of free)
    tellMembers(draft, members, { kind: 'held', because, singlyAtMost: 1 });
  return new Set([...free.values()].flatMap((members) => members.map(({ id }) => id)));
}

/** A new wish for quiet also covers what is on the screen: it goes, and what was snoozed comes back at the end. */
export function quieten(draft: Draft): void {
  for (const { id } of draft.live.result.values()) {
    for (const member of draft.live.get(id)?.members.values() ?? []) {
      const why = whyQuiet(draft, member, 'urgent');
      const toast = draft.live.get(id);
      if (why === null || toast === undefined) continue;
      dropMember(draft, toast, member.id);
      const outcome = why === 'muted' ? 'muted' : 'snoozed';
      draft.effects.push({ type: 'outcome', keys: member.keys, outcome });
      if (why !== 'muted') hold(draft, member, why);
    }
  }
}

import type { SoundName } from '../../shared/attention.ts';
import type { AttentionSettings } from '../../shared/attention.ts';
import type { Decision } from './decide.ts';
import { judge, lineKeyOf, putToast, takeToast, type Draft } from './draft.ts';
import { joinMembers, keysOf, withMember } from './members.ts';
import type { HoldReason, LiveToast, Member } from './state.ts';

/**
 * Putting something before a person: one notification per chat, changed in place; a line that tells too much too
 * fast gets one digest for all its chats.
 */

/** Sounds closer than this are one. Milliseconds. */
export const burstMs = 4_000;

export interface Telling {
  level: 'urgent' | 'notify';
  sound: boolean;
  /** Noticed although it stands already. */
  again: boolean;
  waitsSinceMs: number | null;
}

/** Tells of a member; answers how: anew, in place, or in the line's digest. */
export function tell(draft: Draft, member: Member, telling: Telling): 'show' | 'update' | 'digest' {
  const toastId = member.id;
  const standing = draft.live.get(toastId);
  const stormId = `storm ${lineKeyOf(member)}`;
  const storm = draft.live.get(stormId);
  // What is on the screen is changed there, whatever the rate: that interrupts nobody anew.
  if (standing !== undefined && !standing.faded && !telling.again) {
    const joined = joinMembers(standing.members.get(member.id), member);
    const urgent = standing.urgent || telling.level === 'urgent';
    putToast(draft, { ...withMember(standing, joined), urgent }, member.keys, false);
    return 'update';
  }
  if (telling.level !== 'urgent') {
    if (storm !== undefined && !storm.faded && storm.members.has(member.id)) {
      addToDigest(draft, storm, member, false);
      countTelling(draft, member);
      return 'digest';
    }
    if (countTelling(draft, member)) {
      fold(draft, stormId, member, telling);
      return 'digest';
    }
  }
  const standingPart = standing?.members.get(member.id);
  const elsewhere = handOver(draft, toastId, member.id);
  const before = elsewhere === undefined ? standingPart : joinMembers(standingPart, elsewhere);
  const toast: LiveToast = {
    id: toastId,
    kind: 'one',
    because: null,
    accountId: member.accountId,
    lineId: member.lineId,
    members: new Map([[member.id, joinMembers(before, member)]]),
    urgent: telling.level === 'urgent',
    faded: false,
    waitsSinceMs: telling.waitsSinceMs,
  };
  putToast(draft, toast, member.keys, true);
  if (telling.sound) playSound(draft, telling.level === 'urgent' ? 'urgent' : member.chatClass);
  return standing !== undefined && !standing.faded ? 'update' : 'show';
}

/** Notes that a line told something new; true when that is more than the settings allow. */
function countTelling(draft: Draft, member: Member): boolean {
  const { nowMs, settings } = draft.situation;
  const { notifications, seconds } = settings.attention.storm;
  const lineKey = lineKeyOf(member);
  const recent = (draft.tellings.get(lineKey) ?? []).filter((atMs) => atMs > nowMs - seconds * 1_000);
  draft.tellings.set(lineKey, [...recent, nowMs].slice(-(notifications + 1)));
  return recent.length >= notifications;
}

/** All that the line has on the screen goes into its digest. */
function fold(draft: Draft, stormId: string, member: Member, telling: Telling): void {
  const before = draft.live.get(stormId);
  let digest: LiveToast = before ?? {
    id: stormId,
    kind: 'storm',
    because: null,
    accountId: member.accountId,
    lineId: member.lineId,
    members: new Map(),
    urgent: false,
    faded: false,
    waitsSinceMs: null,
  };
  const isNew = before === undefined || before.faded;
  for (const toast of draft.live.result.values()) {
    if (toast.kind !== 'one' || toast.urgent || (toast.faded && toast.id !== member.id)) continue;
    if (toast.accountId !== member.accountId || toast.lineId !== member.lineId) continue;
    for (const one of toast.members.values()) {
      digest = withMember(digest, joinMembers(digest.members.get(one.id), one));
    }
    const keys = keysOf(toast);
    takeToast(draft, toast.id);
    draft.effects.push({ type: 'outcome', keys, outcome: 'replaced' });
  }
  addToDigest(draft, { ...digest, faded: false }, member, isNew);
  if (isNew && telling.sound) playSound(draft, member.chatClass);
}

function addToDigest(draft: Draft, digest: LiveToast, member: Member, again: boolean): void {
  const elsewhere = handOver(draft, digest.id, member.id);
  const before = digest.members.get(member.id);
  const joined = joinMembers(elsewhere === undefined ? before : joinMembers(before, elsewhere), member);
  putToast(draft, withMember(digest, joined), member.keys, again);
}

/** A chat has one notification: any other that speaks of it, too, gives away what it says of it. */
function handOver(draft: Draft, toastId: string, memberId: string): Member | undefined {
  let given: Member | undefined;
  for (const other of draft.live.result.values()) {
    const part = other.id === toastId ? undefined : other.members.get(memberId);
    if (part === undefined) continue;
    given = given === undefined ? part : joinMembers(given, part);
    dropMember(draft, other, memberId);
  }
  return given;
}

/** Several members at once: one by one while they are few, else as one summary. */
export function tellMembers(
  draft: Draft,
  members: readonly Member[],
  as: { kind: 'held' | 'away' | 'waiting'; because: HoldReason | null; singlyAtMost: number },
): 'single' | 'summary' | 'nothing' {
  const [first] = members;
  if (first === undefined) return 'nothing';
  if (members.length <= as.singlyAtMost) {
    for (const member of members)
      tell(draft, member, { level: 'notify', sound: true, again: false, waitsSinceMs: null });
    return 'single';
  }
  const id = as.kind === 'held' ? `held ${as.because ?? ''}` : as.kind;
  const before = draft.live.get(id);
  const sameLine = members.every((member) => lineKeyOf(member) === lineKeyOf(first));
  let toast: LiveToast = {
    id,
    kind: as.kind,
    because: as.because,
    accountId: first.accountId,
    lineId: sameLine && before === undefined ? first.lineId : null,
    members: before?.members ?? new Map(),
    urgent: false,
    faded: false,
    waitsSinceMs: null,
  };
  for (const member of members) {
    const joined = joinMembers(handOver(draft, id, member.id), member);
    toast = withMember(toast, joinMembers(toast.members.get(member.id), joined));
  }
  putToast(
    draft,
    toast,
    members.flatMap((member) => member.keys),
    true,
  );
  playSound(draft, first.chatClass);
  return 'summary';
}

/** Takes a chat out of a notification; without any left it is withdrawn. */
export function dropMember(draft: Draft, toast: LiveToast, memberId: string): void {
  const members = new Map(toast.members);
  members.delete(memberId);
  if (members.size === 0) takeToast(draft, toast.id);
  // What left the screen is not brought back to say that there is less of it.
  else if (toast.faded) draft.live.set(toast.id, { ...toast, members });
  else putToast(draft, { ...toast, members }, [], false);
}

type Voice = keyof Pick<AttentionSettings['classes'], 'mine' | 'unassigned' | 'others'> | 'urgent' | null;

/** One sound per burst; only what is urgent may break into one. */
export function playSound(draft: Draft, voice: Voice): void {
  const { settings, nowMs } = draft.situation;
  const sound: SoundName = settings.sounds[voice ?? 'unassigned'];
  if (settings.sounds.muted || sound === 'none') return;
  if (voice !== 'urgent' && Math.abs(nowMs - draft.lastSoundMs) < burstMs) return;
  draft.lastSoundMs = nowMs;
  // The last one counts: two in one step would cut each other off.
  const earlier = draft.effects.findIndex((effect) => effect.type === 'sound');
  if (earlier >= 0) draft.effects.splice(earlier, 1);
  draft.effects.push({ type: 'sound', sound });
}

/** Tells of one new event, with its verdict. */
export function tellEvent(draft: Draft, key: string, member: Member, decision: Decision): void {
  const level = decision.level === 'urgent' ? 'urgent' : 'notify';
  const how = tell(draft, member, { level, sound: decision.sound, again: false, waitsSinceMs: null });
  judge(draft, key, how, how === 'digest' ? 'storm' : decision.reason, decision.ruleId);
}

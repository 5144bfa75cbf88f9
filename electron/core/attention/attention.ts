import type { Quiet, SnoozeLength } from '../../shared/attention.ts';
import { chatKey, type EventRow } from '../../shared/event.ts';
import type { ToastAction } from '../ports.ts';
import { decide } from './decide.ts';
import { beginDraft, finishDraft, judge, putToast, takeToast, type Draft } from './draft.ts';
import { hold, quieten, release, whyQuiet } from './holding.ts';
import { joinMembers, keysOf, memberOf } from './members.ts';
import { dropAccount, settleBy, settleRead, settleWaiting } from './settling.ts';
import { nextShiftChangeMs } from './shifts.ts';
import { addSnooze, dropEnded, endSnooze } from './snooze.ts';
import type { AttentionEffect, AttentionState, LiveToast, Situation } from './state.ts';
import { tellEvent, tellMembers } from './telling.ts';
import { nextStepMs, startWaiting, takeSteps } from './unanswered.ts';

/**
 * Who is interrupted by what. Pure: state, input and situation give the next state and the effects; nothing else
 * in the app may put a notification on the screen.
 *
 * | an event …                              | becomes                                              |
 * | --------------------------------------- | ---------------------------------------------------- |
 * | of no interest, or off by rule          | silent                                               |
 * | in a snooze, a pause or off shift       | hold, until one summary tells of it                  |
 * | of a chat that is on the screen         | update, in place                                     |
 * | of a line that tells too much           | digest, one for the line                             |
 * | that answers, closes, takes, deletes    | withdraws what it settles, from screen and from held |
 * | fetched after an absence                | show, up to three chats; else digest, one for all    |
 * | else                                    | show                                                 |
 */

export type AttentionInput =
  /** Heard live and stored, in the order they came. */
  | { type: 'stored'; rows: readonly EventRow[] }
  /** A catch-up ended: all it brought is stored. */
  | { type: 'recovered'; rows: readonly EventRow[]; answeredAtMs: (row: EventRow) => number | null }
  | { type: 'signal'; toastId: string; signal: 'clicked' | 'dismissed' | 'expired' | 'closed' }
  | { type: 'button'; toastId: string; action: ToastAction }
  | { type: 'replied'; toastId: string; text: string }
  /** The operating system did not take it. */
  | { type: 'notShown'; toastId: string }
  /** Read in the window. */
  | { type: 'read'; keys: readonly string[] | 'all' }
  /** The person says that nobody has to answer this chat. */
  | { type: 'needsNoAnswer'; chat: string }
  /** The account was removed here: nobody can answer for it any more. */
  | { type: 'gone'; accountId: string }
  | { type: 'quiet'; change: (quiet: Quiet) => Quiet }
  /** Time has passed, or the settings have changed. */
  | { type: 'tick' };

export interface Step {
  state: AttentionState;
  effects: AttentionEffect[];
}

/** Chats that are told one by one after an absence; more of them become one summary. */
export const tellSinglyAtMost = 3;

export function attend(state: AttentionState, input: AttentionInput, situation: Situation): Step {
  const draft = beginDraft(state, situation);
  takeIn(draft, input);
  return finishDraft(draft);
}

function takeIn(draft: Draft, input: AttentionInput): void {
  switch (input.type) {
    case 'stored':
      for (const row of input.rows) onRow(draft, row, null);
      return;
    case 'recovered':
      return onRecovered(draft, input);
    case 'signal':
      return onSignal(draft, input.toastId, input.signal);
    case 'button':
      return onButton(draft, input.toastId, input.action);
    case 'replied':
      return onReplied(draft, input.toastId, input.text);
    case 'notShown':
      draft.live.delete(input.toastId);
      return;
    case 'read':
      return settleRead(draft, input.keys);
    case 'needsNoAnswer':
      return settleWaiting(draft, input.chat);
    case 'gone':
      return dropAccount(draft, input.accountId);
    case 'quiet':
      draft.quiet = input.change(draft.quiet);
      quieten(draft);
      return passTime(draft);
    case 'tick':
      return passTime(draft);
  }
}

/** When something will change by time alone; null when nothing will. */
export function nextMoment(state: AttentionState, situation: Situation): number | null {
  const { plan, nowMs } = situation;
  const moments = [
    nextStepMs(state.waiting.values(), situation),
    // Without anything held a shift that begins still changes what the tray says.
    nextShiftChangeMs(plan, state.quiet, nowMs),
    ...state.quiet.snoozes.map((snooze) => snooze.untilMs),
    // The tray tells how long they wait.
    state.waiting.size > 0 ? nowMs + 60_000 : null,
    // A plan knows some days; the next one is made in time.
    plan.windows.length > 0 ? plan.toMs : null,
  ].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function passTime(draft: Draft): void {
  draft.quiet = dropEnded(draft.quiet, draft.situation.nowMs);
  takeSteps(draft, release(draft));
}

/** @param answeredAtMs given for what was fetched after the fact; it is collected in `found`, and told together. */
function onRow(draft: Draft, row: EventRow, answeredAtMs: ((row: EventRow) => number | null) | null): void {
  const settles = settleBy(draft, row);
  const { settings, standing } = draft.situation;
  const decision = decide(row, settings, standing(row.accountId, row.lineId));
  const { level, reason, ruleId, kind } = decision;
  const isMessage = kind === 'message';
  if (isMessage && answeredAtMs !== null && row.atMs <= (answeredAtMs(row) ?? -1)) {
    return judge(draft, row.key, 'silent', 'answeredMeanwhile');
  }
  if (isMessage) {
    if (level !== 'nothing') startWaiting(draft, row, decision);
    customerWrote(draft, row);
  }
  if (level === 'nothing' || level === 'badge') {
    judge(draft, row.key, settles ? 'withdraw' : 'silent', reason, ruleId);
    if (level === 'nothing' && !row.read) draft.effects.push({ type: 'markRead', keys: [row.key] });
    return;
  }
  const member = memberOf(row, decision);
  const quiet = whyQuiet(draft, member, level);
  if (quiet === 'muted') return judge(draft, row.key, 'silent', 'muted');
  if (quiet !== null) {
    judge(draft, row.key, 'hold', quiet, ruleId);
    return hold(draft, member, quiet);
  }
  if (answeredAtMs === null) return tellEvent(draft, row.key, member, decision);
  draft.found.set(member.id, joinMembers(draft.found.get(member.id), member));
  judge(draft, row.key, 'show', 'recovered', ruleId);
}

/** "Until the customer writes" is over. */
function customerWrote(draft: Draft, row: EventRow): void {
  const chat = chatKey(row);
  const ended = draft.quiet.snoozes.find(
    (snooze) => chat !== null && snooze.mode === 'untilCustomerWrites' && snooze.chat === chat,
  );
  if (ended !== undefined) draft.quiet = endSnooze(draft.quiet, ended.id);
}

function onRecovered(
  draft: Draft,
  { rows, answeredAtMs }: Extract<AttentionInput, { type: 'recovered' }>,
): void {
  const inOrder = rows.toSorted((first, second) => first.atMs - second.atMs || first.row - second.row);
  for (const row of inOrder) onRow(draft, row, answeredAtMs);
  const found = [...draft.found.values()];
  const how = tellMembers(draft, found, { kind: 'away', because: null, singlyAtMost: tellSinglyAtMost });
  if (how !== 'summary') return;
  for (const key of found.flatMap((member) => member.keys)) judge(draft, key, 'digest', 'recovered');
}

function onSignal(
  draft: Draft,
  toastId: string,
  signal: 'clicked' | 'dismissed' | 'expired' | 'closed',
): void {
  const toast = draft.live.get(toastId);
  if (toast === undefined) return;
  if (toast.faded && signal !== 'clicked') {
    // It was told that it left the screen; now it has left the notification centre, too.
    draft.live.delete(toastId);
    return;
  }
  const keys = keysOf(toast);
  draft.effects.push({ type: 'outcome', keys, outcome: signal });
  if (signal === 'expired') {
    draft.live.set(toastId, { ...toast, faded: true });
    return;
  }
  draft.live.delete(toastId);
  if (signal !== 'clicked') return;
  draft.effects.push(openingOf(toast));
}

function openingOf(toast: LiveToast): AttentionEffect {
  const [only, ...others] = [...toast.members.values()];
  if (only !== undefined && others.length === 0) return { type: 'open', key: only.newestKey };
  return toast.kind === 'waiting' ? { type: 'openWaiting' } : { type: 'openUnread', lineId: toast.lineId };
}

const snoozeButton: SnoozeLength = 'quarterHour';
const snoozeButtonMs = 15 * 60_000;

function onButton(draft: Draft, toastId: string, action: ToastAction): void {
  const toast = draft.live.get(toastId);
  if (toast === undefined) return;
  const [first] = [...toast.members.values()];
  if (first === undefined) return;
  const { nowMs, standing } = draft.situation;
  const lineName = standing(first.accountId, first.lineId).lineName ?? null;
  const keys = keysOf(toast);
  if (action === 'reply') {
    draft.live.delete(toastId);
    draft.effects.push({ type: 'outcome', keys, outcome: 'clicked' }, openingOf(toast));
    return;
  }
  takeToast(draft, toastId);
  if (action === 'mute') {
    draft.effects.push({ type: 'outcome', keys, outcome: 'muted' });
    if (first.lineId === null) return;
    const target = { scope: 'line', accountId: first.accountId, lineId: first.lineId } as const;
    draft.quiet = addSnooze(draft.quiet, target, { length: 'forever', untilMs: null, name: lineName, nowMs });
    return passTime(draft);
  }
  draft.effects.push({ type: 'outcome', keys, outcome: 'snoozed' });
  const wish = { length: snoozeButton, untilMs: nowMs + snoozeButtonMs, nowMs };
  for (const member of toast.members.values()) {
    const { accountId, lineId, chat } = member;
    if (chat !== null && toast.kind === 'one')
      draft.quiet = addSnooze(
        draft.quiet,
        { scope: 'chat', chat, accountId, lineId },
        { ...wish, name: member.name },
      );
    else if (lineId !== null)
      draft.quiet = addSnooze(draft.quiet, { scope: 'line', accountId, lineId }, { ...wish, name: lineName });
    // It comes back when the time is over, unless somebody answers first.
    if (chat !== null || lineId !== null) hold(draft, member, 'snoozed');
  }
}

function onReplied(draft: Draft, toastId: string, text: string): void {
  const toast = draft.live.get(toastId);
  const [member] = toast === undefined ? [] : [...toast.members.values()];
  if (toast === undefined || member === undefined) return;
  // The answer itself settles the chat when ChatApp tells of it; until then it stays known.
  draft.effects.push(
    { type: 'outcome', keys: keysOf(toast), outcome: 'replied' },
    { type: 'reply', key: member.newestKey, text },
  );
  putToast(draft, toast, [], false);
  draft.touched.delete(toastId);
}

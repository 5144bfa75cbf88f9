import {
  snoozeId,
  type Quiet,
  type Snooze,
  type SnoozeLength,
  type SnoozeTarget,
} from '../../shared/attention.ts';
import { nextShiftMs, type ShiftPlan } from './shifts.ts';
import { minutesOf, momentOf, wallTime } from './zonedTime.ts';

/** Wishes for quiet: making them, ending them, and what they cover. */

export interface SnoozeMoment {
  nowMs: number;
  zone: string;
  plan: ShiftPlan;
  /** `HH:MM`. */
  tomorrowAt: string;
}

/** When a wish of this length ends; null without an end; `noShift` where there is no shift to wait for. */
export function snoozeEndMs(
  length: SnoozeLength,
  lineId: string | null,
  { nowMs, zone, plan, tomorrowAt }: SnoozeMoment,
): number | null | 'noShift' {
  switch (length) {
    case 'quarterHour':
      return nowMs + 15 * 60_000;
    case 'halfHour':
      return nowMs + 30 * 60_000;
    case 'hour':
      return nowMs + 60 * 60_000;
    case 'twoHours':
      return nowMs + 2 * 60 * 60_000;
    case 'fourHours':
      return nowMs + 4 * 60 * 60_000;
    case 'tomorrow':
      return momentOf(wallTime(nowMs, zone), 1, minutesOf(tomorrowAt), zone, 'first');
    case 'shift':
      return nextShiftMs(plan, lineId, nowMs) ?? 'noShift';
    case 'customerWrites':
    case 'forever':
      return null;
  }
}

/** The newest wish for a thing replaces the one before. */
export function addSnooze(
  quiet: Quiet,
  target: SnoozeTarget,
  wish: { length: SnoozeLength; untilMs: number | null; name: string | null; nowMs: number },
): Quiet {
  const id = snoozeId(target);
  const modes = { customerWrites: 'untilCustomerWrites', forever: 'muted' } as const;
  const { length } = wish;
  const snooze: Snooze = {
    id,
    scope: target.scope,
    accountId: target.scope === 'all' ? null : target.accountId,
    lineId: target.scope === 'all' ? null : target.lineId,
    chat: target.scope === 'chat' ? target.chat : null,
    name: wish.name,
    mode: length === 'customerWrites' || length === 'forever' ? modes[length] : 'snoozed',
    untilMs: wish.untilMs,
    sinceMs: wish.nowMs,
  };
  return { ...quiet, snoozes: [...quiet.snoozes.filter((other) => other.id !== id), snooze].slice(-1_000) };
}

export function endSnooze(quiet: Quiet, id: string): Quiet {
  if (!quiet.snoozes.some((snooze) => snooze.id === id)) return quiet;
  return { ...quiet, snoozes: quiet.snoozes.filter((snooze) => snooze.id !== id) };
}

/** Without the wishes that have ended; the same object where none has. */
export function dropEnded(quiet: Quiet, nowMs: number): Quiet {
  const snoozes = quiet.snoozes.filter((snooze) => snooze.untilMs === null || nowMs < snooze.untilMs);
  const overrideEnded = quiet.onShiftUntilMs !== null && quiet.onShiftUntilMs <= nowMs;
  if (snoozes.length === quiet.snoozes.length && !overrideEnded) return quiet;
  return { snoozes, onShiftUntilMs: overrideEnded ? null : quiet.onShiftUntilMs };
}

/** What quiet says of a chat, a line or neither: the wish with the widest reach counts. */
export function quietOver(
  quiet: Quiet,
  subject: { chat: string | null; accountId: string; lineId: string | null },
  nowMs: number,
): Snooze | null {
  const ids = ['all'];
  if (subject.lineId !== null)
    ids.push(snoozeId({ scope: 'line', accountId: subject.accountId, lineId: subject.lineId }));
  if (subject.chat !== null) ids.push(`chat ${subject.chat}`);
  for (const id of ids) {
    const found = quiet.snoozes.find((snooze) => snooze.id === id);
    if (found !== undefined && (found.untilMs === null || nowMs < found.untilMs)) return found;
  }
  return null;
}

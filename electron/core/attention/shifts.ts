import type { Quiet, Shift } from '../../shared/attention.ts';
import { minutesOf, momentOf, wallTime } from './zonedTime.ts';

/**
 * When somebody works on a line. A line with shifts of its own follows those alone, every other line follows the
 * shifts for all lines, and without any there is always somebody.
 */

export interface ShiftWindow {
  lineId: string | null;
  startMs: number;
  endMs: number;
}

/** The windows around a moment; good for as long as `nowMs` stays within `fromMs` and `toMs`. */
export interface ShiftPlan {
  fromMs: number;
  toMs: number;
  windows: readonly ShiftWindow[];
  /** Lines with shifts of their own. */
  ownLines: ReadonlySet<string>;
  /** Whether lines without shifts of their own follow any. */
  general: boolean;
}

const dayMs = 86_400_000;
/** Days of windows that a plan knows before and after its moment; a week ahead holds the next of every shift. */
const daysBack = 3;
const daysAhead = 9;

/** @param systemZone what `system` stands for. */
export function planShifts(shifts: readonly Shift[], systemZone: string, nowMs: number): ShiftPlan {
  const windows: ShiftWindow[] = [];
  for (const shift of shifts) {
    const zone = shift.zone === 'system' ? systemZone : shift.zone;
    const [from, to] = [minutesOf(shift.from), minutesOf(shift.to)];
    const today = wallTime(nowMs, zone);
    for (let offset = -daysBack; offset <= daysAhead; offset += 1) {
      const weekday = ((today.weekday - 1 + offset + 7 * 7) % 7) + 1;
      if (!shift.days.includes(weekday)) continue;
      windows.push({
        lineId: shift.lineId,
        startMs: momentOf(today, offset, from, zone, 'first'),
        endMs: momentOf(today, offset + (to <= from ? 1 : 0), to, zone, 'last'),
      });
    }
  }
  windows.sort((first, second) => first.startMs - second.startMs);
  return {
    fromMs: nowMs - dayMs,
    toMs: nowMs + dayMs,
    windows,
    ownLines: new Set(shifts.flatMap((shift) => shift.lineId ?? [])),
    general: shifts.some((shift) => shift.lineId === null),
  };
}

/** The windows a line follows, or null where it needs none. */
function windowsOf(plan: ShiftPlan, lineId: string | null): readonly ShiftWindow[] | null {
  if (lineId !== null && plan.ownLines.has(lineId))
    return plan.windows.filter((window) => window.lineId === lineId);
  return plan.general ? plan.windows.filter((window) => window.lineId === null) : null;
}

export function isOnShift(plan: ShiftPlan, lineId: string | null, quiet: Quiet, nowMs: number): boolean {
  if (quiet.onShiftUntilMs !== null && nowMs < quiet.onShiftUntilMs) return true;
  const windows = windowsOf(plan, lineId);
  return windows === null || windows.some((window) => window.startMs <= nowMs && nowMs < window.endMs);
}

/** When the present shift of a line began, windows that touch being one; null where it follows none or none runs. */
export function shiftBeganMs(plan: ShiftPlan, lineId: string | null, nowMs: number): number | null {
  const windows = windowsOf(plan, lineId);
  if (windows === null) return null;
  const running = windows.find((window) => window.startMs <= nowMs && nowMs < window.endMs);
  if (running === undefined) return null;
  let begin = running.startMs;
  // From the latest start back: whatever reaches the beginning found so far continues it.
  for (const window of windows.toReversed()) {
    if (window.startMs < begin && window.endMs >= begin) begin = window.startMs;
  }
  return begin;
}

/** When the next shift of a line begins; null where it follows none. */
export function nextShiftMs(plan: ShiftPlan, lineId: string | null, nowMs: number): number | null {
  return windowsOf(plan, lineId)?.find((window) => window.startMs > nowMs)?.startMs ?? null;
}

/** The next moment at which any line comes on or goes off shift. */
export function nextShiftChangeMs(plan: ShiftPlan, quiet: Quiet, nowMs: number): number | null {
  const moments = plan.windows.flatMap((window) => [window.startMs, window.endMs]);
  if (quiet.onShiftUntilMs !== null) moments.push(quiet.onShiftUntilMs);
  const next = moments.filter((moment) => moment > nowMs);
  return next.length === 0 ? null : Math.min(...next);
}

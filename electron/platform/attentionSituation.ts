import type { Standing } from '../core/attention/decide.ts';
import { planShifts, type ShiftPlan } from '../core/attention/shifts.ts';
import type { Situation } from '../core/attention/state.ts';
import type { Clock } from '../core/ports.ts';
import type { Line } from '../shared/appState.ts';
import type { Settings } from '../shared/settings.ts';

/** What attention has to know of the moment it decides in. A plan of shifts holds for days, and is made when it is over. */
export function createSituation(options: {
  clock: Clock;
  settings: () => Settings;
  lines: (accountId: string) => readonly Line[];
  /** The system's time zone, as an IANA name. */
  zone: () => string;
}): () => Situation {
  let plan: { of: Settings['attention']['shifts']; zone: string; plan: ShiftPlan } | null = null;

  const standing = (accountId: string, lineId: string | null): Standing => {
    const line = options.lines(accountId).find(({ id }) => id === lineId);
    return { ownsLine: line?.owned ?? null, lineName: line?.name ?? null };
  };

  return () => {
    const settings = options.settings();
    const nowMs = options.clock.nowMs();
    const zone = options.zone();
    const { shifts } = settings.attention;
    const stale = plan === null || nowMs < plan.plan.fromMs || nowMs >= plan.plan.toMs;
    if (plan === null || stale || plan.of !== shifts || plan.zone !== zone)
      plan = { of: shifts, zone, plan: planShifts(shifts, zone, nowMs) };
    return { nowMs, zone, settings, plan: plan.plan, standing };
  };
}

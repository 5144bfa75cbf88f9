import type { ActivityHour } from '../../../electron/shared/contract.ts';

export interface HourSum {
  /** 0 to 23, by the clock on the wall. */
  hour: number;
  incoming: number;
  answered: number;
  meanWaitMs: number | null;
}

/** A day of 24 hours, of one line or of all; an hour that a change of clocks shows twice is one. */
export function sumHours(
  hours: readonly ActivityHour[],
  dayStartMs: number,
  lineId: string | null,
): HourSum[] {
  const sums = Array.from({ length: 24 }, (_, hour) => ({ hour, incoming: 0, answered: 0, waitedMs: 0 }));
  for (const one of hours) {
    if (lineId !== null && one.lineId !== lineId) continue;
    const sum = sums[new Date(Math.max(one.hourStartMs, dayStartMs)).getHours()];
    if (sum === undefined) continue;
    sum.incoming += one.incoming;
    sum.answered += one.answered;
    sum.waitedMs += (one.meanWaitMs ?? 0) * one.answered;
  }
  return sums.map(({ waitedMs, ...sum }) => ({
    ...sum,
    meanWaitMs: sum.answered === 0 ? null : waitedMs / sum.answered,
  }));
}

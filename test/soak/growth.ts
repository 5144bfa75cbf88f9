import type { TreeSample } from '../support/processTree.ts';

/** A sample and when it was taken. */
export interface TimedSample extends TreeSample {
  readonly atMinutes: number;
}

export interface Growth {
  readonly early: number;
  readonly late: number;
  /** Of the value an hour, in parts of the early one; by Theil and Sen, which one odd sample cannot bend. */
  readonly slopePerHour: number;
}

/** What comes before this part of the run is warming up: caches, the first of each fault. */
const warmUpPart = 0.25;
/** The early and the late third of what follows are compared. */
const comparedPart = 1 / 3;

export function growthOf(samples: readonly TimedSample[], value: (sample: TreeSample) => number): Growth {
  const lastMinutes = samples.at(-1)?.atMinutes ?? 0;
  const warm = samples.filter(({ atMinutes }) => atMinutes >= lastMinutes * warmUpPart);
  const size = Math.max(1, Math.round(warm.length * comparedPart));
  const early = median(warm.slice(0, size).map(value));
  const late = median(warm.slice(-size).map(value));
  const slopes = warm.flatMap((one, index) =>
    warm.slice(index + 1).flatMap((other) => {
      const minutes = other.atMinutes - one.atMinutes;
      return minutes === 0 ? [] : [(value(other) - value(one)) / minutes];
    }),
  );
  return { early, late, slopePerHour: early === 0 ? 0 : (median(slopes) * 60) / early };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

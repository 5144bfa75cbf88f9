/** One line of the table. */
export interface Figure {
  name: string;
  unit: 'ms' | 'µs' | 'MB' | '%' | 'bytes' | 'events';
  /** One value for each round; the table shows their median. */
  rounds: readonly number[];
  /** What it is held against, measured in the same run; null where there is no such thing. */
  floor: Floor | null;
  /** What it must not exceed; null where it is only told. `more`: so much more than the floor. */
  budget: { of: 'value' | 'ratio' | 'more'; most: number } | null;
}

interface Floor {
  name: string;
  rounds: readonly number[];
}

export interface BenchOptions {
  /** Events of the large history. */
  events: number;
  /** Fewer rounds, and shorter ones: to see that it works, not to know. */
  short: boolean;
  say: (line: string) => void;
}

/** A measurement by itself; registered in `bench.ts`. */
export type Measurement = (options: BenchOptions) => Promise<Figure[]>;

/** A figure that is measured once. */
export function single(
  name: string,
  unit: Figure['unit'],
  value: number,
  more: { floor?: { name: string; value: number }; budget?: Figure['budget'] } = {},
): Figure {
  const { floor, budget = null } = more;
  return {
    name,
    unit,
    rounds: [value],
    floor: floor === undefined ? null : { name: floor.name, rounds: [floor.value] },
    budget,
  };
}

export function valueOf({ rounds }: { rounds: readonly number[] }): number {
  return median(rounds);
}

export function ratioOf(figure: Figure): number | null {
  if (figure.floor === null) return null;
  const floor = valueOf(figure.floor);
  return floor <= 0 ? null : valueOf(figure) / floor;
}

export function isMissed(figure: Figure): boolean {
  const { budget, floor } = figure;
  if (budget === null) return false;
  switch (budget.of) {
    case 'value':
      return valueOf(figure) > budget.most;
    case 'ratio': {
      const ratio = ratioOf(figure);
      return ratio !== null && ratio > budget.most;
    }
    case 'more':
      return floor !== null && valueOf(figure) - valueOf(floor) > budget.most;
  }
}

/** Half of the way from the lowest to the highest round, in per cent of the median; null for a single round. */
export function spreadOf({ rounds }: { rounds: readonly number[] }): number | null {
  const middle = median(rounds);
  if (rounds.length < 2 || middle === 0) return null;
  return ((Math.max(...rounds) - Math.min(...rounds)) / 2 / middle) * 100;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
  if (found === undefined) throw new Error('no values were measured');
  return found;
}

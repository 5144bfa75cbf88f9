/** One line of the table. */
export interface Figure {
  name: string;
  /** Milliseconds. */
  value: number;
  /** The same with next to nothing to do; null where there is no such thing. */
  floor: number | null;
  /** What it must not exceed; null where it is only told. */
  budget: { of: 'value' | 'ratio'; most: number } | null;
}

export interface BenchOptions {
  /** Events of the large history. */
  events: number;
  say: (line: string) => void;
}

/** A measurement by itself; registered in `bench.ts`. */
export type Measurement = (options: BenchOptions) => Promise<Figure[]>;

export function ratioOf({ value, floor }: Figure): number | null {
  return floor === null || floor <= 0 ? null : value / floor;
}

export function isMissed(figure: Figure): boolean {
  const { budget, value } = figure;
  if (budget === null) return false;
  return (budget.of === 'value' ? value : (ratioOf(figure) ?? 0)) > budget.most;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const found = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('no values were measured');
  return found;
}

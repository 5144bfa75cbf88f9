import { useLayoutEffect, useState, type RefObject } from 'react';

/** Between two chips. Pixels. */
const gap = 6;

/**
 * How many of the measured chips stand in a row of this width, leaving room for "+3" where not all do.
 * @param measured holds the same chips at their full width, out of sight, and "+3" as the last
 */
export function useFitting(
  row: RefObject<HTMLElement | null>,
  measured: RefObject<HTMLElement | null>,
): number {
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const place = row.current;
    const sample = measured.current;
    if (place === null || sample === null) return undefined;
    const measure = (): void => {
      const widths = [...sample.children].map((chip) => chip.getBoundingClientRect().width);
      const all = widths.slice(0, -1);
      const count = countFitting(all, place.getBoundingClientRect().width, widths.at(-1) ?? 0);
      // All: also those that are added before the next look.
      setFitting(count === all.length ? Number.POSITIVE_INFINITY : count);
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    observer.observe(sample);
    return () => observer.disconnect();
  }, [row, measured]);
  return fitting;
}

export function countFitting(widths: readonly number[], room: number, moreWidth: number): number {
  const all = widths.reduce((sum, width) => sum + width + gap, -gap);
  if (all <= room) return widths.length;
  let used = moreWidth;
  let count = 0;
  for (const width of widths) {
    used += width + gap;
    if (used > room) break;
    count += 1;
  }
  return count;
}

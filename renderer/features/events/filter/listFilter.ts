import {
  runningPeriods,
  type EventFilter,
  type SavedFilter,
} from '../../../../electron/shared/eventFilter.ts';
import type { WindowMemory } from '../../../../electron/shared/windowMemory.ts';
import { freshWindow } from '../../../state/windowMemory.ts';

/**
 * What the list is narrowed to, as its reader chose it: "today" stays today when the day changes. Days are written
 * `2026-05-12`, and are of the period `dates` only.
 */
export type ListFilter = WindowMemory['filter'];

export const periods = ['any', ...runningPeriods, 'dates'] as const;
export type Period = (typeof periods)[number];

/** Several of each may be chosen. */
export type Choosable = 'lineIds' | 'messengerTypes' | 'kinds' | 'classes' | 'verdicts';

export const noFilter: ListFilter = freshWindow.filter;

/** The same in moments, as main wants it. */
export function resolveFilter(filter: ListFilter, nowMs: number): EventFilter {
  const { period, fromDay, toDay, ...rest } = filter;
  switch (period) {
    case 'any':
      return { ...rest, fromMs: null, toMs: null };
    case 'today':
      return { ...rest, fromMs: dayStart(nowMs, 0), toMs: null };
    case 'yesterday':
      return { ...rest, fromMs: dayStart(nowMs, -1), toMs: dayStart(nowMs, 0) };
    case 'week':
      return { ...rest, fromMs: dayStart(nowMs, -6), toMs: null };
    case 'dates': {
      const from = dayMs(fromDay);
      const to = dayMs(toDay);
      return { ...rest, fromMs: from, toMs: to === null ? null : dayStart(to, 1) };
    }
  }
}

/** A saved filter as a choice again. */
export function openFilter({ filter, period }: StoredFilter): ListFilter {
  const { fromMs, toMs, ...rest } = filter;
  if (period !== null) return { ...rest, period, fromDay: null, toDay: null };
  const dated = fromMs !== null || toMs !== null;
  return {
    ...rest,
    period: dated ? 'dates' : 'any',
    fromDay: fromMs === null ? null : dayOf(fromMs),
    toDay: toMs === null ? null : dayOf(toMs - 1),
  };
}

/** What of a saved filter says which events it shows. */
export type StoredFilter = Pick<SavedFilter, 'filter' | 'period'>;

/** A choice as it is saved: a period that runs with the calendar by its name, and not by the moments of today. */
export function storedFilter(filter: ListFilter): StoredFilter {
  const period = runningPeriods.find((one) => one === filter.period) ?? null;
  return { filter: resolveFilter(period === null ? filter : { ...filter, period: 'any' }, 0), period };
}

/** Something besides words is chosen. */
export function isNarrowed(filter: ListFilter): boolean {
  return filter.unreadOnly || countParts(filter) > 0;
}

/** How many things are chosen in the popover. */
export function countParts(filter: ListFilter): number {
  const { lineIds, messengerTypes, kinds, classes, verdicts } = filter;
  const chosen = [lineIds, messengerTypes, kinds, classes, verdicts].reduce(
    (sum, { length }) => sum + length,
    0,
  );
  return chosen + (hasPeriod(filter) ? 1 : 0);
}

export function hasPeriod({ period, fromDay, toDay }: ListFilter): boolean {
  return period === 'dates' ? dayMs(fromDay) !== null || dayMs(toDay) !== null : period !== 'any';
}

export function without(filter: ListFilter, list: Choosable, value: string): ListFilter {
  return { ...filter, [list]: filter[list].filter((one) => one !== value) };
}

function isSameFilter(one: EventFilter, other: EventFilter): boolean {
  return textOf(one) === textOf(other);
}

function textOf(filter: EventFilter): string {
  return JSON.stringify(Object.entries(filter).toSorted(([one], [other]) => one.localeCompare(other)));
}

/** Whether a saved filter is what the list shows now. */
export function isOn(saved: SavedFilter, filter: ListFilter): boolean {
  const stored = storedFilter(filter);
  return saved.period === stored.period && isSameFilter(saved.filter, stored.filter);
}

/** Midnight at the beginning of a `2026-05-12`; null where it is none. */
export function dayMs(day: string | null): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const atMs = new Date(Number(year), Number(month) - 1, Number(date)).getTime();
  return Number.isFinite(atMs) ? atMs : null;
}

function dayOf(atMs: number): string {
  const day = new Date(atMs);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function dayStart(atMs: number, days: number): number {
  const day = new Date(atMs);
  // By the calendar: a day of the summer time's begin has 23 hours.
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
}

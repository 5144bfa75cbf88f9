/**
 * Wall clocks of time zones. Pure: the same moment and zone give the same answer; `Intl` holds the zones' rules.
 */

export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** 1 is Monday, 7 Sunday. */
  weekday: number;
  /** Since midnight. */
  minutes: number;
}

const dayMs = 86_400_000;
/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** The zone's clock, read as if it were UTC: milliseconds since 1970, whole seconds. */
function shownMs(atMs: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** @throws RangeError for a zone that does not exist; settings are checked for it. */
export function wallTime(atMs: number, zone: string): WallTime {
  const shown = new Date(shownMs(atMs, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay() === 0 ? 7 : shown.getUTCDay(),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/**
 * When a zone's clock shows a time of a day. A time that a change of clocks shows twice is its `first` or `last`
 * showing; one that it skips is taken as if the clocks had not been changed yet (02:30 becomes 03:30).
 *
 * @param dayOffset days after the date, which may run over the end of a month.
 */
export function momentOf(
  date: Pick<WallTime, 'year' | 'month' | 'day'>,
  dayOffset: number,
  minutes: number,
  zone: string,
  which: 'first' | 'last',
): number {
  const wanted = Date.UTC(date.year, date.month - 1, date.day + dayOffset, 0, minutes);
  const before = wanted - dayMs - shownMs(wanted - dayMs, zone);
  const after = wanted + dayMs - shownMs(wanted + dayMs, zone);
  const candidates = [wanted + before, wanted + after].filter((moment) => shownMs(moment, zone) === wanted);
  if (candidates.length === 0) return wanted + before;
  return which === 'first' ? Math.min(...candidates) : Math.max(...candidates);
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

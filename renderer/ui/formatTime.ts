import type { Language } from '../../electron/shared/messages/translate.ts';

/** Times in words, by the language of the window and the clock of the computer. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale(language), options);
    formats.set(key, made);
  }
  return made;
}

/** British order, a 24-hour clock and "12 min": what look.md writes. */
function locale(language: Language): string {
  return language === 'en' ? 'en-GB' : 'ru-RU';
}

const dayMs = 86_400_000;

function startOfDay(timeMs: number): number {
  return new Date(timeMs).setHours(0, 0, 0, 0);
}

/** Whole days between two moments, by the calendar. */
export function daysBetween(earlierMs: number, laterMs: number): number {
  return Math.round((startOfDay(laterMs) - startOfDay(earlierMs)) / dayMs);
}

/** A name for the day of a moment that stays the same all day. */
export function dayKey(timeMs: number): string {
  return String(startOfDay(timeMs));
}

export function clockTime(timeMs: number, language: Language): string {
  return format(language, 'clock', { hour: '2-digit', minute: '2-digit' }).format(timeMs);
}

/** "Today", "Yesterday", "Monday, 12 May", and with the year where it is another one. */
export function dayTitle(timeMs: number, nowMs: number, language: Language): string {
  const days = daysBetween(timeMs, nowMs);
  if (days === 0 || days === 1) {
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
    return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
  }
  const sameYear = new Date(timeMs).getFullYear() === new Date(nowMs).getFullYear();
  const title = sameYear
    ? format(language, 'day', { weekday: 'long', day: 'numeric', month: 'long' }).format(timeMs)
    : format(language, 'dayYear', { day: 'numeric', month: 'long', year: 'numeric' }).format(timeMs);
  return title.charAt(0).toLocaleUpperCase(language) + title.slice(1);
}

export function fullTime(timeMs: number, language: Language): string {
  const words = format(language, 'full', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(timeMs);
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

/** "12 min ago"; anything under a minute is `justNow`, anything older than a day is its day and clock. */
export function sinceTime(timeMs: number, nowMs: number, language: Language, justNow: string): string {
  const minutes = Math.floor((nowMs - timeMs) / 60_000);
  if (minutes < 1) return justNow;
  const relative = new Intl.RelativeTimeFormat(locale(language), { style: 'short' });
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour');
  return `${format(language, 'short', { day: 'numeric', month: 'short' }).format(timeMs)}, ${clockTime(timeMs, language)}`;
}

/** "14:30", "tomorrow 09:00", "Monday 09:00": when something ends, after the word "until". */
export function untilTime(timeMs: number, nowMs: number, language: Language): string {
  const clock = clockTime(timeMs, language);
  const days = daysBetween(nowMs, timeMs);
  if (days <= 0) return clock;
  if (days === 1)
    return `${new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(1, 'day')} ${clock}`;
  if (days < 7) {
    // In Russian "until" bends the name of a day; its abbreviation stays as it is.
    const weekday = language === 'ru' ? 'short' : 'long';
    return `${format(language, 'weekday', { weekday }).format(timeMs)} ${clock}`;
  }
  return `${format(language, 'short', { day: 'numeric', month: 'short' }).format(timeMs)} ${clock}`;
}

/** "12 May", and with the year where it is another one than now. */
export function shortDay(timeMs: number, language: Language): string {
  const sameYear = new Date(timeMs).getFullYear() === new Date().getFullYear();
  return sameYear
    ? format(language, 'short', { day: 'numeric', month: 'short' }).format(timeMs)
    : format(language, 'shortYear', { day: 'numeric', month: 'short', year: 'numeric' }).format(timeMs);
}

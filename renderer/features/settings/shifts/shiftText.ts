import type { Line } from '../../../../electron/shared/appState.ts';
import type { Shift } from '../../../../electron/shared/attention.ts';
import { lineTitle } from '../../../../electron/shared/eventText.ts';
import type { Language, Translate } from '../../../../electron/shared/messages/translate.ts';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a day of the week, 1 being Monday. */
export function weekdayName(day: number, language: Language, width: 'short' | 'long'): string {
  // The first of January 2024 was a Monday.
  const name = new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, day),
  );
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** "Mon–Fri", "Sat, Sun", "Every day". */
export function daysText(days: readonly number[], translate: Translate, language: Language): string {
  const chosen = weekdays.filter((day) => days.includes(day));
  if (chosen.length === 7) return translate('shifts.everyDay');
  const runs: number[][] = [];
  for (const day of chosen) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined): string =>
    day === undefined ? '' : weekdayName(day, language, 'short');
  return runs
    .flatMap((run) =>
      run.length > 2 ? [`${name(run[0])}–${name(run.at(-1))}`] : run.map((day) => name(day)),
    )
    .join(', ');
}

/** A window whose end is not after its beginning ends on the next day. */
export function endsNextDay(shift: Pick<Shift, 'from' | 'to'>): boolean {
  return shift.to <= shift.from;
}

export function zoneText(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** A shift in words: "Mon–Fri, 09:00–18:00 · Sales · Europe/Moscow". */
export function shiftText(
  shift: Shift,
  lines: readonly Line[],
  translate: Translate,
  language: Language,
): string {
  const words = translate(endsNextDay(shift) ? 'shifts.wordsOvernight' : 'shifts.words', {
    days: daysText(shift.days, translate, language),
    from: shift.from,
    to: shift.to,
  });
  return [
    words,
    lineTitle(shift.lineId, lines, translate) ?? translate('line.all'),
    shift.zone === 'system' ? null : zoneText(shift.zone),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

import type { Translate } from './messages/translate.ts';

/** How long somebody waits, in words: "12 min", "2 h 05", "3 d 4 h". Below a minute it is "1 min". */
export function waitText(spanMs: number, translate: Translate): string {
  const minutes = Math.max(1, Math.floor(spanMs / 60_000));
  if (minutes < 60) return translate('wait.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return translate('wait.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  }
  return translate('wait.days', { days: Math.floor(hours / 24), hours: hours % 24 });
}

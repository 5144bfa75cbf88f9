import type { Settings } from '../../../electron/shared/settings.ts';
import {
  snoozeChoices,
  snoozeLengthSchema,
  type Snooze,
  type SnoozeLength,
} from '../../../electron/shared/attention.ts';
import type { Language, Translate } from '../../../electron/shared/messages/translate.ts';
import { untilTime } from '../../ui/formatTime.ts';
import { plainName } from '../../ui/RemoteText.tsx';
import type { MenuChoice } from '../../ui/menus.tsx';

/** What is quiet, and until when. */
export function snoozeText(snooze: Snooze, nowMs: number, language: Language, translate: Translate): string {
  const { untilMs } = snooze;
  if (snooze.scope === 'all') {
    return untilMs === null
      ? translate('quiet.paused')
      : translate('quiet.pausedUntil', { time: untilTime(untilMs, nowMs, language) });
  }
  const name = snoozeName(snooze, translate);
  if (snooze.mode === 'untilCustomerWrites') return translate('quiet.untilWrites', { name });
  return untilMs === null
    ? translate('quiet.muted', { name })
    : translate('quiet.until', { name, time: untilTime(untilMs, nowMs, language) });
}

export function snoozeName(snooze: Snooze, translate: Translate): string {
  if (snooze.name !== null) return plainName(snooze.name);
  if (snooze.scope === 'all') return translate('quiet.everything');
  return snooze.scope === 'line' && snooze.lineId !== null
    ? translate('line.unnamed', { id: snooze.lineId })
    : translate('person.unknown');
}

/** What a menu offers: the lengths that the settings name, shortest first, and what this menu has besides. */
export function lengthChoices(
  settings: Settings,
  translate: Translate,
  besides: readonly SnoozeLength[] = [],
): MenuChoice[] {
  const chosen = snoozeChoices.filter((length) => settings.attention.snoozeChoices.includes(length));
  return [...chosen, ...besides].map((length) => ({
    id: length,
    label: translate(`quiet.${length}`, { time: settings.attention.tomorrowAt }),
    unavailable:
      length === 'shift' && settings.attention.shifts.length === 0 ? translate('quiet.noShiftShort') : null,
  }));
}

export function isSnoozeLength(text: string): text is SnoozeLength {
  return snoozeLengthSchema.safeParse(text).success;
}

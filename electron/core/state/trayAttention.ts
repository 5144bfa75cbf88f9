import { snoozeChoices, snoozeId } from '../../shared/attention.ts';
import type { AppState } from '../../shared/appState.ts';
import { waitText } from '../../shared/duration.ts';
import { lineTitle } from '../../shared/eventText.ts';
import type { Language, Translate } from '../../shared/messages/translate.ts';
import { maskPhones, privacyOf } from '../attention/privacy.ts';
import { wallTime } from '../attention/zonedTime.ts';
import type { TrayItem } from './view.ts';

/** The tray's words for pauses, shifts, muted lines and chats that wait. */

export interface TrayMoment {
  nowMs: number;
  /** The system's time zone, as an IANA name. */
  zone: string;
}

/** Waiting chats in the menu. */
const waitingShown = 3;
/** Lines that can be muted from the menu; the others in Settings. */
const linesShown = 20;
const onShiftMs = 2 * 60 * 60_000;

export function isPaused(state: Pick<AppState, 'quiet'>): boolean {
  return state.quiet.snoozes.some((snooze) => snooze.scope === 'all');
}

/** What is quiet now, in one sentence; null when nothing is. */
export function quietText(state: AppState, translate: Translate, moment: TrayMoment): string | null {
  const pause = state.quiet.snoozes.find((snooze) => snooze.scope === 'all');
  if (pause !== undefined) {
    return pause.untilMs === null
      ? translate('tray.paused')
      : translate('tray.pausedUntil', { time: clockText(pause.untilMs, state.language, moment) });
  }
  if (state.onShift) return null;
  return state.shiftBeginsAtMs === null
    ? translate('tray.offShift')
    : translate('tray.offShiftUntil', { time: clockText(state.shiftBeginsAtMs, state.language, moment) });
}

export function waitingItems(state: AppState, translate: Translate, moment: TrayMoment): TrayItem[] {
  const waiting = state.waiting.filter((chat) => chat.escalates);
  if (waiting.length === 0) return [];
  const { settings } = state;
  const mask = settings.attention.maskPhones ? maskPhones : (text: string): string => text;
  const items: TrayItem[] = waiting.slice(0, waitingShown).map((chat) => {
    const hidden = privacyOf(settings, chat.lineId, false) === 'nothing';
    const name = hidden || chat.name === null ? translate('person.unknown') : mask(chat.name);
    const time = waitText(moment.nowMs - chat.sinceMs, translate);
    return {
      type: 'action',
      label: translate('tray.waits', { name, time }),
      action: { type: 'openEvent', key: chat.newestKey },
    };
  });
  const title: TrayItem = { type: 'text', label: translate('tray.waiting', { count: waiting.length }) };
  return [{ type: 'separator' }, title, ...items];
}

export function quietItems(state: AppState, translate: Translate, moment: TrayMoment): TrayItem[] {
  const items: TrayItem[] = [];
  if (isPaused(state)) {
    items.push({
      type: 'action',
      label: translate('tray.resume'),
      action: { type: 'wakeUp', id: snoozeId({ scope: 'all' }) },
    });
  } else {
    const { shifts, snoozeChoices: chosen } = state.settings.attention;
    const lengths = snoozeChoices.filter(
      (length) => chosen.includes(length) && (length !== 'shift' || shifts.length > 0),
    );
    items.push({
      type: 'menu',
      label: translate('tray.pause'),
      items: lengths.map((length) => ({
        type: 'action',
        label: translate(`snooze.${length}`),
        action: { type: 'pause', length },
      })),
    });
  }
  if (!state.onShift) {
    items.push({
      type: 'action',
      label: translate('tray.onShift'),
      action: { type: 'onShift', untilMs: moment.nowMs + onShiftMs },
    });
  }
  const lines = state.accounts.flatMap((account) =>
    (account.lines ?? []).map((line) => ({ accountId: account.id, line, lines: account.lines ?? [] })),
  );
  if (lines.length > 0) {
    items.push({
      type: 'menu',
      label: translate('tray.muteLine'),
      items: lines.slice(0, linesShown).map(({ accountId, line, lines: all }): TrayItem => {
        const id = snoozeId({ scope: 'line', accountId, lineId: line.id });
        const muted = state.quiet.snoozes.some((snooze) => snooze.id === id);
        const label = lineTitle(line.id, all, translate) ?? line.id;
        return {
          type: 'check',
          label,
          checked: muted,
          action: muted
            ? { type: 'wakeUp', id }
            : { type: 'muteLine', accountId, lineId: line.id, name: label },
        };
      }),
    });
  }
  return items;
}

/** A moment by the clock; on another day with its weekday. */
export function clockText(atMs: number, language: Language, { nowMs, zone }: TrayMoment): string {
  const [at, now] = [wallTime(atMs, zone), wallTime(nowMs, zone)];
  const sameDay = at.day === now.day && at.month === now.month && at.year === now.year;
  const time = { hour: '2-digit', minute: '2-digit', timeZone: zone } as const;
  return new Intl.DateTimeFormat(
    language === 'en' ? 'en-GB' : language,
    sameDay ? time : { weekday: 'short', ...time },
  ).format(atMs);
}

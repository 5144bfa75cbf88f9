import { addSnooze, endSnooze, snoozeEndMs } from '../core/attention/snooze.ts';
import type { History } from '../core/ports.ts';
import type { AttentionRunner } from '../platform/attentionRunner.ts';
import type { Line } from '../shared/appState.ts';
import type { SnoozeLength, SnoozeTarget } from '../shared/attention.ts';
import { chatKey } from '../shared/event.ts';
import { lineTitle, personTitle } from '../shared/eventText.ts';
import type { Translate } from '../shared/messages/translate.ts';

/** Wishes for quiet, as window, tray and links make them. */
export interface Snoozing {
  snooze(
    target: SnoozeTarget,
    length: SnoozeLength,
    name: string | null,
  ): { result: 'ok' | 'noShift'; untilMs: number | null };
  /** What an event belongs to: its chat, its line or everything. */
  targetOf(
    scope: SnoozeTarget['scope'],
    key: string | null,
  ): { target: SnoozeTarget; name: string | null } | null;
  /** Everything, for so long. */
  pauseFor(minutes: number): void;
  wakeUp(id: string): void;
  onShiftUntil(untilMs: number | null): void;
}

export function createSnoozing(parts: {
  attention: AttentionRunner;
  history: History;
  lines: (accountId: string) => readonly Line[];
  translate: () => Translate;
}): Snoozing {
  const { attention } = parts;
  return {
    snooze(target, length, name) {
      const { nowMs, zone, plan, settings } = attention.situation();
      const lineId = target.scope === 'all' ? null : target.lineId;
      const untilMs = snoozeEndMs(length, lineId, {
        nowMs,
        zone,
        plan,
        tomorrowAt: settings.attention.tomorrowAt,
      });
      if (untilMs === 'noShift') return { result: 'noShift', untilMs: null };
      attention.changeQuiet((quiet) => addSnooze(quiet, target, { length, untilMs, name, nowMs }));
      return { result: 'ok', untilMs };
    },
    targetOf(scope, key) {
      if (scope === 'all') return { target: { scope }, name: null };
      const row = key === null ? undefined : parts.history.find(key)?.row;
      if (row === undefined) return null;
      const { accountId, lineId } = row;
      if (scope === 'line') {
        if (lineId === null) return null;
        const name = lineTitle(lineId, parts.lines(accountId), parts.translate());
        return { target: { scope, accountId, lineId }, name };
      }
      const chat = chatKey(row);
      return chat === null ? null : { target: { scope, chat, accountId, lineId }, name: personTitle(row) };
    },
    pauseFor(minutes) {
      const { nowMs } = attention.situation();
      const wish = { length: 'hour', untilMs: nowMs + minutes * 60_000, name: null, nowMs } as const;
      attention.changeQuiet((quiet) => addSnooze(quiet, { scope: 'all' }, wish));
    },
    wakeUp: (id) => attention.changeQuiet((quiet) => endSnooze(quiet, id)),
    onShiftUntil: (untilMs) => attention.changeQuiet((quiet) => ({ ...quiet, onShiftUntilMs: untilMs })),
  };
}

import type { Update } from '../../shared/appState.ts';
import type { Settings } from '../../shared/settings.ts';

/** When to look for updates by oneself: some minutes after the start, then every six hours, and never without a feed. */

export const firstLookAfterMs = 3 * 60_000;
export const lookEveryMs = 6 * 60 * 60_000;

/** Null: not at all. */
export function nextLookAfterMs(settings: Settings['updates'], update: Update, nowMs: number): number | null {
  if (settings.feed === null || !settings.automatic) return null;
  // What is ready waits for the app to end; looking again would change nothing.
  if (['ready', 'refused', 'downloading', 'checking'].includes(update.status)) return null;
  if (update.checkedAtMs === null) return firstLookAfterMs;
  // A clock that was set back must not put it off for ever.
  const sinceMs = Math.max(0, nowMs - update.checkedAtMs);
  return Math.max(firstLookAfterMs, lookEveryMs - sinceMs);
}

export const noUpdate: Update = {
  status: 'off',
  version: null,
  percent: null,
  detail: null,
  checkedAtMs: null,
};

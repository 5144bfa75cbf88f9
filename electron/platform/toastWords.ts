import { privacyOf } from '../core/attention/privacy.ts';
import type { LiveToast } from '../core/attention/state.ts';
import { wordLive } from '../core/attention/wording.ts';
import type { Clock, History, Toast } from '../core/ports.ts';
import type { Line } from '../shared/appState.ts';
import type { EventRow } from '../shared/event.ts';
import type { Translate } from '../shared/messages/translate.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * A notification in words, as the settings, the language and the lock of the screen are now.
 *
 * @param rows events at hand; the others are looked up
 * @returns null when its event is no longer kept
 */
export function wordToast(
  live: LiveToast,
  rows: ReadonlyMap<string, EventRow>,
  parts: {
    history: Pick<History, 'find'>;
    clock: Pick<Clock, 'nowMs'>;
    settings: () => Settings;
    lines: (accountId: string) => readonly Line[];
    translate: () => Translate;
    guarded: () => boolean;
  },
): Toast | null {
  const { history, clock } = parts;
  const settings = parts.settings();
  const wording = {
    privacy: privacyOf(settings, live.lineId, parts.guarded()),
    maskPhones: settings.attention.maskPhones,
    lines: live.accountId === null ? [] : parts.lines(live.accountId),
    translate: parts.translate(),
    nowMs: clock.nowMs(),
  };
  return wordLive(live, (key) => rows.get(key) ?? history.find(key)?.row ?? null, wording);
}

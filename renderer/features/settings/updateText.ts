import type { Update } from '../../../electron/shared/appState.ts';
import type { Language, Translate } from '../../../electron/shared/messages/translate.ts';
import { sinceTime } from '../../ui/formatTime.ts';

/** How far the next version is, in one sentence. */
export function updateText(
  update: Update,
  hasFeed: boolean,
  nowMs: number,
  language: Language,
  translate: Translate,
): string {
  const version = update.version ?? '';
  switch (update.status) {
    case 'off':
      // What stands in the way of any update comes before what an address could help with.
      if (update.detail !== null) return update.detail;
      return translate(hasFeed ? 'updates.cannot' : 'updates.noFeed');
    case 'idle':
      return translate('updates.idle');
    case 'checking':
      return translate('updates.checking');
    case 'none':
      return update.checkedAtMs === null
        ? translate('updates.none')
        : translate('updates.noneAt', {
            when: sinceTime(update.checkedAtMs, nowMs, language, translate('common.justNow')),
          });
    case 'downloading':
      return translate('updates.downloading', { version, percent: Math.round(update.percent ?? 0) });
    case 'ready':
      return translate('updates.ready', { version });
    case 'refused':
      return translate('updates.refused', { version });
    case 'failed':
      return translate('updates.failed');
  }
}

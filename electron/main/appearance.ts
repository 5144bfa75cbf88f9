import { app, nativeTheme } from 'electron/main';
import type { AppState } from '../shared/appState.ts';
import type { Store } from '../core/state/store.ts';
import { chooseLanguage, createTranslate, type Translate } from '../shared/messages/translate.ts';
import type { Settings } from '../shared/settings.ts';

/** What `system` stands for in the settings of look and language. */

export function languageOf(settings: Settings): AppState['language'] {
  return chooseLanguage(settings.language, app.getPreferredSystemLanguages());
}

export function isDark(settings: Settings): boolean {
  const followsSystem = settings.theme === 'system' || settings.theme === 'contrast';
  return followsSystem ? nativeTheme.shouldUseDarkColors : settings.theme === 'dark';
}

/** A laptop travels: the zone is asked for again when the clock's offset is another, and every so often. Milliseconds. */
const zoneHoldsMs = 60_000;
let zone = { name: '', offset: 0, askedAtMs: Number.NEGATIVE_INFINITY };

/** An IANA name. It takes half a millisecond to ask for, several times for each event (measured), so it is kept a while. */
export function systemZone(): string {
  const offset = new Date().getTimezoneOffset();
  const nowMs = performance.now();
  if (offset !== zone.offset || nowMs - zone.askedAtMs > zoneHoldsMs)
    zone = { name: Intl.DateTimeFormat().resolvedOptions().timeZone, offset, askedAtMs: nowMs };
  return zone.name;
}

/** The words of the language that is set now; made anew only when that changes. */
export function speaker(store: Store): () => Translate {
  let spoken = { language: store.get().language, translate: createTranslate(store.get().language) };
  return () => {
    const { language } = store.get();
    if (spoken.language !== language) spoken = { language, translate: createTranslate(language) };
    return spoken.translate;
  };
}

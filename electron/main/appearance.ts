import { app, nativeTheme } from 'electron/main';
import type { AppState } from '../shared/appState.ts';
import { chooseLanguage } from '../shared/messages/translate.ts';
import type { Settings } from '../shared/settings.ts';

/** What `system` stands for in the settings of look and language. */

export function languageOf(settings: Settings): AppState['language'] {
  return chooseLanguage(settings.language, app.getPreferredSystemLanguages());
}

export function isDark(settings: Settings): boolean {
  return settings.theme === 'system' ? nativeTheme.shouldUseDarkColors : settings.theme === 'dark';
}

/** An IANA name; asked each time, since a laptop travels. */
export function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

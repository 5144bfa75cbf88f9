import { useEffect } from 'react';
import type { AppState } from '../../electron/shared/appState.ts';

/** Theme and language on the root element, where CSS and screen readers look for them. */
export function usePageSettings(state: AppState | null): void {
  const theme = state?.settings.theme ?? 'system';
  const language = state?.language;
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    if (language !== undefined) document.documentElement.lang = language;
  }, [language]);
}

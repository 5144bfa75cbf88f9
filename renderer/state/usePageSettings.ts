import { useEffect } from 'react';
import type { AppState } from '../../electron/shared/appState.ts';

/** Theme, density and language on the root element, where CSS and screen readers look for them. */
export function usePageSettings(state: AppState | null): void {
  const theme = state?.settings.theme ?? 'system';
  const density = state?.settings.density ?? 'comfortable';
  const language = state?.language;
  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  useEffect(() => {
    if (language !== undefined) document.documentElement.lang = language;
  }, [language]);
}

import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { AppState } from '../../electron/shared/appState.ts';
import { createTranslate, type Language, type Translate } from '../../electron/shared/messages/translate.ts';
import type { ClientView, NotifierClient } from './client.ts';

const ClientContext = createContext<NotifierClient | null>(null);
const LanguageContext = createContext<{ language: Language; translate: Translate } | null>(null);

export function ClientProvider({ client, children }: { client: NotifierClient; children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const value = useMemo(() => ({ language, translate: createTranslate(language) }), [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useClient(): NotifierClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('useClient outside ClientProvider');
  return client;
}

export function useClientView(): ClientView {
  const client = useClient();
  return useSyncExternalStore(client.listen, client.read);
}

/** Main's state; only below a place that waits for it. */
export function useAppState(): AppState {
  const client = useClient();
  const state = useSyncExternalStore(client.listen, () => client.read().state);
  if (state === null) throw new Error('useAppState before the state is there');
  return state;
}

export function useTranslate(): Translate {
  return useLanguageContext().translate;
}

export function useLanguage(): Language {
  return useLanguageContext().language;
}

function useLanguageContext(): { language: Language; translate: Translate } {
  const value = useContext(LanguageContext);
  if (value === null) throw new Error('useTranslate outside LanguageProvider');
  return value;
}

import { createIntl, createIntlCache } from '@formatjs/intl';
import { en, type MessageKey, type Messages } from './en.ts';
import { ru } from './ru.ts';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

const catalogues: Record<Language, Messages> = { en, ru };

/** A message with its gaps filled in: numbers get their plural, texts stay texts. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

export function createTranslate(language: Language): Translate {
  const intl = createIntl(
    {
      locale: language,
      messages: catalogues[language],
      // A broken message is a fault of ours, to be seen in tests and not to be swallowed.
      onError: (error) => {
        throw error;
      },
    },
    createIntlCache(),
  );
  return (key, values) => intl.formatMessage({ id: key }, values);
}

/** The language to speak, by the setting and by what the system prefers, best first (BCP 47 tags). */
export function chooseLanguage(setting: Language | 'system', preferred: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

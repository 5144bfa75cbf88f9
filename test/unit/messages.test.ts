import { describe, expect, it } from 'vitest';
import { en, type MessageKey } from '../../electron/shared/messages/en.ts';
import { ru } from '../../electron/shared/messages/ru.ts';
import {
  chooseLanguage,
  createTranslate,
  isMessageKey,
  languages,
} from '../../electron/shared/messages/translate.ts';

const catalogues = { en, ru };
const keys = Object.keys(en).filter(isMessageKey);

/** What stands in the outermost braces of a text. */
function braced(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [place, character] of text.split('').entries()) {
    if (character === '{' && depth++ === 0) start = place + 1;
    if (character === '}' && --depth === 0) found.push(text.slice(start, place));
  }
  return found;
}

/** Names of a message's gaps, each with its ICU kind: `count:plural`, `name:`. */
function gaps(message: string): string[] {
  const found = braced(message).flatMap((gap) => {
    const [, name = '', kind = '', choices = ''] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*(.*))?$/s.exec(gap) ?? [];
    return [`${name}:${kind}`, ...braced(choices).flatMap(gaps)];
  });
  return [...new Set(found)].toSorted();
}

it('gaps are found in messages of every kind', () => {
  expect(gaps('plain')).toEqual([]);
  expect(gaps('{a} and {b}')).toEqual(['a:', 'b:']);
  expect(gaps('{count, plural, =0 {none} one {once} other {# of {total}}}')).toEqual([
    'count:plural',
    'total:',
  ]);
});

function valuesFor(key: MessageKey, count: number): Record<string, string | number> {
  const named = gaps(en[key]).map((gap) => gap.split(':'));
  return Object.fromEntries(
    named.map(([name = '', kind]) => [
      name,
      kind === 'select' ? 'chosen' : kind === '' ? `‹${name}›` : count,
    ]),
  );
}

describe('the messages', () => {
  it('have the same keys in every language', () => {
    expect(Object.keys(ru).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it.each(keys)('%s has the same gaps in every language', (key) => {
    expect(gaps(ru[key])).toEqual(gaps(en[key]));
  });

  describe.each(languages)('in %s', (language) => {
    const translate = createTranslate(language);

    it.each(keys)('%s is said, with every gap filled in', (key) => {
      for (const count of [0, 1, 2, 5, 11, 21, 101, 1_000]) {
        const values = valuesFor(key, count);
        const text = translate(key, values);
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/[{}#]/);
        for (const value of Object.values(values)) {
          // What is only chosen by is not shown.
          if (typeof value === 'string' && value !== 'chosen') expect(text).toContain(value);
        }
      }
    });

    it('throws when a value is missing, so that no gap is ever shown', () => {
      expect(() => translate('event.tagAdded')).toThrow();
    });

    it('takes texts as texts', () => {
      const hostile = "<b>{count}</b> '{' # %s <script>";
      expect(translate('event.tagAdded', { tag: hostile })).toContain(hostile);
    });
  });

  it('are written: no language has empty ones, or blanks at the ends', () => {
    for (const catalogue of Object.values(catalogues)) {
      for (const message of Object.values(catalogue)) expect(message).toMatch(/^\S(.*\S)?$/s);
    }
  });

  it.each([
    [0, 'Непрочитанных нет'],
    [1, '1 непрочитанное'],
    [2, '2 непрочитанных'],
    [5, '5 непрочитанных'],
    [21, '21 непрочитанное'],
    [22, '22 непрочитанных'],
  ])('count in Russian: %d', (count, text) => {
    expect(createTranslate('ru')('tray.unread', { count })).toBe(text);
  });
});

describe('the language', () => {
  it.each([
    ['en', ['ru-RU'], 'en'],
    ['ru', ['en-US'], 'ru'],
    ['system', ['ru-RU', 'en-US'], 'ru'],
    ['system', ['de-DE', 'RU-ru'], 'ru'],
    ['system', ['en-GB'], 'en'],
    ['system', ['de-DE'], 'en'],
    ['system', ['rue'], 'en'],
    ['system', [], 'en'],
  ] as const)('set to %s on a system that prefers %j is %s', (setting, preferred, language) => {
    expect(chooseLanguage(setting, preferred)).toBe(language);
  });
});

it('names of Object.prototype are no messages', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'event.nothing', ''])
    expect(isMessageKey(name)).toBe(false);
});

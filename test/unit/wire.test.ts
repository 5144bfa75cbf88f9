import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, maxRawLength, parseJson, rawText } from '../../electron/core/intake/json.ts';
import { cut, property, readId, readName, readText, readTimeMs } from '../../electron/core/intake/read.ts';
import { maxNameLength, maxTextLength } from '../../electron/shared/event.ts';

function parsed(text: string): unknown {
  const result = parseJson(text);
  if (!result.ok) throw new Error(`not parsed: ${text.slice(0, 100)}`);
  return result.value;
}

describe('JSON from the wire', () => {
  it('gives every whole number with all its digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (number) => {
        expect(parsed(`{"id":${number},"list":[${number}, ${number}]}`)).toSatisfy((value: unknown) => {
          const list = property(value, 'list');
          return (
            String(property(value, 'id')) === String(number) &&
            Array.isArray(list) &&
            list.map(String).join() === `${number},${number}`
          );
        });
      }),
    );
  });

  it('gives what JSON.parse gives where no whole number is long', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/(?<![\d.eE+-])-?\d{16,}/.test(text));
        expect(parsed(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '0.30000000000000004',
    '-0.12345678901234568',
    '55.7512345678901234567',
    '12345678901234567.5',
    '1.5e-1234567890123456',
    '1e+0000000000000001',
    '12345678901234567e3',
  ])('leaves the fraction %s a number', (number) => {
    expect(parsed(`{"latitude":${number}}`)).toEqual({ latitude: Number(number) });
  });

  it('leaves digits inside texts and names alone', () => {
    const value = { '12345678901234567890': 'call "12345678901234567890" \\ 12345678901234567890', b: 'x\\' };
    expect(parsed(JSON.stringify(value))).toEqual(value);
  });

  it('reads a frame of many megabytes that has a long number', () => {
    const text = 'я'.repeat(12 * 1_048_576);
    expect(parsed(JSON.stringify({ text }).replace('}', ',"id":12345678901234567890}'))).toEqual({
      text,
      id: '12345678901234567890',
    });
  });

  it.each([
    '',
    '{',
    '{"a":',
    '"',
    '{"a":12345678901234567890',
    '[1234567890123456,]',
    '{"a":01234567890123456789x}',
  ])('says of %j that it is none', (text) => {
    expect(parseJson(text)).toEqual({ ok: false });
  });

  it('reads the deepest nesting, and keeps a bounded text of anything', () => {
    const deep = parsed(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(rawText(deep).length).toBeLessThanOrEqual(maxRawLength + 1);
    expect(rawText({ text: 'x'.repeat(200_000) }).length).toBe(maxRawLength + 1);
    expect(rawText(undefined)).toBe('null');
  });
});

describe('a fingerprint', () => {
  it('is the same for the same text and another for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(fingerprint(one) === fingerprint(other)).toBe(one === other);
      }),
    );
    const many = new Set(Array.from({ length: 50_000 }, (_, index) => fingerprint(`{"id":${index}}`)));
    expect(many.size).toBe(50_000);
  });
});

describe('readers', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('\uD800', '\uDC00', '😀', '\u202E', '\u0000', 'a', ' ', '\n', '\u2066'), {
        maxLength: 60,
      })
      .map((all) => all.join('')),
    fc
      .tuple(fc.constantFrom('😀', 'ab', '\uD800x', 'я '), fc.integer({ min: 100, max: 30_000 }))
      .map(([unit, times]) => unit.repeat(times)),
  );

  it('bound every name, on one line, without marks that turn it around', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = readName(text);
        if (name === null) return;
        expect(name.length).toBeLessThanOrEqual(maxNameLength);
        expect(name.isWellFormed()).toBe(true);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(name).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/);
        expect(name).toBe(name.trim());
        expect(name).not.toBe('');
      }),
    );
  });

  it('bound every text, and keep its line breaks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = readText(text);
        if (clean === null) return;
        expect(clean.length).toBeLessThanOrEqual(maxTextLength);
        expect(clean.isWellFormed()).toBe(true);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(clean).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
      }),
    );
    expect(readText('a\r\nb\rc\nd\te')).toBe('a\nb\nc\nd\te');
  });

  it('never cut a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.integer({ min: 2, max: 30 }),
        (text, maxLength) => {
          const short = cut(text, maxLength);
          expect(short.length).toBeLessThanOrEqual(maxLength);
          expect(short.isWellFormed()).toBe(true);
          expect(short.endsWith('…') || short === text).toBe(true);
        },
      ),
    );
  });

  it.each([
    [7, '7'],
    ['7', '7'],
    ['', null],
    [null, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [true, null],
    [{}, null],
    [['7'], null],
  ])('read the id %j as %j', (value, id) => {
    expect(readId(value)).toBe(id);
  });

  it('find own properties only', () => {
    expect(property({ a: 1 }, 'a')).toBe(1);
    for (const name of ['__proto__', 'constructor', 'toString']) expect(property({}, name)).toBeUndefined();
    for (const value of [null, undefined, 'text', 7, ['a']])
      expect(property(value, 'length')).toBeUndefined();
  });
});

describe('times', () => {
  it.each([
    [1_637_319_282, 1_637_319_282_000],
    ['1637319282', 1_637_319_282_000],
    [1_637_319_282_123, 1_637_319_282_123],
    ['1637319282123', 1_637_319_282_123],
    [1_637_319_282.5, 1_637_319_282_500],
    [0, null],
    [-1, null],
    [1, null],
    ['', null],
    ['2021-11-19', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [1e20, null],
    ['99999999999999999999', null],
    [null, null],
    [true, null],
  ])('%j is %j', (value, ms) => {
    expect(readTimeMs(value)).toBe(ms);
  });

  it('are whole milliseconds of this century or nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const ms = readTimeMs(value);
        expect(ms === null || (Number.isInteger(ms) && ms >= 946_684_800_000 && ms < 4_102_444_800_000)).toBe(
          true,
        );
      }),
    );
  });
});

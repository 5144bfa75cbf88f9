import fc from 'fast-check';

/** What a hostile or broken other side may put where anything else was expected: as JSON text, so that nothing rounds it. */

const text = (value: string): string => JSON.stringify(value);

function nested(open: string, close: string, depth: number): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

const numbers = [
  '0',
  '-0',
  '-1',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '12345678901234567890',
  '-98765432109876543210',
  '1.7976931348623157e308',
  '0.1234567890123456789',
  '99999999999999999999999999999999999999999999999999',
  '4102444800000',
  '-62135596800',
];

const words = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\uDC00x',
  '\u202Egpj.exe',
  '\u2066\u2069',
  '\uFEFF',
  'NaN',
  'Infinity',
  '-1',
  '12345678901234567890',
  '1e999',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\u0130'.repeat(300),
  '\uFDFA'.repeat(400),
  '👩‍👩‍👧‍👦'.repeat(60),
  'e\u0301'.repeat(400),
  '$2y$10$abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0',
  '%s %d %o',
  '../../../../etc/passwd',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE events; --",
  '\\"'.repeat(50),
  '\r\n\t\v\f',
].map(text);

const shapes = [
  'null',
  'true',
  'false',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"":{}}',
  '{"length":-1}',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"prototype":{"polluted":1}}',
  '{"toString":1,"valueOf":null,"toJSON":"x"}',
  '{"then":1}',
  '[{"__proto__":[1]}]',
];

/** Of which one in hundreds is enough: each costs as much as a thousand of the others. */
const large: readonly (() => string)[] = [
  () => text('x'.repeat(100_000)),
  () => text('\u0000'.repeat(60_000)),
  () => text('"\\'.repeat(40_000)),
  () => text('\uD83D'.repeat(50_000)),
  () => '7'.repeat(50_000),
  () => `"${'1'.repeat(100_000)}"`,
  () => nested('[', ']', 12_000),
  () => nested('{"a":', '}', 30_000),
  () => nested('[', ']', 50_000),
  () => `[${'1,'.repeat(4_000)}1]`,
  () => `[${'{"id":1},'.repeat(3_000)}null]`,
  () => `{${Array.from({ length: 3_000 }, (_, place) => `"key${place}":${place}`).join(',')}}`,
];

/** Structured JSON of fast-check's, `__proto__` among its keys. */
export function structured(seed: number, count: number): string[] {
  const key = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'id', 'chat', 'message', 'data', 'meta', 'time', 'type'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const leaf = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.double(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      // Infinity and NaN are no JSON: what JSON.stringify makes of them is what would be sent.
      leaf.map((value) => JSON.stringify(value)),
      fc.array(tie('tree'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
      fc
        .array(fc.tuple(key, tie('tree')), { maxLength: 6 })
        .map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`),
    ),
  }));
  return fc.sample(tree, { seed, numRuns: count });
}

export interface Nasty {
  readonly small: readonly string[];
  readonly large: readonly (() => string)[];
}

export function nastyFrom(seed: number): Nasty {
  return { small: [...numbers, ...words, ...shapes, ...structured(seed, 300)], large };
}

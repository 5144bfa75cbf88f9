import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactText } from '../../electron/platform/redact.ts';

const characters = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet.split('')), { minLength, maxLength }).map((all) => all.join(''));
const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What ChatApp's tokens look like, and phones. */
const secret = fc.oneof(
  characters(`${digits}abcdef`, 64, 64),
  characters(`${digits}ABCDEF`, 32, 32),
  characters(`${letters}${digits}./`, 53, 53).map((rest) => `$2y$10$${rest}`),
  fc
    .tuple(characters(letters, 8, 20), characters(letters, 8, 20), characters(letters, 8, 20))
    .map((all) => `eyJ${all.join('.')}`),
  characters(digits, 10, 24),
  characters(digits, 10, 15).map((phone) => `+${phone}`),
);
const around = fc.constantFrom('', ' ', '"', '_', 'x', '/', '@c.us', ':', '=', '-', 'ж');

describe('what is written to a log', () => {
  it('holds no token and no long number, whatever stands around it', () => {
    fc.assert(
      fc.property(around, secret, around, (before, hidden, behind) => {
        const written = redactText(`${before}${hidden}${behind}`);
        expect(written).not.toContain(hidden);
        expect(written).not.toMatch(/\d{10}|[0-9a-f]{32}/i);
      }),
      { numRuns: 500 },
    );
  });

  it('holds none deep inside either: not in lists, names or errors', () => {
    const place = fc.constantFrom<(text: string) => unknown>(
      (text) => ({ a: { b: [{ c: text }] } }),
      (text) => [text, [text]],
      (text) => ({ [text]: 1 }),
      (text) => ({ problem: new Error(`refused ${text}`) }),
      (text) => new Error(text),
      (text) => new Error('outer', { cause: new Error('inner', { cause: text }) }),
      (text) => ({ error: new Error('outer', { cause: { headers: { Authorization: text } } }) }),
      (text) => ({ answer: JSON.stringify({ headers: [text], body: JSON.stringify({ data: text }) }) }),
    );
    fc.assert(
      fc.property(place, secret, (put, hidden) => {
        expect(JSON.stringify(redact(put(hidden)))).not.toContain(hidden);
      }),
    );
  });

  it.each([
    'accessToken',
    'refreshToken',
    'Authorization',
    'Refresh',
    'password',
    'auth',
    'Set-Cookie',
    'appSecret',
  ])('never holds what is called %s', (name) => {
    expect(redact({ deep: { [name]: 'short' } })).toEqual({ deep: { [name]: '[secret]' } });
    expect(redact({ [name]: { nested: 'short' } })).toEqual({ [name]: '[secret]' });
  });

  it('holds no password of an address and no value of a secret name, in whatever case or quotes', () => {
    const word = characters(`${letters}!$*()~`, 6, 20).map((all) => `q${all}q`);
    const name = fc
      .constantFrom(
        'accessToken',
        'refresh_token',
        'Authorization',
        'Refresh',
        'password',
        'client-secret',
        'Set-Cookie',
      )
      .chain((one) => fc.constantFrom(one, one.toLowerCase(), one.toUpperCase()));
    const place = fc.constantFrom<(name: string, text: string) => string>(
      (_name, text) => `proxy http://ann:${text}@proxy.example:3128 said no`,
      (_name, text) => `wss://ann:${text}@${text}@host.example/app`,
      (key, text) => `GET https://host.example/?x=1&${key}=${text}&y=2`,
      (key, text) => `refused with ${key}: ${text}, and more`,
      (key, text) => `{"${key}":"${text}","x":1}`,
      (key, text) => JSON.stringify(JSON.stringify({ [key]: text })),
      (key, text) => `${key}: Bearer ${text}`,
    );
    fc.assert(
      fc.property(place, name, word, (put, key, hidden) => {
        expect(redactText(put(key, hidden))).not.toContain(hidden);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(name, word, (key, hidden) => {
        expect(JSON.stringify(redact({ deep: [{ [key]: hidden }] }))).not.toContain(hidden);
      }),
    );
  });

  it('holds nobody’s phone and address, as text or as number', () => {
    fc.assert(
      fc.property(characters(digits, 11, 13), (rest) => {
        const phone = Number(`7${rest}`);
        const written = JSON.stringify(
          redact({ id: phone, list: [String(phone)], note: `call +${phone} now`, big: BigInt(phone) }),
        );
        expect(written).not.toContain(String(phone));
      }),
    );
    expect(redactText('signed in as anna.b+x@oak-iris.example, fine')).toBe('signed in as [address], fine');
    expect(redact({ phone: '123', email: 'x' })).toEqual({ phone: '[secret]', email: '[secret]' });
    expect(redact({ untilMs: 1_700_000_000_000 })).toEqual({ untilMs: 1_700_000_000_000 });
  });

  it('is short, and no half of a token stands where it was cut', () => {
    const token = '0123456789abcdef'.repeat(4);
    fc.assert(
      fc.property(fc.integer({ min: 3_900, max: 4_100 }), (before) => {
        const written = redactText(
          `${'wo rd '.repeat(1_000).slice(0, before)} ${token} ${'x '.repeat(50_000)}`,
        );
        expect(written.length).toBeLessThanOrEqual(4_001);
        expect(written).not.toContain(token.slice(0, 16));
      }),
    );
    expect(redact(Buffer.from(token))).toBe('[bytes]');
  });

  it('keeps what helps', () => {
    const details = {
      channel: 'private-v1.licenses.1229.messengers.telegram',
      status: 503,
      cause: 'refused',
      list: [1, true, null],
    };
    expect(redact(details)).toEqual(details);
    expect(redactText('ECONNREFUSED 127.0.0.1:6001 after 12000 ms')).toBe(
      'ECONNREFUSED 127.0.0.1:6001 after 12000 ms',
    );
    expect(redact(undefined)).toBeUndefined();
  });

  it('ends, even for what refers to itself', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle['self'] = circle;
    expect(JSON.stringify(redact(circle))).toContain('[deep]');
    expect(redact(Array.from({ length: 500 }, () => 1))).toHaveLength(50);
  });

  it.each([
    ['GET https://ann:hunter2@updates.example/latest-linux.yml failed', 'hunter2'],
    ['https://updates.example/latest.yml?x=1&token=hunter2&y=2', 'hunter2'],
    ['https://updates.example/?X-Amz-Signature=hunter2', 'hunter2'],
  ])('takes what is secret out of an address: %s', (text, word) => {
    const plain = redactText(text);
    expect(plain).not.toContain(word);
    expect(plain).toContain('updates.example');
  });
});

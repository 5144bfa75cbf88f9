import { maxNameLength, maxTextLength } from '../../shared/event.ts';

/**
 * Readers for values of which nothing may be assumed. Each takes `unknown`, answers with a bounded, clean value
 * or null, and never throws.
 */

export type Item = Readonly<Record<string, unknown>>;

export function asItem(value: unknown): Item | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Item) : null;
}

/** A property of a value that may be anything; own properties only, so `__proto__` and its like give nothing. */
export function property(value: unknown, key: string): unknown {
  const item = asItem(value);
  return item !== null && Object.hasOwn(item, key) ? item[key] : undefined;
}

/** At most `maxLength` characters, with an ellipsis where something was cut off. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Not in the middle of a surrogate pair.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 2)) ? maxLength - 2 : maxLength - 1;
  return `${text.slice(0, end)}…`;
}

// eslint-disable-next-line no-control-regex -- control characters are what is being removed
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
// eslint-disable-next-line no-control-regex -- as above; a name is one line and cannot turn its surroundings around
const nameControls = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/g;

/** Running text: line breaks and tabs stay, other control characters and lone surrogates go. */
export function readText(value: unknown, maxLength: number = maxTextLength): string | null {
  if (typeof value !== 'string') return null;
  // Cut first: a text of many megabytes must not be walked three times.
  const clean = cut(
    value
      .slice(0, maxLength + 2)
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      .replace(controls, ''),
    maxLength,
  );
  return clean === '' ? null : clean;
}

/** A name or title: one line, no direction marks that could disguise it. */
export function readName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const clean = value
    .slice(0, maxNameLength * 4)
    .toWellFormed()
    .replace(nameControls, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return clean === '' ? null : cut(clean, maxNameLength);
}

/** A word of ChatApp's own, in lower case; cut again afterwards, because some letters are two in lower case. */
export function readWord(value: unknown): string | null {
  const name = readName(value);
  return name === null ? null : cut(name.toLowerCase(), maxNameLength);
}

/** Ids come as strings or numbers, sometimes the same one as both. */
export function readId(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return readName(value);
}

export function readFlag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/**
 * ChatApp's times are unix seconds. Milliseconds and numeric strings are understood too; anything outside
 * 2000 … 2100 is nonsense and answers null.
 */
export function readTimeMs(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  const ms = number > 100_000_000_000 ? number : number * 1_000;
  return ms >= 946_684_800_000 && ms < 4_102_444_800_000 ? Math.round(ms) : null;
}

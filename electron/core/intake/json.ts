/** JSON as it comes from the wire: ids too large for a JavaScript number arrive whole, as strings. */

export type Parsed = { ok: true; value: unknown } | { ok: false };

export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(/\d{16}/.test(text) ? longIntegersAsText(text) : text) };
  } catch {
    return { ok: false };
  }
}

const partOfNumber = /[\d.eE+-]/;
const longInteger = /^-?\d{16,}$/;

/**
 * Puts integers of 16 and more digits between quotes; the digits of a fraction, of an exponent and inside a string are none.
 * By hand and not by one expression: those go back and forth over a text that was cut off in a string with many
 * quotes, in time that grows with the square of its length, and fill the stack on a string with millions of them.
 */
function longIntegersAsText(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if (partOfNumber.test(character)) {
      const from = at;
      while (at < text.length && partOfNumber.test(text.charAt(at))) at += 1;
      if (at - from >= 16 && longInteger.test(text.slice(from, at))) {
        parts.push(text.slice(copied, from), '"', text.slice(from, at), '"');
        copied = at;
      }
    } else at += 1;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(copied);
}

/** @param start of its opening quote */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let escapes = quote;
    while (text.charAt(escapes - 1) === '\\') escapes -= 1;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
  return at;
}

/** Longest raw text kept of one item. Characters. */
export const maxRawLength = 65_536;

/** The raw text of an item for the history; JSON.stringify gives up on very deep nesting, this does not. */
export function rawText(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? 'null';
  } catch {
    text = '"nested too deeply to be kept"';
  }
  return text.length > maxRawLength ? `${text.slice(0, maxRawLength)}…` : text;
}

/**
 * A fingerprint of a text, for telling equal items apart from different ones; 106 bits, not a secret.
 * (cyrb53 with two seeds: core has no crypto module, and needs none for this.)
 */
export function fingerprint(text: string): string {
  return half(text, 0).toString(36) + half(text, 0x9e3779b9).toString(36);
}

function half(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
}

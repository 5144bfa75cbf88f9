/** JSON as it comes from the wire: ids too large for a JavaScript number arrive whole, as strings. */

// A string, or an integer of 16 and more digits; the digits of a fraction or an exponent are none. Strings are matched
// so that digits inside them are left alone, in runs, because a step for each character of a long one fills the stack.
const stringOrLongInteger = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

export type Parsed = { ok: true; value: unknown } | { ok: false };

export function parseJson(text: string): Parsed {
  try {
    const safe = /\d{16}/.test(text)
      ? text.replace(stringOrLongInteger, (token) => (token.startsWith('"') ? token : `"${token}"`))
      : text;
    return { ok: true, value: JSON.parse(safe) };
  } catch {
    return { ok: false };
  }
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

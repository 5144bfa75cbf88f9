/** How words are compared when one searches: without case, and е for ё, as people write it. */

/** Longest text of a field that is searched. Characters. */
export const maxSearchedLength = 5_000;

/** Same length as the text, so that a place found in it is a place of the text. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  // A few letters become two in lower case; then the places would not fit.
  const same = lower.length === text.length ? lower : Array.from(text, foldLetter).join('');
  return same.replaceAll('ё', 'е');
}

function foldLetter(letter: string): string {
  const lower = letter.toLowerCase();
  return lower.length === letter.length ? lower : letter;
}

/** Letters that the index takes for gaps (SQLite's unicode61 knows Unicode 6.1; found by asking it for every letter). */
const unknownLetters = /[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]/g;

/** The words of a search, at most ten. */
export function searchWords(query: string): string[] {
  const known = foldText(query.normalize('NFC')).replace(unknownLetters, ' ');
  const words = known.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, 10);
}

/** Where words of the search begin a word of the text: [start, end) of each, in order, none overlapping. */
export function findWords(text: string, words: readonly string[]): [number, number][] {
  if (words.length === 0) return [];
  const folded = foldText(text.slice(0, maxSearchedLength));
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})`, 'gu');
  return [...folded.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
}

/** The ledger as a table that a person reads in a terminal: pure text in, lines of text out. */

/** One event in words. */
export interface LedgerCells {
  time: string;
  line: string;
  who: string;
  what: string;
  verdict: string;
  why: string;
  outcome: string;
  settled: string;
}

/** Heading and width of each column; with a space between them they are 110 wide. */
const columns: readonly { of: keyof LedgerCells; heading: string; width: number }[] = [
  { of: 'time', heading: 'time', width: 8 },
  { of: 'line', heading: 'line', width: 10 },
  { of: 'who', heading: 'who', width: 12 },
  { of: 'what', heading: 'what', width: 17 },
  { of: 'verdict', heading: 'verdict', width: 8 },
  { of: 'why', heading: 'why', width: 15 },
  { of: 'outcome', heading: 'outcome', width: 9 },
  { of: 'settled', heading: 'settled by', width: 24 },
];
/** What makes two events alike: who wrote what and when may differ. */
const alike: readonly (keyof LedgerCells)[] = ['line', 'verdict', 'why', 'outcome', 'settled'];
/** Fewer events alike than this are all printed: a note would save no line worth having. */
const groupedFrom = 4;

/** @param all prints every event, instead of the first of many that are alike. */
export function ledgerTable(rows: readonly LedgerCells[], all: boolean): string[] {
  if (rows.length === 0) return ['(no events)'];
  const headings = columns.map(({ heading, width }) => fit(heading, width)).join(' ');
  const rule = columns.map(({ width }) => '─'.repeat(width)).join(' ');
  return [headings.trimEnd(), rule, ...(all ? rows.map(rowLine) : groupsOf(rows).flatMap(groupLines))];
}

function groupsOf(rows: readonly LedgerCells[]): LedgerCells[][] {
  const groups: LedgerCells[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && alike.every((cell) => first[cell] === row[cell]))
      last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function groupLines(group: readonly LedgerCells[]): string[] {
  const [first, ...more] = group;
  if (first === undefined || group.length < groupedFrom) return group.map(rowLine);
  const people = new Set(more.map(({ who }) => who)).size;
  const whom = people > 1 ? ` (${people} people)` : '';
  return [rowLine(first), `${' '.repeat(9)}… ${more.length} more like this${whom}`];
}

function rowLine(row: LedgerCells): string {
  return columns
    .map(({ of, width }) => fit(row[of], width))
    .join(' ')
    .trimEnd();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** What a terminal may obey, and marks that would turn the rest of the line around. */
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu;
const invisible = /^[\p{M}\p{Cf}]+$/u;
const wide =
  /\p{Emoji_Presentation}|\uFE0F|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const leftToRightMark = '\u200E';

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return [...graphemes.segment(text)].reduce((sum, { segment }) => sum + graphemeWidth(segment), 0);
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}

/** Exactly so wide: cut with "…" or filled with spaces, on one line, and without power over the terminal. */
export function fit(text: string, width: number): string {
  const clean = text.replace(/\s+/g, ' ').replace(unprintable, '').trim();
  const shown = widthOf(clean) <= width ? clean : `${begin(clean, width - 1)}…`;
  const filled = shown + ' '.repeat(Math.max(0, width - widthOf(shown)));
  // Marks on both sides keep the columns beside it where they are; they take no room.
  if (!rightToLeft.test(shown)) return filled;
  return `${leftToRightMark}${shown}${leftToRightMark}${filled.slice(shown.length)}`;
}

/** As many whole characters as fit. */
function begin(text: string, width: number): string {
  let taken = '';
  let left = width;
  for (const { segment } of graphemes.segment(text)) {
    left -= graphemeWidth(segment);
    if (left < 0) break;
    taken += segment;
  }
  return taken.trimEnd();
}

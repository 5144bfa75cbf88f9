import { describe, expect, it } from 'vitest';
import { fit, ledgerTable, widthOf, type LedgerCells } from '../demo/ledgerTable.ts';

const row = (more: Partial<LedgerCells> = {}): LedgerCells => ({
  time: '09:00:00',
  line: 'Sales',
  who: 'Anna',
  what: 'Hello',
  verdict: 'shown',
  why: 'customer wrote',
  outcome: 'delivered',
  settled: '',
  ...more,
});
const bodyOf = (rows: readonly LedgerCells[], all = false): string[] => ledgerTable(rows, all).slice(2);

describe('a cell', () => {
  it('is filled up to its width', () => {
    expect(fit('Anna', 6)).toBe('Anna  ');
    expect(fit('', 3)).toBe('   ');
  });

  it('is cut with an ellipsis where it is too long, and not where it just fits', () => {
    expect(fit('Anna Example', 12)).toBe('Anna Example');
    expect(fit('Anna Example', 11)).toBe('Anna Examp…');
    expect(fit('Anna Example', 6)).toBe('Anna… ');
  });

  it('counts wide characters twice and never cuts one in half', () => {
    expect(widthOf('您好')).toBe(4);
    expect(fit('您好书架', 8)).toBe('您好书架');
    expect(fit('您好书架', 7)).toBe('您好书…');
    expect(fit('您好书架', 6)).toBe('您好… ');
    expect(widthOf(fit('您好书架', 6))).toBe(6);
  });

  it('keeps what belongs to one character together', () => {
    const flag = '🏳️‍🌈';
    expect(widthOf(flag)).toBe(2);
    expect(fit(`${flag}${flag}`, 3)).toBe(`${flag}…`);
    expect(widthOf('e\u0301')).toBe(1);
    expect(widthOf('👍🏽')).toBe(2);
  });

  it('closes right-to-left text off from the columns beside it, at no width', () => {
    expect(fit('ليلى', 6)).toBe('\u200Eليلى\u200E  ');
    expect(widthOf(fit('نعم, שלום', 7))).toBe(7);
    expect(fit('שלום', 3)).toBe('\u200Eשל…\u200E');
  });

  it('is one line that commands neither terminal nor text direction', () => {
    expect(fit('one\n\n two\tthree', 13)).toBe('one two three');
    expect(fit('\u001B[31mred\u001B[0m', 12)).toBe('[31mred[0m  ');
    expect(fit('a\u202Eb\u2066c', 3)).toBe('abc');
  });
});

describe('the table', () => {
  it('of nothing says so', () => {
    expect(ledgerTable([], false)).toEqual(['(no events)']);
  });

  it('is at most 110 wide, whatever is in it, and its columns stand below their headings', () => {
    const long = 'ÄÖ 您好 🦊 '.repeat(20);
    const whole = row({ line: long, who: long, what: long, verdict: long, why: long, settled: long });
    const [headings = '', rule = '', line = ''] = ledgerTable([whole], false);
    expect(widthOf(rule)).toBe(110);
    expect(widthOf(line)).toBeLessThanOrEqual(110);
    const plain = ledgerTable([row()], false)[2] ?? '';
    for (const [heading, cell] of [
      ['who', 'Anna'],
      ['what', 'Hello'],
      ['verdict', 'shown'],
      ['outcome', 'delivered'],
    ] as const)
      expect(plain.indexOf(cell)).toBe(headings.indexOf(heading));
  });

  it('prints events that are alike once, from four of them on', () => {
    const three = [row({ who: 'A' }), row({ who: 'B' }), row({ who: 'C' })];
    expect(bodyOf(three)).toHaveLength(3);
    const lines = bodyOf([...three, row({ who: 'C', what: 'Another' })]);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('         … 3 more like this (2 people)');
  });

  it('names no people where all are about one', () => {
    expect(bodyOf(Array.from({ length: 5 }, () => row()))[1]).toBe('         … 4 more like this');
  });

  it('groups only neighbours that share line, verdict, reason, outcome and end', () => {
    const many = (more: Partial<LedgerCells>): LedgerCells[] => Array.from({ length: 4 }, () => row(more));
    const rows = [...many({}), row({ outcome: 'withdrawn' }), ...many({}), ...many({ settled: 'closed' })];
    expect(bodyOf(rows)).toHaveLength(2 + 1 + 2 + 2);
  });

  it('prints every event when all are asked for', () => {
    expect(
      bodyOf(
        Array.from({ length: 60 }, () => row()),
        true,
      ),
    ).toHaveLength(60);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWords, foldText, searchWords } from '../../electron/shared/search.ts';

describe('searching', () => {
  it.each([
    ['Возврат ёлки', ['возврат', 'елки']],
    ['  "AND" OR(x)  ', ['and', 'or', 'x']],
    ['a a A', ['a']],
    ['+7 (000) 12', ['7', '000', '12']],
    ['***', []],
  ])('%s is the words %j', (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });

  it.each([
    ['Где мой Возврат?', 'возв', [[8, 12]]],
    [
      'ёлка и ЕЛКА',
      'елка',
      [
        [0, 4],
        [7, 11],
      ],
    ],
    ['return returned turn', 'turn', [[16, 20]]],
    [
      'one two',
      'two one',
      [
        [0, 3],
        [4, 7],
      ],
    ],
    ['abcabc', 'abc', [[0, 3]]],
    ['nothing', 'x', []],
  ] as const)('in “%s” “%s” is at %j', (text, query, places) => {
    expect(findWords(text, searchWords(query))).toEqual(places);
  });

  it('never moves a place, whatever the letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(text)).toHaveLength(text.length);
        for (const [start, end] of findWords(text, searchWords(text))) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareEqual } from '../../renderer/state/shareEqual.ts';

/** What React sees of main's state: it draws anew what is another object. */

describe('what says the same', () => {
  it('is the object of before, however deep', () => {
    const before = { accounts: [{ id: '1', lines: [{ id: 'a' }] }], unread: 1, settings: { sound: true } };
    const next = shareEqual(before, structuredClone({ ...before, unread: 2 }));
    expect(next.unread).toBe(2);
    expect(next.accounts).toBe(before.accounts);
    expect(next.settings).toBe(before.settings);
    expect(shareEqual(before, structuredClone(before))).toBe(before);
  });

  it('is shared beside what changed, was added or went', () => {
    const before = { list: [{ id: 1 }, { id: 2 }], name: 'a' as string | undefined };
    const longer = shareEqual(before, { list: [{ id: 1 }, { id: 3 }, { id: 2 }], name: 'a' });
    expect(longer.list[0]).toBe(before.list[0]);
    expect(longer.list).not.toBe(before.list);
    expect(shareEqual<object>(before, { list: before.list })).toEqual({ list: before.list });
    expect(shareEqual<unknown>([1, 2], { 0: 1, 1: 2 })).toEqual({ 0: 1, 1: 2 });
  });
});

it('whatever it is given, the answer is the next value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, next) => {
      expect(shareEqual(before, structuredClone(next))).toEqual(next);
      const same = shareEqual(next, structuredClone(next));
      if (typeof next === 'object' && next !== null) expect(same).toBe(next);
    }),
  );
});

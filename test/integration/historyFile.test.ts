import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { all, change, ids, messages, nowMs, open, place } from '../support/openedHistory.ts';

/** The history's file: closed, damaged, of another version. */

describe('the file', () => {
  const aside = (): string[] =>
    readdirSync(join(place.folder, 'deep')).filter((name) => name.includes('.damaged-'));

  it('is closed cleanly: nothing is left beside it, and closing twice does no harm', () => {
    const { history } = open();
    history.insertNew(messages(1, 10));
    history.close();
    history.close();
    expect(readdirSync(join(place.folder, 'deep'))).toEqual(['history.db']);
  });

  it('survives an end without closing', () => {
    const { history } = open();
    history.insertNew(messages(1, 10));
    const { history: again } = open();
    expect(again.unread()).toBe(10);
    again.insertNew(messages(11, 1));
    expect(history.unread()).toBe(11);
  });

  it.each<[string, () => void]>([
    [
      'is no database',
      () =>
        writeFileSync(
          place.file,
          'this is no database, and it is longer than a header of one hundred bytes. '.repeat(3),
        ),
    ],
    [
      'is damaged in the middle',
      () => {
        const bytes = readFileSync(place.file);
        bytes.fill(0xff, 4_096, bytes.length);
        writeFileSync(place.file, bytes);
      },
    ],
    ['is cut off', () => writeFileSync(place.file, readFileSync(place.file).subarray(0, 5_000))],
    ['was made by a newer version', () => change('PRAGMA user_version = 99')],
    [
      'belongs to another program',
      () => change('DROP TABLE events; CREATE TABLE events (x); PRAGMA user_version = 0'),
    ],
    ['lacks what it should have', () => change('DROP TABLE events')],
  ])('that %s is kept aside and a new one begun', (_name, damage) => {
    const { history } = open();
    history.insertNew(messages(1, 500));
    history.close();
    damage();
    const before = readFileSync(place.file);
    const { history: fresh, keptAside } = open();
    expect(keptAside).toBe(`${place.file}.damaged-${nowMs}`);
    expect(aside()).toContain(`history.db.damaged-${nowMs}`);
    expect(readFileSync(keptAside ?? '').equals(before)).toBe(true);
    expect(all(fresh)).toEqual([]);
    expect(fresh.insertNew(messages(1, 3))).toHaveLength(3);
    fresh.close();
    const next = open(nowMs + 1);
    expect(next.keptAside).toBeNull();
    expect(next.history.unread()).toBe(3);
  });

  it('that is empty is simply begun', () => {
    open().history.close();
    writeFileSync(place.file, '');
    const { history, keptAside } = open();
    expect(keptAside).toBeNull();
    expect(history.insertNew(messages(1, 1))).toHaveLength(1);
  });

  it('that cannot be made is a fault that is thrown, and nothing is moved', () => {
    writeFileSync(join(place.folder, 'deep'), 'a file where the folder should be');
    expect(() => open()).toThrow();
    expect(existsSync(`${place.file}.damaged-${nowMs}`)).toBe(false);
  });
});

describe('a history of an earlier version', () => {
  it('is brought up, with all that was in it', () => {
    const { history: before } = open();
    before.insertNew(messages(1, 3));
    before.close();
    // As version 1 made it.
    change(`
      DROP INDEX events_line; DROP INDEX events_chat; DROP INDEX events_filter; DROP INDEX events_messages;
      DROP INDEX events_received; DROP TABLE events_text; DROP TABLE notes;
      ALTER TABLE events DROP COLUMN rule; ALTER TABLE events DROP COLUMN settled;
      ALTER TABLE events DROP COLUMN class;
      PRAGMA user_version = 1;`);
    const { history: after } = open();
    expect(ids(all(after))).toEqual([3, 2, 1]);
    const [key = ''] = all(after);
    after.setVerdict(key, 'show', 'rule', 'a rule');
    after.setSettled(key, { what: 'answered', by: 'phone', name: null });
    after.saveNote('a', 'b');
    expect(after.find(key)?.row).toMatchObject({ ruleId: 'a rule', settled: { by: 'phone' } });
    expect(after.notes('a')).toEqual([{ name: 'a', text: 'b' }]);
    // Words of what was there before are made findable afterwards, in steps.
    const hello = { beforeRow: null, limit: 10, filter: { ...everyEvent, text: 'hello' } };
    expect(after.page(hello).rows).toEqual([]);
    expect(after.indexSome(2)).toBeGreaterThan(0);
    expect(after.page(hello).rows).toHaveLength(2);
    expect(after.indexSome(2)).toBe(0);
    expect(after.page(hello).rows).toHaveLength(3);
  });

  it('makes the words of what comes now findable while those before it wait', () => {
    const { history: before } = open();
    before.insertNew(messages(1, 3));
    before.close();
    change('PRAGMA user_version = 3');
    const { history: after } = open();
    after.insertNew(messages(4, 2));
    const hello = { beforeRow: null, limit: 10, filter: { ...everyEvent, text: 'hello' } };
    expect(after.indexNew(10)).toBe(false);
    expect(after.page(hello).rows.map(({ key }) => Number(key.split(':').at(-1)))).toEqual([5, 4]);
    while (after.indexSome(2) > 0);
    expect(after.page(hello).rows).toHaveLength(5);
  });

  it('with another index of words gets the new one, while nothing else is touched', () => {
    const { history: before } = open();
    before.insertNew(messages(1, 3));
    before.saveNote('a', 'b');
    before.close();
    change(`
      DROP TABLE events_text;
      CREATE VIRTUAL TABLE events_text USING fts5 (text, people, content = '', contentless_delete = 1, prefix = '2 3');
      INSERT INTO events_text (rowid, text, people) VALUES (1, 'hello', 'anna');
      PRAGMA user_version = 3;`);
    const { history: after } = open();
    expect(ids(all(after))).toEqual([3, 2, 1]);
    expect(after.notes('a')).toEqual([{ name: 'a', text: 'b' }]);
    const hello = { beforeRow: null, limit: 10, filter: { ...everyEvent, text: 'hello' } };
    expect(after.page(hello).rows).toEqual([]);
    while (after.indexSome(2) > 0);
    expect(after.page(hello).rows).toHaveLength(3);
  });
});

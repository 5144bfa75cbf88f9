import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History, StoredEvent } from '../../electron/core/ports.ts';
import { openHistory, repetitionWindowMs } from '../../electron/platform/history.ts';
import { arrive, messageItem } from '../support/events.ts';

const nowMs = 1_700_000_000_000;
const chat = { id: '70000000001@c.us' };
let folder = '';
let file = '';
const opened: History[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-history-'));
  file = join(folder, 'deep', 'history.db');
});

afterEach(() => {
  for (const history of opened.splice(0)) history.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): History {
  const { history } = openHistory(file, nowMs);
  opened.push(history);
  return history;
}

const messages = (from: number, count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, index) => arrive('message', [messageItem({ id: from + index })])).flat();
const all = (history: History, unreadOnly = false): string[] =>
  history
    .page({ beforeRow: null, limit: 100_000, filter: { ...everyEvent, unreadOnly } })
    .rows.map((row) => row.key);
const ids = (keys: readonly string[]): number[] => keys.map((key) => Number(key.split(':').at(-1)));

describe('the history', () => {
  it('begins empty, in a folder of its own', () => {
    const history = open();
    expect(history.page({ beforeRow: null, limit: 10, filter: everyEvent })).toEqual({
      rows: [],
      nextBefore: null,
    });
    expect(history.unread()).toBe(0);
    expect(history.find('nothing')).toBeNull();
  });

  it('gives back what it was given', () => {
    const history = open();
    const [stored] = messages(1, 1);
    const [row] = history.insertNew(stored === undefined ? [] : [stored]);
    expect(row).toEqual({
      ...stored?.event,
      row: 1,
      read: false,
      verdict: null,
      reason: null,
      ruleId: null,
      settled: null,
      outcome: null,
      outcomeDetail: null,
    });
    expect(history.find(row?.key ?? '')).toEqual({ row, raw: stored?.raw });
    expect(history.page({ beforeRow: null, limit: 1, filter: everyEvent }).rows).toEqual([row]);
  });

  it('answers in pages, newest first, each row once', () => {
    const history = open();
    history.insertNew(messages(1, 25));
    const pages: number[][] = [];
    let beforeRow: number | null = null;
    for (;;) {
      const page = history.page({ beforeRow, limit: 10, filter: everyEvent });
      pages.push(ids(page.rows.map((row) => row.key)));
      // What comes meanwhile does not move the pages that are to come.
      history.insertNew(messages(100 + pages.length, 1));
      beforeRow = page.rows.at(-1)?.row ?? null;
      if (page.nextBefore === null) break;
    }
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
  });

  it('says there is more only where there is', () => {
    const history = open();
    history.insertNew(messages(1, 10));
    expect(history.page({ beforeRow: null, limit: 10, filter: everyEvent }).nextBefore).toBeNull();
    expect(history.page({ beforeRow: null, limit: 9, filter: everyEvent }).nextBefore).not.toBeNull();
    expect(history.page({ beforeRow: 1, limit: 9, filter: everyEvent })).toEqual({
      rows: [],
      nextBefore: null,
    });
  });

  it('counts and lists what is unread, until it is read', () => {
    const history = open();
    const outgoing = arrive('message', [messageItem({ id: 99, side: 'out', fromMe: true })]);
    const rows = history.insertNew([...messages(1, 4), ...outgoing]);
    expect(history.unread()).toBe(4);
    expect(ids(all(history, true))).toEqual([4, 3, 2, 1]);
    history.markRead([rows[0]?.key ?? '', rows[1]?.key ?? '', 'nothing', "'; DROP TABLE events; --"]);
    expect(ids(all(history, true))).toEqual([4, 3]);
    history.markRead([]);
    expect(history.unread()).toBe(2);
    history.markRead('all');
    expect(history.unread()).toBe(0);
    expect(all(history)).toHaveLength(5);
    expect(history.find(rows[3]?.key ?? '')?.row.read).toBe(true);
  });

  it('keeps what was decided and what came of it', () => {
    const history = open();
    const [row] = history.insertNew(messages(1, 1));
    const key = row?.key ?? '';
    history.setVerdict(key, 'show', 'incomingMessage', null);
    history.setOutcome(key, 'refused', 'too many notifications '.repeat(100));
    expect(history.find(key)?.row).toMatchObject({
      verdict: 'show',
      reason: 'incomingMessage',
      outcome: 'refused',
    });
    expect(history.find(key)?.row.outcomeDetail?.length).toBeLessThanOrEqual(500);
    history.setOutcome(key, 'delivered', null);
    expect(history.find(key)?.row).toMatchObject({ outcome: 'delivered', outcomeDetail: null });
  });

  it('takes each event once: in one batch, in two, and after it was opened again', () => {
    const history = open();
    const [first, second] = messages(1, 2);
    if (first === undefined || second === undefined) throw new Error('no events');
    expect(history.insertNew([first, second, first]).map((row) => row.key)).toEqual([
      first.event.key,
      second.event.key,
    ]);
    expect(history.insertNew([second, first])).toEqual([]);
    history.close();
    expect(open().insertNew([first, second])).toEqual([]);
  });

  it('takes the same id of another account or kind as another event', () => {
    const history = open();
    const more = [
      arrive('message', [messageItem()]),
      arrive('message', [messageItem()], { accountId: '686' }),
      arrive('messageDestroy', [{ id: '123' }]),
    ].flat();
    expect(history.insertNew(more)).toHaveLength(3);
  });

  it('takes all of a batch or, when it fails, nothing', () => {
    const history = open();
    const [good] = messages(1, 1);
    if (good === undefined) throw new Error('no event');
    const bad: StoredEvent = { ...good, event: { ...good.event, key: 'bad', atMs: 0.5 } };
    expect(() => history.insertNew([good, bad])).toThrow();
    expect(all(history)).toEqual([]);
    expect(history.insertNew([good])).toHaveLength(1);
  });
});

describe('events without ids', () => {
  const status = (type: string, receivedAtMs: number): StoredEvent[] =>
    arrive('chatStatus', [{ type, chat }], { receivedAtMs });

  it('that equal the last one of their chat are repetitions, for a while', () => {
    const history = open();
    expect(history.insertNew(status('close', nowMs))).toHaveLength(1);
    expect(history.insertNew(status('close', nowMs + repetitionWindowMs))).toHaveLength(0);
    expect(history.insertNew(status('close', nowMs + repetitionWindowMs + 1))).toHaveLength(1);
  });

  it('are as many rows as changes, even in one millisecond', () => {
    const history = open();
    const changes = ['close', 'open', 'close', 'open', 'close'].flatMap((type) => status(type, nowMs));
    const rows = history.insertNew(changes);
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => row.key)).size).toBe(5);
    for (const row of rows) expect(history.find(row.key)?.row).toEqual(row);
  });

  it('of another chat are no repetitions', () => {
    const history = open();
    const other = arrive('chatStatus', [{ type: 'close', chat: { id: 'other' } }], { receivedAtMs: nowMs });
    expect(history.insertNew([...status('close', nowMs), ...other])).toHaveLength(2);
  });

  it('are no repetitions of what a clock that was ahead has written', () => {
    const history = open();
    history.insertNew(status('close', nowMs + 86_400_000));
    expect(history.insertNew(status('close', nowMs))).toHaveLength(1);
  });
});

describe('ten thousand events', () => {
  it('are all there exactly once, in order, however they come', () => {
    const history = open();
    const events = messages(1, 10_000);
    for (let start = 0; start < events.length; start += 500) {
      // Every batch comes with half of the one before it.
      const rows = history.insertNew(events.slice(Math.max(0, start - 250), start + 500));
      expect(rows).toHaveLength(500);
    }
    expect(ids(all(history))).toEqual(Array.from({ length: 10_000 }, (_, index) => 10_000 - index));
    // Counted no further than anybody reads.
    expect(history.unread()).toBe(9_999);
    history.close();
    const again = open();
    expect(again.unread()).toBe(9_999);
    expect(again.insertNew(events)).toEqual([]);
  });
});

describe('the file', () => {
  const aside = (): string[] =>
    readdirSync(join(folder, 'deep')).filter((name) => name.includes('.damaged-'));

  it('is closed cleanly: nothing is left beside it, and closing twice does no harm', () => {
    const history = open();
    history.insertNew(messages(1, 10));
    history.close();
    history.close();
    expect(readdirSync(join(folder, 'deep'))).toEqual(['history.db']);
  });

  it('survives an end without closing', () => {
    const history = open();
    history.insertNew(messages(1, 10));
    const again = open();
    expect(again.unread()).toBe(10);
    again.insertNew(messages(11, 1));
    expect(history.unread()).toBe(11);
  });

  it.each<[string, () => void]>([
    [
      'is no database',
      () =>
        writeFileSync(
          file,
          'this is no database, and it is longer than a header of one hundred bytes. '.repeat(3),
        ),
    ],
    [
      'is damaged in the middle',
      () => {
        const bytes = readFileSync(file);
        bytes.fill(0xff, 4_096, bytes.length);
        writeFileSync(file, bytes);
      },
    ],
    ['is cut off', () => writeFileSync(file, readFileSync(file).subarray(0, 5_000))],
    ['was made by a newer version', () => change('PRAGMA user_version = 99')],
    [
      'belongs to another program',
      () => change('DROP TABLE events; CREATE TABLE events (x); PRAGMA user_version = 0'),
    ],
    ['lacks what it should have', () => change('DROP TABLE events')],
  ])('that %s is kept aside and a new one begun', (_name, damage) => {
    const history = open();
    history.insertNew(messages(1, 500));
    history.close();
    damage();
    const before = readFileSync(file);
    const { history: fresh, keptAside } = openHistory(file, nowMs);
    opened.push(fresh);
    expect(keptAside).toBe(`${file}.damaged-${nowMs}`);
    expect(aside()).toContain(`history.db.damaged-${nowMs}`);
    expect(readFileSync(keptAside ?? '').equals(before)).toBe(true);
    expect(all(fresh)).toEqual([]);
    expect(fresh.insertNew(messages(1, 3))).toHaveLength(3);
    fresh.close();
    expect(openHistory(file, nowMs + 1)).toSatisfy((next: ReturnType<typeof openHistory>) => {
      opened.push(next.history);
      return next.keptAside === null && next.history.unread() === 3;
    });
  });

  it('that is empty is simply begun', () => {
    open().close();
    writeFileSync(file, '');
    const { history, keptAside } = openHistory(file, nowMs);
    opened.push(history);
    expect(keptAside).toBeNull();
    expect(history.insertNew(messages(1, 1))).toHaveLength(1);
  });

  it('that cannot be made is a fault that is thrown, and nothing is moved', () => {
    writeFileSync(join(folder, 'deep'), 'a file where the folder should be');
    expect(() => openHistory(file, nowMs)).toThrow();
    expect(existsSync(`${file}.damaged-${nowMs}`)).toBe(false);
  });

  function change(sql: string): void {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  }
});

describe('a history of an earlier version', () => {
  it('is brought up, with all that was in it', () => {
    const before = open();
    before.insertNew(messages(1, 3));
    before.close();
    // As version 1 made it.
    const raw = new DatabaseSync(file);
    raw.exec(`
      DROP INDEX events_line; DROP INDEX events_chat; DROP INDEX events_filter; DROP INDEX events_messages;
      DROP INDEX events_received; DROP TABLE events_text; DROP TABLE notes;
      ALTER TABLE events DROP COLUMN rule; ALTER TABLE events DROP COLUMN settled;
      ALTER TABLE events DROP COLUMN class;
      PRAGMA user_version = 1;`);
    raw.close();
    const after = open();
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
    const before = open();
    before.insertNew(messages(1, 3));
    before.close();
    const raw = new DatabaseSync(file);
    raw.exec('PRAGMA user_version = 3');
    raw.close();
    const after = open();
    after.insertNew(messages(4, 2));
    const hello = { beforeRow: null, limit: 10, filter: { ...everyEvent, text: 'hello' } };
    expect(after.indexNew(10)).toBe(false);
    expect(after.page(hello).rows.map(({ key }) => Number(key.split(':').at(-1)))).toEqual([5, 4]);
    while (after.indexSome(2) > 0);
    expect(after.page(hello).rows).toHaveLength(5);
  });

  it('with another index of words gets the new one, while nothing else is touched', () => {
    const before = open();
    before.insertNew(messages(1, 3));
    before.saveNote('a', 'b');
    before.close();
    const raw = new DatabaseSync(file);
    raw.exec(`
      DROP TABLE events_text;
      CREATE VIRTUAL TABLE events_text USING fts5 (text, people, content = '', contentless_delete = 1, prefix = '2 3');
      INSERT INTO events_text (rowid, text, people) VALUES (1, 'hello', 'anna');
      PRAGMA user_version = 3;`);
    raw.close();
    const after = open();
    expect(ids(all(after))).toEqual([3, 2, 1]);
    expect(after.notes('a')).toEqual([{ name: 'a', text: 'b' }]);
    const hello = { beforeRow: null, limit: 10, filter: { ...everyEvent, text: 'hello' } };
    expect(after.page(hello).rows).toEqual([]);
    while (after.indexSome(2) > 0);
    expect(after.page(hello).rows).toHaveLength(3);
  });
});

it('knows the newest event of a chat', () => {
  const history = open();
  history.insertNew(messages(1, 3));
  const { row } = history.find(all(history)[0] ?? '') ?? {};
  const ofRow = {
    lineId: row?.lineId ?? '',
    messengerType: row?.messengerType ?? '',
    chatId: row?.chat?.id ?? '',
  };
  expect(history.newestOfChat(ofRow)).toBe(row?.key);
  expect(history.newestOfChat({ ...ofRow, lineId: 'another' })).toBeNull();
  expect(history.newestOfChat({ ...ofRow, chatId: 'another' })).toBeNull();
});

describe('the notes', () => {
  it('are found by the beginning of their names, and go one by one', () => {
    const history = open();
    for (const name of ['live a', 'live b', 'lively', 'held a']) history.saveNote(name, name);
    expect(history.notes('live ').map(({ name }) => name)).toEqual(['live a', 'live b']);
    history.saveNote('live a', null);
    history.saveNote('live b', 'new');
    expect(history.notes('live ')).toEqual([{ name: 'live b', text: 'new' }]);
  });

  it('are written together with everything else, or not at all', () => {
    const history = open();
    expect(() =>
      history.together(() => {
        history.saveNote('a', 'b');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(history.notes('a')).toEqual([]);
  });
});

it('one line can be read by itself', () => {
  const history = open();
  history.insertNew(messages(1, 3));
  expect(
    history.page({
      beforeRow: null,
      limit: 10,
      filter: { ...everyEvent, unreadOnly: true, lineIds: ['1229'] },
    }).rows,
  ).toHaveLength(3);
  expect(
    history.page({ beforeRow: null, limit: 10, filter: { ...everyEvent, unreadOnly: true, lineIds: ['1'] } })
      .rows,
  ).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../electron/core/ports.ts';
import { repetitionWindowMs } from '../../electron/platform/history.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { arrive, messageItem } from '../support/events.ts';
import { all, ids, messages, nowMs, open } from '../support/openedHistory.ts';

const chat = { id: '70000000001@c.us' };

describe('the history', () => {
  it('begins empty, in a folder of its own', () => {
    const { history } = open();
    expect(history.page({ beforeRow: null, limit: 10, filter: everyEvent })).toEqual({
      rows: [],
      nextBefore: null,
    });
    expect(history.unread()).toBe(0);
    expect(history.find('nothing')).toBeNull();
  });

  it('gives back what it was given', () => {
    const { history } = open();
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
    const { history } = open();
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
    const { history } = open();
    history.insertNew(messages(1, 10));
    expect(history.page({ beforeRow: null, limit: 10, filter: everyEvent }).nextBefore).toBeNull();
    expect(history.page({ beforeRow: null, limit: 9, filter: everyEvent }).nextBefore).not.toBeNull();
    expect(history.page({ beforeRow: 1, limit: 9, filter: everyEvent })).toEqual({
      rows: [],
      nextBefore: null,
    });
  });

  it('counts and lists what is unread, until it is read', () => {
    const { history } = open();
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
    const { history } = open();
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
    const { history } = open();
    const [first, second] = messages(1, 2);
    if (first === undefined || second === undefined) throw new Error('no events');
    expect(history.insertNew([first, second, first]).map((row) => row.key)).toEqual([
      first.event.key,
      second.event.key,
    ]);
    expect(history.insertNew([second, first])).toEqual([]);
    history.close();
    expect(open().history.insertNew([first, second])).toEqual([]);
  });

  it('takes the same id of another account or kind as another event', () => {
    const { history } = open();
    const more = [
      arrive('message', [messageItem()]),
      arrive('message', [messageItem()], { accountId: '686' }),
      arrive('messageDestroy', [{ id: '123' }]),
    ].flat();
    expect(history.insertNew(more)).toHaveLength(3);
  });

  it('takes all of a batch or, when it fails, nothing', () => {
    const { history } = open();
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
    const { history } = open();
    expect(history.insertNew(status('close', nowMs))).toHaveLength(1);
    expect(history.insertNew(status('close', nowMs + repetitionWindowMs))).toHaveLength(0);
    expect(history.insertNew(status('close', nowMs + repetitionWindowMs + 1))).toHaveLength(1);
  });

  it('are as many rows as changes, even in one millisecond', () => {
    const { history } = open();
    const changes = ['close', 'open', 'close', 'open', 'close'].flatMap((type) => status(type, nowMs));
    const rows = history.insertNew(changes);
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map((row) => row.key)).size).toBe(5);
    for (const row of rows) expect(history.find(row.key)?.row).toEqual(row);
  });

  it('of another chat are no repetitions', () => {
    const { history } = open();
    const other = arrive('chatStatus', [{ type: 'close', chat: { id: 'other' } }], { receivedAtMs: nowMs });
    expect(history.insertNew([...status('close', nowMs), ...other])).toHaveLength(2);
  });

  it('are no repetitions of what a clock that was ahead has written', () => {
    const { history } = open();
    history.insertNew(status('close', nowMs + 86_400_000));
    expect(history.insertNew(status('close', nowMs))).toHaveLength(1);
  });
});

describe('ten thousand events', () => {
  it('are all there exactly once, in order, however they come', () => {
    const { history } = open();
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
    const { history: again } = open();
    expect(again.unread()).toBe(9_999);
    expect(again.insertNew(events)).toEqual([]);
  });
});

it('knows the newest event of a chat', () => {
  const { history } = open();
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
    const { history } = open();
    for (const name of ['live a', 'live b', 'lively', 'held a']) history.saveNote(name, name);
    expect(history.notes('live ').map(({ name }) => name)).toEqual(['live a', 'live b']);
    history.saveNote('live a', null);
    history.saveNote('live b', 'new');
    expect(history.notes('live ')).toEqual([{ name: 'live b', text: 'new' }]);
  });

  it('are written together with everything else, or not at all', () => {
    const { history } = open();
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
  const { history } = open();
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

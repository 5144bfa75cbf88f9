import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History, NewestMessage } from '../../electron/core/ports.ts';
import { eachPage, findPage } from '../../electron/platform/eventSearch.ts';
import { exportEvents } from '../../electron/platform/exportEvents.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { keepHouse } from '../../electron/platform/housekeeping.ts';
import { workWhenQuiet } from '../../electron/platform/quietWork.ts';
import { everyEvent, type EventFilter } from '../../electron/shared/eventFilter.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { arrive, messageItem } from '../support/events.ts';
import { manualClock, noLongWork, recordedWork, recordingLogger } from '../support/fakes.ts';

/** The history read by filter, word and chat, exported, and kept from growing for ever. */

let folder: string;
let history: History;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-search-'));
  ({ history } = openHistory(join(folder, 'history.db'), 0));
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true, force: true });
});

function add(id: number, more: Record<string, unknown> = {}, receivedAtMs = 1_700_000_000_000): void {
  history.insertNew(arrive('message', [messageItem({ id, ...more })], { receivedAtMs }));
}
const text = (words: string): Record<string, unknown> => ({ message: { text: words } });

async function found(filter: Partial<EventFilter>): Promise<number[]> {
  const { rows } = await findPage(history, {
    beforeRow: null,
    limit: 1_000,
    filter: { ...everyEvent, ...filter },
  });
  return rows.map((row) => Number(row.key.split(':').at(-1)));
}

describe('words', () => {
  beforeEach(() => {
    add(1, text('Где мой ВОЗВРАТ, и ёлка?'));
    add(2, text('Return of the table'));
    add(3, { ...text('no'), chat: { id: 'x', name: 'Ёжиков Пётр', phone: '70000000042' }, fromUser: null });
    add(4, { type: 'document', message: { caption: 'the bill', file: { name: 'invoice-2026.pdf' } } });
    add(5, text('"quoted" AND NOT near* (x:y)'));
    add(6, text('extraordinarily ble'));
  });

  it.each<[string, number[]]>([
    ['возвр', [1]],
    ['ЕЛКА', [1]],
    ['мой где', [1]],
    ['return table', [2]],
    ['turn', []],
    ['петр ежиков', [3]],
    ['70000000042', [3]],
    ['7000000', [6, 5, 4, 3, 2, 1]],
    ['invoice', [4]],
    ['2026 bill', [4]],
    ['"quoted" AND NOT', [5]],
    ["'; DROP TABLE events; --", []],
    ['* ( :', [6, 5, 4, 3, 2, 1]],
    // Longer than the beginnings that the index keeps.
    ['extraordinarily', [6]],
    ['extraordinarilys', []],
    // Letters that the index takes for gaps: New Tai Lue ones.
    ['ta\u19b0ble', []],
    ['extra\u19b0ble', [6]],
    ['\u19c8', [6, 5, 4, 3, 2, 1]],
  ])('“%s” finds %j', async (query, expected) => {
    expect(await found({ text: query })).toEqual(expected);
  });

  it('can be narrowed by a filter', async () => {
    history.markRead(['685:1229:telegram:message:1']);
    expect(await found({ text: '7000000', unreadOnly: true })).toEqual([6, 5, 4, 3, 2]);
    expect(await found({ text: 'return', lineIds: ['1'] })).toEqual([]);
  });
});

describe('words of new events', () => {
  const byPageAlone = (words: string): number =>
    history.page({ beforeRow: null, limit: 1_000, filter: { ...everyEvent, text: words } }).rows.length;

  it('are found at once, however many there are', async () => {
    history.insertNew(
      arrive(
        'message',
        Array.from({ length: 700 }, (_, id) => messageItem({ id })),
      ),
    );
    expect(await found({ text: '7000000' })).toHaveLength(700);
    add(700, text('one more'));
    expect(await found({ text: 'one more' })).toEqual([700]);
  });

  it('become findable in a quiet moment, and bit by bit where there is none', () => {
    const clock = manualClock(0);
    const work = workWhenQuiet(history, clock, recordingLogger());
    for (let second = 0; second < 10; second += 1) {
      clock.advance(1_000);
      for (let id = 0; id < 100; id += 1) add(second * 100 + id);
      work.wrote();
    }
    const meanwhile = byPageAlone('7000000');
    expect(meanwhile).toBeGreaterThan(700);
    expect(meanwhile).toBeLessThan(1_000);
    clock.advance(3_000);
    expect(byPageAlone('7000000')).toBe(1_000);
    expect(clock.waiting()).toBe(0);
    work.stop();
  });

  it('that an earlier run did not come to are made findable by the next', () => {
    add(1, text('late'));
    const clock = manualClock(0);
    const work = workWhenQuiet(history, clock, recordingLogger());
    clock.advance(2_000);
    expect(byPageAlone('late')).toBe(1);
    work.stop();
  });

  it('do not keep others from being found where nothing can be written, and the log says so', async () => {
    add(1, text('early'));
    await found({ text: 'early' });
    add(2, text('early too'));
    const full = {
      ...history,
      indexNew(): boolean {
        throw new Error('database or disk is full');
      },
    };
    const filter = { ...everyEvent, text: 'early' };
    const { rows } = await findPage(full, { beforeRow: null, limit: 10, filter });
    expect(rows.map(({ key }) => key)).toEqual(['685:1229:telegram:message:1']);
    const clock = manualClock(0);
    const logger = recordingLogger();
    const work = workWhenQuiet(full, clock, logger);
    clock.advance(2_000);
    expect(logger.entries.map(({ message }) => message).join()).toContain('not findable');
    work.stop();
  });

  it('that were removed before are no hindrance', async () => {
    for (const id of [1, 2, 3]) add(id, text('gone'));
    expect(history.removeSome({ beforeMs: 0, keep: 1, limit: 10 }).rows).toBe(2);
    expect(await found({ text: 'gone' })).toEqual([3]);
    add(4, text('gone'));
    expect(await found({ text: 'gone' })).toEqual([4, 3]);
  });
});

describe('a filter', () => {
  it.each<[string, Partial<EventFilter>, number[]]>([
    ['by line', { lineIds: ['1229'] }, [3, 2, 1]],
    ['by another line', { lineIds: ['7'] }, []],
    ['by messenger', { messengerTypes: ['telegram', 'avito'] }, [3, 2, 1]],
    ['by kind', { kinds: ['message'] }, [3, 2, 1]],
    ['by class', { classes: ['mine'] }, [2]],
    ['by two classes', { classes: ['mine', 'others'] }, [3, 2]],
    ['by verdict', { verdicts: ['hold'] }, [1]],
    ['by time', { fromMs: 1_700_000_002_000, toMs: 1_700_000_003_000 }, [2]],
    ['by all of it', { classes: ['mine'], verdicts: ['hold'] }, []],
  ])('%s', async (_name, filter, expected) => {
    add(1, { time: 1_700_000_001 });
    add(2, { time: 1_700_000_002, chat: { id: 'x', responsible: { id: 685 } } });
    add(3, { time: 1_700_000_003, chat: { id: 'y', responsible: { id: 7 } } });
    history.setVerdict('685:1229:telegram:message:1', 'hold', 'paused', null);
    expect(await found(filter)).toEqual(expected);
  });

  it('that fits one of very many finds it, in more than one look', async () => {
    add(1, { chat: { id: 'x', responsible: { id: 685 } } });
    const many = Array.from({ length: 60_000 }, (_, index) => messageItem({ id: 10 + index }));
    for (let from = 0; from < many.length; from += 5_000)
      history.insertNew(arrive('message', many.slice(from, from + 5_000)));
    const filter = { ...everyEvent, classes: ['mine' as const] };
    const first = history.page({ beforeRow: null, limit: 10, filter });
    expect(first.rows).toEqual([]);
    expect(first.nextBefore).toBeGreaterThan(0);
    expect(await found({ classes: ['mine'] })).toEqual([1]);
    let pages = 0;
    for await (const rows of eachPage(history, everyEvent, () => false)) pages += Number(rows.length > 0);
    expect(pages).toBe(121);
  });
});

it('a conversation is the chat around an event, in order', () => {
  for (const id of [1, 2, 3, 4, 5]) add(id, { chat: { id: id === 3 ? 'other' : 'same' } });
  const middle = history.find('685:1229:telegram:message:2')?.row;
  const around = middle === undefined ? [] : history.conversation(middle, 2);
  expect(around.map((row) => Number(row.key.split(':').at(-1)))).toEqual([1, 2, 4, 5]);
});

describe('an export', () => {
  const words = { translate: createTranslate('en'), lines: () => [] };
  const never = (): boolean => false;
  const run = (format: 'csv' | 'json', stopped = never) =>
    exportEvents(history, join(folder, 'out'), {
      filter: everyEvent,
      format,
      words,
      progress: () => undefined,
      stopped,
    });

  it('as CSV is taken for text by a spreadsheet, whatever a customer wrote', async () => {
    add(1, text('=HYPERLINK("https://evil.example";"click")\nnew, line'));
    expect(await run('csv')).toEqual({ result: 'done', events: 1 });
    const written = readFileSync(join(folder, 'out'), 'utf8');
    expect(written).toMatch(/^\uFEFFtime,line,/);
    expect(written).toContain(`"'=HYPERLINK(""https://evil.example"";""click"")\nnew, line"`);
    expect(written.trim().split('\r\n')).toHaveLength(2);
  });

  it('as JSON is read back as what is stored', async () => {
    for (const id of [1, 2, 3]) add(id, text(`No. ${id} \u202Eevil "quote"`));
    await run('json');
    const read: unknown = JSON.parse(readFileSync(join(folder, 'out'), 'utf8'));
    expect(read).toEqual(history.page({ beforeRow: null, limit: 10, filter: everyEvent }).rows);
  });

  it('that is stopped leaves the former file as it was', async () => {
    writeFileSync(join(folder, 'out'), 'precious');
    for (let id = 0; id < 600; id += 1) add(id);
    let looks = 0;
    expect(await run('csv', () => (looks += 1) > 1)).toEqual({ result: 'stopped' });
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('precious');
    expect(existsSync(join(folder, 'out.part'))).toBe(false);
  });

  it('into a folder that is not there says so', async () => {
    rmSync(folder, { recursive: true });
    expect(await run('csv')).toMatchObject({ result: 'failed', detail: expect.stringContaining('ENOENT') });
  });
});

describe('housekeeping', () => {
  const day = 86_400_000;
  const settings = { ...defaultSettings, history: { keepDays: 30, keepEvents: 1_000 } };

  it('removes what is older or more than is kept, with its words, step by step', async () => {
    const clock = manualClock(1_700_000_000_000);
    const gone: NewestMessage[] = [];
    for (let id = 0; id < 1_200; id += 1)
      add(id, text(`word${id}`), clock.nowMs() - (id < 50 ? 31 * day : 0));
    const stop = keepHouse({
      history,
      clock,
      logger: recordingLogger(),
      settings: () => settings,
      work: noLongWork,
      removed: (newest) => void gone.push(...newest),
    });
    clock.advance(60_000);
    stop();
    expect(history.events()).toBe(1_000);
    expect(gone).toEqual([
      expect.objectContaining({ accountId: '685', lineId: '1229', messengerType: 'telegram' }),
    ]);
    expect(await found({ text: 'word49' })).toEqual(Array.from({ length: 10 }, (_, last) => 499 - last));
    expect(await found({ text: 'word3' })).not.toContain(3);
    expect(clock.waiting()).toBe(0);
  });

  it('shows how far it is with the words of many older rows, and goes on later where it is stopped', () => {
    const clock = manualClock(1_700_000_000_000);
    for (let id = 0; id < 6_000; id += 1) add(id);
    history.close();
    const file = join(folder, 'history.db');
    const raw = new DatabaseSync(file);
    raw.exec('PRAGMA user_version = 3');
    raw.close();
    ({ history } = openHistory(file, 0));
    const work = recordedWork();
    const stop = keepHouse({
      history,
      clock,
      logger: recordingLogger(),
      settings: () => ({ ...settings, history: { keepDays: 30, keepEvents: 1_000_000 } }),
      work,
      removed: () => undefined,
    });
    clock.advance(30_000);
    clock.advance(500);
    work.stopping = true;
    clock.advance(60_000);
    const [first] = work.seen;
    expect(first).toMatchObject({ what: 'index', ended: true });
    expect(first?.done.at(-1)).toBeGreaterThan(first?.done[0] ?? Infinity);
    const total = first?.total ?? 0;
    expect(first?.done.at(-1)).toBeLessThan(total);
    work.stopping = false;
    clock.advance(3 * 60 * 60_000);
    stop();
    expect(history.indexSome(1)).toBe(0);
    expect(work.seen.every(({ ended }) => ended)).toBe(true);
  });

  it('erasing leaves nothing to find', async () => {
    add(1, text('secret'));
    history.saveNote('waiting x', '{}');
    history.erase();
    // Not in the free room of the file either.
    expect(readFileSync(join(folder, 'history.db')).includes('secret')).toBe(false);
    expect(await found({ text: 'secret' })).toEqual([]);
    expect(history.notes('')).toEqual([]);
    expect(history.unread()).toBe(0);
    add(1, text('new'));
    expect(await found({ text: 'new' })).toEqual([1]);
  });
});

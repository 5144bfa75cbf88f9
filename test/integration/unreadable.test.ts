import { beforeEach, describe, expect, it } from 'vitest';
import type { History, Logger, StoredEvent } from '../../electron/core/ports.ts';
import { createWindowMemory } from '../../electron/main/window/memory.ts';
import { createReplies, type Replies } from '../../electron/platform/replies.ts';
import { systemRandom } from '../../electron/platform/systemClock.ts';
import { takeUpUnshown } from '../../electron/platform/unshown.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { change, open } from '../support/openedHistory.ts';
import { arrive, messageItem } from '../support/events.ts';
import { manualClock, recordingLogger } from '../support/fakes.ts';

/** A file that SQLite takes for sound, with something in it that nobody can read any more: the rest goes on. */

let history: History;

beforeEach(() => {
  ({ history } = open());
});

const incoming = (id: number, text: string): StoredEvent[] =>
  arrive('message', [messageItem({ id, message: { text } })]);
const answer = (id: number, time: number): StoredEvent[] =>
  arrive('message', [messageItem({ id, time, fromMe: true, side: 'out' })]);
const find = (text = ''): string[] =>
  history
    .page({ beforeRow: null, limit: 10, filter: { ...everyEvent, text } })
    .rows.map(({ key }) => key.split(':').at(-1) ?? '');

describe.each([
  ['is no JSON', `substr(event, 1, 40)`],
  ['says something else', `'{"key":1}'`],
])('an event whose text %s', (_name, broken) => {
  beforeEach(() => {
    history.insertNew([...incoming(1, 'apple'), ...incoming(2, 'pear'), ...incoming(3, 'plum')]);
    change(`UPDATE events SET event = ${broken} WHERE row = 2`);
  });

  it('is still listed, with what is known of it, and as it came', () => {
    expect(find()).toEqual(['3', '2', '1']);
    const [, row] = history.page({ beforeRow: null, limit: 10, filter: everyEvent }).rows;
    expect(row).toMatchObject({
      kind: 'message',
      direction: 'incoming',
      lineId: '1229',
      chat: { id: '70000000001@c.us' },
      content: { type: 'unknown' },
      atMs: 1_700_000_000_000,
    });
    expect(history.find(row?.key ?? '')?.raw).toContain('pear');
    if (row !== undefined) expect(history.conversation(row, 5)).toHaveLength(3);
  });

  it('is still to be decided', () => {
    expect(history.undecided(10).map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it('keeps no word of others from being found', () => {
    expect(history.indexNew(10)).toBe(false);
    expect(find('plum')).toEqual(['3']);
    expect(find('apple')).toEqual(['1']);
    expect(history.indexNew(1)).toBe(false);
  });

  it('is counted among the messages of its day', () => {
    expect(history.activity(0, Date.now())).toHaveLength(3);
  });

  it('was an answer, if it went out', () => {
    history.insertNew(answer(4, 1_700_000_100));
    change(`UPDATE events SET event = ${broken} WHERE row = 4`);
    const [row] = history.undecided(1);
    expect(row && history.answeredAtMs(row)).toBe(1_700_000_100_000);
  });

  it('names the chat of what speaks of it', () => {
    const rows = history.insertNew(arrive('messageDestroy', [{ id: '2' }]));
    expect(rows[0]?.chat?.id).toBe('70000000001@c.us');
  });
});

describe('what was decided and cannot be read', () => {
  it('is not decided a second time', () => {
    history.insertNew(incoming(1, 'apple'));
    const [row] = history.undecided(1);
    history.setVerdict(row?.key ?? '', 'show', 'incomingMessage', null);
    change(`UPDATE events SET verdict = 'sh', reason = 'x', outcome = '', settled = '{"what' WHERE row = 1`);
    expect(history.undecided(1)).toEqual([]);
    expect(history.find(row?.key ?? '')?.row).toMatchObject({
      content: { text: 'apple' },
      verdict: 'silent',
      reason: null,
      outcome: null,
      settled: null,
    });
  });
});

describe('what is known of a chat and cannot be read', () => {
  it('is learnt anew from its next event', () => {
    history.insertNew(incoming(1, 'apple'));
    change(`UPDATE chats SET known = substr(known, 2)`);
    const [named] = history.insertNew(incoming(2, 'pear'));
    expect(named?.chat?.name).toBe('Anna');
    const [known] = history.insertNew(
      arrive('message', [messageItem({ id: 3, chat: { id: '70000000001@c.us' } })]),
    );
    expect(known?.chat?.name).toBe('Anna');
  });
});

function repliesOf(logger: Logger): Replies {
  return createReplies({
    history,
    clock: manualClock(),
    random: systemRandom,
    logger,
    sendText: () => null,
    words: () => null,
    changed: () => undefined,
    troubled: () => undefined,
  });
}

describe('a note that cannot be read', () => {
  it('stops nothing of the others, and is gone afterwards', () => {
    history.insertNew([...incoming(1, 'apple'), ...incoming(2, 'pear')]);
    for (const { key } of history.undecided(2)) {
      history.setVerdict(key, 'show', 'incomingMessage', null);
      history.saveNote(`unshown ${key}`, key.endsWith('1') ? '["' : JSON.stringify([key]));
    }
    const logger = recordingLogger();
    takeUpUnshown(history, logger);
    expect(history.undecided(2).map(({ row }) => row)).toEqual([2]);
    expect(history.notes('unshown ')).toEqual([]);
    expect(logger.entries).toMatchObject([{ level: 'error', details: { notes: 1 } }]);
  });

  it('begins the list of answers anew, and says so', () => {
    history.saveNote('replies', '[{"id":');
    const logger = recordingLogger();
    expect(repliesOf(logger).list()).toEqual([]);
    expect(logger.entries).toMatchObject([{ level: 'error' }]);
  });

  it('is waited for: answers that can be read only later join the others', () => {
    const replies = repliesOf(recordingLogger());
    const kept = { id: '1', chat: 'a', eventKey: 'k', text: 'Yes', status: 'failed', atMs: 1, detail: null };
    history.saveNote('replies', JSON.stringify([kept]));
    replies.takeUp();
    replies.takeUp();
    expect(replies.list()).toEqual([kept]);
  });

  it('opens the window as new', () => {
    history.saveNote('window memory', '{"page"');
    expect(createWindowMemory(history).read()).toBeNull();
  });
});

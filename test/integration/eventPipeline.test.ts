import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAttentionRunner, type AttentionRunner } from '../../electron/platform/attentionRunner.ts';
import { createEventPipeline, type EventPipeline } from '../../electron/platform/eventPipeline.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { noQuiet } from '../../electron/shared/attention.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { withoutStorms } from '../support/attention.ts';
import { lineChannelName, messageItem } from '../support/events.ts';
import {
  cleanUps,
  failingHistory,
  fakeSounds,
  fakeToaster,
  manualClock,
  recordingLogger,
  settled,
  type FailingHistory,
  type FakeToaster,
  type ManualClock,
  type RecordingLogger,
} from '../support/fakes.ts';
import { Watch } from '../simulator/observation.ts';

const ends = cleanUps();
afterEach(() => ends.run());

interface Bench {
  pipeline: EventPipeline;
  attention: AttentionRunner;
  history: FailingHistory;
  toaster: FakeToaster;
  clock: ManualClock;
  logger: RecordingLogger;
  /** What was said about storing, oldest first. */
  storing: (string | null)[];
  opened: string[];
  rows(): EventRow[];
  message(id: number | string, more?: Record<string, unknown>): void;
  waitFor(what: string, predicate: () => boolean): Promise<true>;
}

function start(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-pipeline-'));
  const history = failingHistory(openHistory(join(folder, 'history.db'), 0).history);
  const watch = new Watch();
  const toaster = fakeToaster(() => watch.changed());
  const clock = manualClock();
  const logger = recordingLogger();
  const storing: (string | null)[] = [];
  const opened: string[] = [];
  const translate = createTranslate('en');
  const attention = createAttentionRunner({
    history,
    toaster,
    sounds: fakeSounds(),
    quietStore: { load: () => noQuiet, save: () => undefined },
    clock,
    logger,
    settings: () => withoutStorms,
    lines: () => [],
    translate: () => translate,
    zone: () => 'UTC',
    guarded: () => false,
    rowsChanged: () => watch.changed(),
    stateChanged: () => watch.changed(),
    openEvent: (key) => void opened.push(key),
    openUnread: () => undefined,
    openWaiting: () => undefined,
    attract: () => undefined,
    reply: () => undefined,
    notificationsAvailable: () => undefined,
  });
  const pipeline = createEventPipeline({
    history,
    attention,
    clock,
    logger,
    added: () => watch.changed(),
    stormed: () => undefined,
    storingFailed(reason) {
      storing.push(reason);
      watch.changed();
    },
  });
  ends.add(() => {
    pipeline.stop();
    attention.stop();
    history.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    pipeline,
    attention,
    history,
    toaster,
    clock,
    logger,
    storing,
    opened,
    rows: () => history.page({ beforeRow: null, limit: 100_000, filter: everyEvent }).rows.toReversed(),
    message: (id, more = {}) =>
      pipeline.arrived({
        accountId: '685',
        channel: lineChannelName,
        name: 'message',
        dataText: JSON.stringify({ data: [messageItem({ id, message: { text: `No. ${id}` }, ...more })] }),
        receivedAtMs: 1_700_000_000_000,
        recovered: false,
      }),
    waitFor: (what, predicate) => watch.until(what, predicate, 10_000),
  };
}

const full = new Error('database or disk is full');

describe('while events cannot be stored', () => {
  it('nothing is told, nothing is lost, and it is said until it is mended', async () => {
    const bench = start();
    bench.history.insertFailure = full;
    for (const id of [1, 2, 3]) bench.message(id);
    await bench.waitFor('the trouble to be said', () => bench.storing.length === 1);
    expect(bench.storing).toEqual(['database or disk is full']);
    bench.message(4);
    for (let tries = 0; tries < 5; tries += 1) {
      bench.clock.advance(1_000);
      await settled();
    }
    expect(bench.rows()).toEqual([]);
    expect(bench.toaster.calls).toEqual([]);
    bench.history.insertFailure = null;
    bench.clock.advance(1_000);
    await bench.waitFor(
      'all of them',
      () => bench.rows().length === 4 && bench.rows().every(({ outcome }) => outcome === 'delivered'),
    );
    expect(bench.storing.at(-1)).toBeNull();
    expect(bench.storing.filter((reason) => reason === null)).toHaveLength(1);
    expect(bench.rows().map((row) => row.key.split(':').at(-1))).toEqual(['1', '2', '3', '4']);
    expect(bench.logger.entries.filter((entry) => entry.level === 'error')).toHaveLength(1);
  });

  it('catch-ups that end meanwhile leave nothing behind: theirs is fetched again', async () => {
    const bench = start();
    const place = { lineId: '1229', messengerType: 'telegram' };
    const fetched = [messageItem({ id: 'missed', time: 1_700_000_000 })];
    bench.history.insertFailure = full;
    bench.message('live');
    await bench.waitFor('the trouble', () => bench.storing.length === 1);
    for (let round = 0; round < 20; round += 1) {
      bench.pipeline.fetched('685', place, fetched);
      expect(bench.pipeline.recovered()).toBe(false);
    }
    // One more try, and not one for each of them.
    expect(bench.clock.waiting()).toBe(1);
    bench.history.insertFailure = null;
    bench.clock.advance(1_000);
    await bench.waitFor('what was heard', () => bench.rows().length === 1);
    expect(bench.history.transactions).toEqual([1]);
    bench.pipeline.fetched('685', place, fetched);
    expect(bench.pipeline.recovered()).toBe(true);
    expect(bench.rows().map((row) => row.key.split(':').at(-1))).toEqual(['live', 'missed']);
  });

  it('the app can end', async () => {
    const bench = start();
    bench.history.insertFailure = full;
    bench.message(1);
    await bench.waitFor('the trouble', () => bench.storing.length === 1);
    bench.pipeline.stop();
    bench.attention.stop();
    expect(bench.clock.waiting()).toBe(0);
    const said = bench.storing.length;
    await settled();
    bench.clock.advance(60_000);
    expect(bench.storing).toHaveLength(said);
  });
});

describe('while the ledger cannot be written', () => {
  it('people are told all the same, and the app goes on', async () => {
    const bench = start();
    bench.history.ledgerFailure = full;
    for (const id of [1, 2, 3]) bench.message(id, { chat: { id: `chat ${id}` } });
    await bench.waitFor('all of them', () => bench.toaster.screen.size === 3);
    expect(bench.rows()).toHaveLength(3);
    expect(bench.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'the ledger cannot be written' }),
    );
  });
});

describe('a burst', () => {
  it('of 2,000 events is stored in order, in few transactions, and told', async () => {
    const bench = start();
    for (let id = 1; id <= 2_000; id += 1) bench.message(id, { chat: { id: `chat ${id % 20}` } });
    expect(bench.history.transactions).toEqual([]);
    await bench.waitFor('all of them', () => bench.history.transactions.length === 4);
    expect(bench.rows().map((row) => Number(row.key.split(':').at(-1)))).toEqual(
      Array.from({ length: 2_000 }, (_, index) => index + 1),
    );
    expect(bench.history.transactions).toEqual([500, 500, 500, 500]);
    await bench.waitFor('all of them to be decided', () => bench.history.undecided(1).length === 0);
    expect(bench.toaster.screen.size).toBe(20);
    expect(bench.rows().every((row) => row.verdict !== null)).toBe(true);
  });

  it('is stored before the last of it is told, and a catch-up that ends in between takes none of it for missed', async () => {
    const bench = start();
    for (let id = 1; id <= 2_000; id += 1) bench.message(id, { chat: { id: `chat ${id % 20}` } });
    await bench.waitFor('all to be stored', () => bench.history.transactions.length === 4);
    expect(bench.rows().filter((row) => row.verdict === null).length).toBeGreaterThan(1_000);
    expect(bench.pipeline.recovered()).toBe(true);
    expect(bench.rows().every((row) => row.verdict !== null)).toBe(true);
    expect(bench.toaster.screen.size).toBe(20);
    expect([...bench.toaster.screen.keys()].some((id) => id.startsWith('away'))).toBe(false);
  });

  it('that is still waiting when the app ends is stored whole', () => {
    const bench = start();
    for (let id = 1; id <= 2_000; id += 1) bench.message(id);
    bench.pipeline.stop();
    expect(bench.rows()).toHaveLength(2_000);
  });

  it('leaves room between its slices for everything else', async () => {
    const bench = start();
    for (let id = 1; id <= 2_000; id += 1) bench.message(id);
    await settled();
    expect(bench.history.transactions.length).toBeLessThan(4);
    await bench.waitFor('all of them', () => bench.history.transactions.length === 4);
    expect(bench.rows()).toHaveLength(2_000);
  });
});

describe('after the end', () => {
  it('nothing is stored, told or decided', async () => {
    const bench = start();
    bench.message(1);
    await bench.waitFor('the notification', () => bench.toaster.calls.length === 1);
    const [shown = ''] = [...bench.toaster.screen.keys()];
    bench.pipeline.stop();
    bench.attention.stop();
    bench.message(2);
    bench.attention.signal({ id: shown, signal: 'clicked' });
    await settled();
    expect(bench.rows()).toHaveLength(1);
    expect(bench.toaster.calls).toHaveLength(1);
    expect(bench.opened).toEqual([]);
  });
});

it('a click leads to the newest event of its notification, once', async () => {
  const bench = start();
  bench.message(1);
  bench.message(2);
  await bench.waitFor(
    'both',
    () => bench.rows().filter(({ outcome }) => outcome === 'delivered').length === 2,
  );
  const [shown = ''] = [...bench.toaster.screen.keys()];
  bench.attention.signal({ id: shown, signal: 'clicked' });
  bench.attention.signal({ id: shown, signal: 'clicked' });
  bench.attention.signal({ id: 'a stranger', signal: 'clicked' });
  expect(bench.opened).toEqual([bench.rows()[1]?.key]);
});

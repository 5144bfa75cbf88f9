import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addSnooze } from '../../electron/core/attention/snooze.ts';
import type { History, ToastResult } from '../../electron/core/ports.ts';
import { createAttentionRunner, type AttentionRunner } from '../../electron/platform/attentionRunner.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { noQuiet, type Quiet } from '../../electron/shared/attention.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { settingsWith, startMs } from '../support/attention.ts';
import { arrive, messageItem } from '../support/events.ts';
import {
  cleanUps,
  fakeSounds,
  fakeToaster,
  manualClock,
  recordingLogger,
  settled,
  type FakeSounds,
  type FakeToaster,
  type ManualClock,
} from '../support/fakes.ts';

/** What attention decides, carried out: ledger, notifications, sounds, timers, and all of it over a restart. */

const ends = cleanUps();
afterEach(() => ends.run());

const minute = 60_000;

interface World {
  file: string;
  clock: ManualClock;
  toaster: FakeToaster;
  sounds: FakeSounds;
  quiet: { kept: Quiet };
  guarded: { now: boolean };
}

interface Bench extends World {
  runner: AttentionRunner;
  history: History;
  opened: string[];
  put(name: string, item: Record<string, unknown>): EventRow;
  row(key: string): EventRow | undefined;
  end(): void;
}

function world(): World {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-runner-'));
  ends.add(() => rmSync(folder, { recursive: true, force: true }));
  return {
    file: join(folder, 'history.db'),
    clock: manualClock(startMs),
    toaster: fakeToaster(),
    sounds: fakeSounds(),
    quiet: { kept: noQuiet },
    guarded: { now: false },
  };
}

/** @param wait until it has taken up what the last run left */
async function start(here: World = world(), wait = true): Promise<Bench> {
  const { history } = openHistory(here.file, startMs);
  const opened: string[] = [];
  const runner = createAttentionRunner({
    history,
    toaster: here.toaster,
    sounds: here.sounds,
    quietStore: {
      load: () => here.quiet.kept,
      save(next) {
        here.quiet.kept = next;
      },
    },
    clock: here.clock,
    logger: recordingLogger(),
    settings: () =>
      settingsWith({
        unanswered: {
          enabled: true,
          steps: [
            { afterMinutes: 2, action: 'badge' },
            { afterMinutes: 5, action: 'repeat' },
          ],
          lines: [],
        },
      }),
    lines: () => [],
    translate: () => createTranslate('en'),
    zone: () => 'UTC',
    guarded: () => here.guarded.now,
    rowsChanged: () => undefined,
    stateChanged: () => undefined,
    openEvent: (key) => void opened.push(key),
    openUnread: () => undefined,
    openWaiting: () => undefined,
    attract: () => undefined,
    reply: () => undefined,
    notificationsAvailable: () => undefined,
  });
  const begun = runner.start();
  if (wait) await begun;
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    runner.stop();
    history.close();
  };
  ends.add(end);
  return {
    ...here,
    runner,
    history,
    opened,
    put(name, item) {
      const [row] = history.insertNew(arrive(name, [item], { receivedAtMs: here.clock.nowMs() }));
      if (row === undefined) throw new Error('nothing new');
      runner.stored([row]);
      return row;
    },
    row: (key) => history.find(key)?.row,
    end,
  };
}

const chat = { id: '70000000001@c.us', name: 'Anna' };
const question = (clock: ManualClock, id = 1, more: Record<string, unknown> = {}): Record<string, unknown> =>
  messageItem({ id, time: clock.nowMs() / 1_000, chat, ...more });
const answer = (clock: ManualClock, id = 9): Record<string, unknown> =>
  question(clock, id, { side: 'out', fromMe: true, created: { id: 7 } });

describe('the ledger', () => {
  it('names the colleague who answered, once ChatApp has said who that is', async () => {
    const bench = await start();
    bench.put('employeeStatus', { employee: { id: 7, fullName: 'Test Testov' }, status: 'online' });
    const asked = bench.put('message', question(bench.clock));
    await settled();
    bench.put('message', answer(bench.clock));
    expect(bench.row(asked.key)).toMatchObject({
      read: true,
      outcome: 'withdrawn',
      settled: { what: 'answered', by: 'colleague', name: 'Test Testov' },
    });
  });

  it.each([
    [{ result: 'delivered', doNotDisturb: false }, 'delivered', null],
    [{ result: 'delivered', doNotDisturb: true }, 'doNotDisturb', null],
    [{ result: 'noService', detail: 'nobody there' }, 'noService', 'nobody there'],
  ] as const)('says what came of %j', async (result, outcome, detail) => {
    const bench = await start();
    bench.toaster.answer = result;
    const asked = bench.put('message', question(bench.clock));
    await settled();
    expect(bench.row(asked.key)).toMatchObject({ verdict: 'show', outcome, outcomeDetail: detail });
  });
});

describe('what a notification says of itself on the disk', () => {
  it('is there when it leaves: its verdict, and nothing of "not shown yet", in one go', async () => {
    const bench = await start();
    const before = { ...bench.history };
    let transactions = 0;
    bench.history.together = (work) => {
      transactions += 1;
      return before.together(work);
    };
    const shows = { ...bench.toaster };
    const left: unknown[] = [];
    bench.toaster.show = (toast, leaves) =>
      shows.show(toast, () => {
        leaves?.();
        // As another process would find it after a crash.
        const { history } = openHistory(bench.file, startMs);
        const { rows } = history.page({ beforeRow: null, limit: 9, filter: everyEvent });
        left.push({
          transactions,
          verdicts: rows.map(({ verdict }) => verdict),
          unshown: history.notes('unshown'),
        });
        history.close();
      });
    bench.put('message', question(bench.clock));
    await settled();
    expect(left).toEqual([{ transactions: 1, verdicts: ['show'], unshown: [] }]);
  });

  it('names it as not shown while it waits for its turn', async () => {
    const bench = await start();
    bench.toaster.stuck = true;
    const asked = bench.put('message', question(bench.clock));
    expect(bench.row(asked.key)?.verdict).toBe('show');
    expect(bench.history.notes('unshown').map(({ text }) => text)).toEqual([JSON.stringify([asked.key])]);
  });
});

describe('an answer of the service that comes late', () => {
  it('does not take back what became of the notification meanwhile', async () => {
    const bench = await start();
    let deliver: (result: ToastResult) => void = () => undefined;
    bench.toaster.show = () => new Promise((resolve) => (deliver = resolve));
    const asked = bench.put('message', question(bench.clock));
    bench.put('message', answer(bench.clock));
    deliver({ result: 'delivered', doNotDisturb: false });
    await settled();
    expect(bench.row(asked.key)?.outcome).toBe('withdrawn');
  });
});

it('a digest in a storm changes at once, and then twice a second', async () => {
  const bench = await start();
  const toasts = (): string[] =>
    bench.toaster.calls.filter(({ id }) => id.startsWith('storm')).map(({ body }) => body);
  for (let id = 0; id < 60; id += 1)
    bench.put('message', question(bench.clock, id, { chat: { id: `chat ${id}` } }));
  expect(toasts()).toEqual([expect.stringContaining('51 messages from 51 people')]);
  bench.clock.advance(500);
  expect(toasts().slice(1)).toEqual([expect.stringContaining('60 messages from 60 people')]);
  await settled();
  bench.clock.advance(100);
  expect(bench.row('685:1229:telegram:message:59')?.outcome).toBe('delivered');
});

it('a chat that is written into faster than anybody writes changes at once, and then twice a second', async () => {
  const bench = await start();
  for (let id = 0; id < 30; id += 1) bench.put('message', question(bench.clock, id));
  const bodies = (): string[] => bench.toaster.calls.map(({ body }) => body);
  expect(bodies()).toHaveLength(4);
  bench.clock.advance(499);
  expect(bodies()).toHaveLength(4);
  bench.clock.advance(1);
  expect(bodies()).toHaveLength(5);
  await settled();
  bench.clock.advance(100);
  for (let id = 0; id < 30; id += 1)
    expect(bench.row(`685:1229:telegram:message:${id}`)?.outcome).toBe('delivered');
  bench.put('message', question(bench.clock, 30));
  expect(bodies()).toHaveLength(6);
});

it.each(['clicked', 'dismissed'] as const)(
  'what was kept back of a notification that was %s does not bring it up again, and what comes after it does',
  async (signal) => {
    const bench = await start();
    for (let id = 10; id < 20; id += 1) bench.put('message', question(bench.clock, id));
    await settled();
    bench.runner.signal({ id: bench.toaster.calls[0]?.id ?? '', signal });
    bench.clock.advance(1_000);
    expect(bench.toaster.calls).toHaveLength(4);
    expect(bench.row('685:1229:telegram:message:19')?.outcome).toBe(signal);
    bench.put('message', question(bench.clock, 20));
    expect(bench.toaster.calls).toHaveLength(5);
  },
);

it('what was kept back of a chat is not told any more once it is answered', async () => {
  const bench = await start();
  for (let id = 10; id < 20; id += 1) bench.put('message', question(bench.clock, id));
  bench.put('message', answer(bench.clock));
  bench.clock.advance(1_000);
  await settled();
  expect(bench.toaster.calls).toHaveLength(4);
  expect(bench.toaster.withdrawn).toHaveLength(1);
  expect(bench.row('685:1229:telegram:message:19')?.settled).toMatchObject({ what: 'answered' });
});

it('a deleted message takes its notification along, and its row says whose it was', async () => {
  const bench = await start();
  const asked = bench.put('message', question(bench.clock));
  const deleted = bench.put('messageDestroy', { id: 1 });
  expect(deleted.chat?.name).toBe('Anna');
  expect(bench.toaster.withdrawn).toHaveLength(1);
  expect(bench.row(asked.key)?.settled).toMatchObject({ what: 'destroyed' });
});

describe('a service that stands still', () => {
  it('may show it later: until then it is known, and its row says so', async () => {
    const bench = await start();
    bench.toaster.answer = { result: 'pending', detail: 'no answer within 20000 ms' };
    const asked = bench.put('message', question(bench.clock));
    await settled();
    expect(bench.row(asked.key)).toMatchObject({
      outcome: 'failed',
      outcomeDetail: 'no answer within 20000 ms',
    });
    const [toastId = ''] = [...bench.runner.state().live.keys()];
    bench.runner.signal({ id: toastId, signal: 'shown' });
    bench.clock.advance(100);
    expect(bench.row(asked.key)).toMatchObject({ outcome: 'delivered', outcomeDetail: null });
    bench.put('message', answer(bench.clock));
    expect(bench.toaster.withdrawn).toEqual([toastId]);
  });
});

it('what comes before the service has answered at the start is told, and stays known', async () => {
  const first = await start();
  first.put('message', question(first.clock));
  await settled();
  first.end();
  let answerAdoption: (ids: string[]) => void = () => undefined;
  const toaster = {
    ...fakeToaster(),
    adopt: () => new Promise<string[]>((resolve) => (answerAdoption = resolve)),
  };
  const second = await start({ ...first, toaster }, false);
  expect(second.runner.state().waiting.size).toBe(1);
  second.put('message', question(second.clock, 2));
  expect(toaster.calls).toMatchObject([{ body: '2 messages · Hello' }]);
  answerAdoption([]);
  await settled();
  expect(second.runner.state().live.size).toBe(1);
});

it('an end before the beginning was done keeps the marks of the run before', async () => {
  const first = await start();
  first.put('message', question(first.clock));
  await settled();
  first.end();
  const marks = () => {
    const { history } = openHistory(first.file, startMs);
    const [note] = history.notes('marks');
    history.close();
    return note?.text;
  };
  const before = marks();
  expect(before).toContain('mark of');
  const hasty = await start(
    { ...first, toaster: { ...fakeToaster(), adopt: () => new Promise(() => undefined) } },
    false,
  );
  hasty.end();
  expect(marks()).toBe(before);
});

describe('sound', () => {
  it('is played with its notification', async () => {
    const bench = await start();
    bench.put('message', question(bench.clock));
    await settled();
    expect(bench.sounds.played).toMatchObject([{ name: 'chime', volume: 70 }]);
  });

  it('is not played where the system does not want to be disturbed', async () => {
    const bench = await start();
    bench.toaster.answer = { result: 'delivered', doNotDisturb: true };
    bench.put('message', question(bench.clock));
    await settled();
    expect(bench.sounds.played).toEqual([]);
  });

  it('does not wait for a service that hangs', async () => {
    const bench = await start();
    bench.toaster.show = () => new Promise(() => undefined);
    bench.put('message', question(bench.clock));
    await settled();
    expect(bench.sounds.played).toEqual([]);
    bench.clock.advance(1_000);
    await settled();
    expect(bench.sounds.played).toHaveLength(1);
  });
});

it('tells less while the screen is locked', async () => {
  const bench = await start();
  bench.guarded.now = true;
  bench.put('message', question(bench.clock, 1, { message: { text: 'secret' } }));
  expect(bench.toaster.calls).toMatchObject([{ title: 'Anna', body: 'New message' }]);
});

describe('over a restart', () => {
  it('who waits goes on waiting, from where they were', async () => {
    const first = await start();
    first.put('message', question(first.clock));
    first.clock.advance(4 * minute);
    first.end();
    const second = await start(first);
    expect([...second.runner.state().waiting.values()]).toMatchObject([{ sinceMs: startMs, steps: 1 }]);
    const before = second.toaster.calls.length;
    second.clock.advance(minute);
    await settled();
    expect(second.toaster.calls.slice(before)).toMatchObject([{ body: 'Waits 5 min · Hello', again: true }]);
  });

  it('what was held is told when its quiet ends', async () => {
    const first = await start();
    const { nowMs } = first.runner.situation();
    first.runner.changeQuiet((quiet) =>
      addSnooze(quiet, { scope: 'all' }, { length: 'hour', untilMs: nowMs + 60 * minute, name: null, nowMs }),
    );
    first.put('message', question(first.clock));
    first.put('message', question(first.clock, 2, { chat: { id: 'other' } }));
    first.end();
    expect(first.toaster.calls).toEqual([]);
    const second = await start(first);
    expect(second.toaster.calls).toEqual([]);
    second.clock.advance(60 * minute);
    expect(second.toaster.calls).toMatchObject([{ title: 'While notifications were paused' }]);
  });

  it('what its quiet ended without is told at the start', async () => {
    const first = await start();
    const { nowMs } = first.runner.situation();
    first.runner.changeQuiet((quiet) =>
      addSnooze(quiet, { scope: 'all' }, { length: 'hour', untilMs: nowMs + 60 * minute, name: null, nowMs }),
    );
    first.put('message', question(first.clock));
    first.end();
    first.clock.advance(2 * 60 * minute);
    await start(first);
    expect(first.toaster.calls).toMatchObject([{ title: 'Anna' }]);
  });

  it('a notification that still stands is withdrawn when its chat is answered, and leads to its event', async () => {
    const first = await start();
    const asked = first.put('message', question(first.clock));
    const other = first.put('message', question(first.clock, 2, { chat: { id: 'other' } }));
    await settled();
    first.end();
    first.toaster.standing = [...first.toaster.screen.keys()];
    const second = await start(first);
    expect(second.runner.state().live.size).toBe(2);
    second.put('message', answer(second.clock));
    expect(second.toaster.withdrawn).toHaveLength(1);
    expect(second.row(asked.key)?.outcome).toBe('withdrawn');
    const [left = ''] = [...second.runner.state().live.keys()];
    second.runner.signal({ id: left, signal: 'clicked' });
    expect(second.opened).toEqual([other.key]);
  });

  it('what was answered, or told at the end of its quiet, does not come back', async () => {
    const first = await start();
    first.put('message', question(first.clock));
    await settled();
    first.put('message', answer(first.clock));
    const { nowMs } = first.runner.situation();
    first.runner.changeQuiet((quiet) =>
      addSnooze(quiet, { scope: 'all' }, { length: 'hour', untilMs: nowMs + minute, name: null, nowMs }),
    );
    first.put('message', question(first.clock, 20, { chat: { id: 'other' } }));
    first.clock.advance(minute);
    await settled();
    first.end();
    first.toaster.standing = [...first.toaster.screen.keys()];
    const second = await start(first);
    expect([...second.runner.state().live.keys()]).toHaveLength(1);
    expect(second.runner.state().held.size).toBe(0);
    expect(second.runner.state().waiting.size).toBe(1);
  });

  it('what was to be shown and never went out is decided anew, once; what went out is not', async () => {
    const first = await start();
    first.put('message', question(first.clock));
    await settled();
    first.toaster.stuck = true;
    const waits = first.put('message', question(first.clock, 2, { chat: { id: 'other' } }));
    const read = first.put('message', question(first.clock, 3, { chat: { id: 'third' } }));
    first.history.markRead([read.key]);
    await settled();
    first.end();
    first.toaster.stuck = false;
    const second = await start(first);
    const undecided = second.history.undecided(10);
    expect(undecided.map(({ key }) => key)).toEqual([waits.key]);
    second.runner.recovered(undecided);
    await settled();
    expect(second.toaster.calls).toHaveLength(4);
    expect(second.row(waits.key)?.outcome).toBe('delivered');
    second.end();
    const third = await start(first);
    expect(third.history.undecided(10)).toEqual([]);
  });

  it('a notification that nobody knows any more is forgotten', async () => {
    const first = await start();
    first.put('message', question(first.clock));
    first.end();
    const second = await start({ ...first, toaster: fakeToaster() });
    expect(second.runner.state().live.size).toBe(0);
    second.end();
    // And not taken up by the run after it either.
    const third = await start(first);
    expect(third.runner.state().live.size).toBe(0);
  });
});

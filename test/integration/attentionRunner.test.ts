import { describe, expect, it } from 'vitest';
import type { ToastResult } from '../../electron/core/ports.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { startMs } from '../support/attention.ts';
import { settled } from '../support/fakes.ts';
import { answer, question, start } from '../support/attentionBench.ts';

/** What attention decides, carried out: ledger, notifications, sounds and timers. */

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

  it.each([
    [{ result: 'withdrawn' }, 'withdrawn'],
    [{ result: 'failed', detail: 'no' }, 'failed'],
  ] as const)('says nothing of the one that came after it: %j', async (result, outcome) => {
    const bench = await start();
    const deliver: ((result: ToastResult) => void)[] = [];
    bench.toaster.show = () => new Promise((resolve) => deliver.push(resolve));
    const first = bench.put('message', question(bench.clock, 1));
    bench.put('message', answer(bench.clock));
    const second = bench.put('message', question(bench.clock, 2, { time: bench.clock.nowMs() / 1_000 + 1 }));
    const [toastId = ''] = [...bench.runner.state().live.keys()];
    deliver[0]?.(result);
    await settled();
    expect([...bench.runner.state().live.keys()]).toEqual([toastId]);
    deliver[1]?.({ result: 'delivered', doNotDisturb: false });
    await settled();
    bench.clock.advance(200);
    expect(bench.row(first.key)?.outcome).toBe(outcome);
    expect(bench.row(second.key)?.outcome).toBe('delivered');
    bench.runner.signal({ id: toastId, signal: 'clicked' });
    expect(bench.opened).toEqual([second.key]);
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

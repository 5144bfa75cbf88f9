import { describe, expect, it } from 'vitest';
import { addSnooze } from '../../electron/core/attention/snooze.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { startMs } from '../support/attention.ts';
import { fakeToaster, settled } from '../support/fakes.ts';
import { answer, minute, question, start } from '../support/attentionBench.ts';

/** What attention keeps over a restart. */

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

  it('what nobody can read any more waits no more', async () => {
    const first = await start();
    first.put('message', question(first.clock));
    first.put('message', question(first.clock, 2, { chat: { id: 'other' } }));
    await settled();
    first.history.removeSome({ beforeMs: 0, keep: 1, limit: 1 });
    first.end();
    const second = await start(first);
    expect([...second.runner.state().waiting.keys()]).toEqual(['685:1229:telegram:other']);
    second.end();
    const third = await start(first);
    expect(third.runner.state().waiting.size).toBe(1);
  });

  it('what calls for nobody by itself, and was to be shown, is decided anew too', async () => {
    const first = await start();
    const reaction = first.put('messageReaction', { id: 1, reaction: '👍', action: 'set' });
    expect(reaction.read).toBe(true);
    first.history.setVerdict(reaction.key, 'show', 'kindEnabled', null);
    const seen = first.put('message', question(first.clock, 2));
    first.history.markRead([seen.key]);
    for (const { key } of [reaction, seen]) first.history.saveNote(`unshown ${key}`, JSON.stringify([key]));
    first.end();
    const second = await start(first);
    expect(second.history.undecided(10).map(({ key }) => key)).toEqual([reaction.key]);
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, retryDelayMs } from '../../electron/core/connection/backoff.ts';
import {
  linkOff,
  stepLink,
  type Link,
  type LinkEffect,
  type LinkInput,
} from '../../electron/core/connection/machine.ts';

const around = { nowMs: 1_000_000, chance: 0.5 };
const cause = { code: 'refused' as const };

function run(inputs: ((link: Link) => LinkInput)[]): { link: Link; effects: LinkEffect[] } {
  let link = linkOff;
  const effects: LinkEffect[] = [];
  for (const input of inputs) {
    const step = stepLink(link, input(link), around);
    link = step.link;
    effects.push(...step.effects);
  }
  return { link, effects };
}

const start = (): LinkInput => ({ type: 'start' });
const stop = (): LinkInput => ({ type: 'stop' });
const wake = (): LinkInput => ({ type: 'wake' });
const established = (link: Link): LinkInput => ({
  type: 'established',
  generation: link.generation,
  socketId: '1.2',
});
const ended =
  (closeCode: number | null = null) =>
  (link: Link): LinkInput => ({ type: 'ended', generation: link.generation, cause, closeCode });
const due =
  (timer: 'retry' | 'attempt' | 'stable') =>
  (link: Link): LinkInput => ({ type: 'timer', timer, generation: link.generation });

const opened = (effects: readonly LinkEffect[]): number =>
  effects.filter((effect) => effect.type === 'openLink').length;

describe('the link machine', () => {
  it.each([
    ['start', [start], 'connecting', 1],
    ['start twice', [start, start], 'connecting', 1],
    ['greeted', [start, established], 'connected', 1],
    ['ended before the greeting', [start, ended()], 'retrying', 1],
    ['ended after the greeting', [start, established, ended()], 'retrying', 1],
    ['retry due', [start, ended(), due('retry')], 'connecting', 2],
    ['never greeted', [start, due('attempt')], 'retrying', 1],
    ['attempt due once greeted', [start, established, due('attempt')], 'connected', 1],
    ['woken while connected', [start, established, wake], 'connecting', 2],
    ['woken while waiting', [start, ended(), wake], 'connecting', 2],
    ['woken twice', [start, established, wake, wake], 'connecting', 2],
    ['woken while off', [wake], 'off', 0],
    ['stopped', [start, established, stop], 'off', 1],
    ['stopped, then a late retry', [start, ended(), stop, due('retry')], 'off', 1],
  ] as const)('%s', (_name, inputs, status, openings) => {
    const { link, effects } = run([...inputs]);
    expect(link.status).toBe(status);
    expect(opened(effects)).toBe(openings);
  });

  it('hears nothing of a link that is closed already', () => {
    const { link } = run([start, established, wake]);
    const late: LinkInput = { type: 'ended', generation: link.generation - 1, cause, closeCode: null };
    expect(stepLink(link, late, around)).toEqual({ link, effects: [] });
  });

  it('begins again from the first delay once a link proved stable', () => {
    const { link } = run([start, ended(), due('retry'), ended(), due('retry'), established]);
    expect(link.attempt).toBe(2);
    expect(run([start, ended(), due('retry'), established, due('stable')]).link.attempt).toBe(0);
  });

  it('names the cause and the moment of the next try', () => {
    const { link } = run([start, ended()]);
    expect(link.cause).toEqual(cause);
    expect(link.retryAtMs).toBe(around.nowMs + retryDelayMs(0, null, around.chance));
  });

  const input = fc.oneof(
    fc.constantFrom<(link: Link) => LinkInput>(
      start,
      stop,
      wake,
      established,
      ended(),
      ended(4001),
      ended(4200),
    ),
    fc.constantFrom<(link: Link) => LinkInput>(due('retry'), due('attempt'), due('stable')),
  );

  it('never has two links open, and none after a stop', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        let open = 0;
        const { link, effects } = run(inputs);
        for (const effect of effects) {
          if (effect.type === 'closeLink') open = 0;
          if (effect.type === 'openLink') open += 1;
          expect(open).toBeLessThanOrEqual(1);
        }
        if (link.status === 'off' || link.status === 'retrying') expect(open).toBe(0);
        const stopped = stepLink(link, { type: 'stop' }, around).link;
        for (const later of [due('retry'), due('attempt'), due('stable'), established, ended()]) {
          expect(stepLink(stopped, later(link), around).effects).toEqual([]);
        }
      }),
    );
  });

  it('always waits for something while it is not connected', () => {
    fc.assert(
      fc.property(fc.array(input, { minLength: 1, maxLength: 60 }), (inputs) => {
        const timers = new Set<string>();
        const { link, effects } = run(inputs);
        for (const effect of effects) {
          if (effect.type === 'cancelTimers') timers.clear();
          if (effect.type === 'setTimer') timers.add(effect.timer);
        }
        if (link.status === 'retrying') expect(timers).toContain('retry');
        if (link.status === 'connecting') expect(timers).toContain('attempt');
      }),
    );
  });
});

describe('the retry delay', () => {
  it('is under a second at first and half a minute at most', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
        const delayMs = retryDelayMs(attempt, null, chance);
        expect(delayMs).toBeGreaterThanOrEqual(backoff.firstMs / 2);
        expect(delayMs).toBeLessThanOrEqual(attempt === 0 ? 500 : backoff.longestMs);
      }),
    );
  });

  it('never storms, whatever the close code', () => {
    for (const closeCode of [1000, 1006, 1012, 4000, 4100, 4200, 4201, 4301, 4999]) {
      expect(retryDelayMs(0, closeCode, 0)).toBeGreaterThanOrEqual(250);
      expect(retryDelayMs(10, closeCode, 0)).toBeGreaterThanOrEqual(15_000);
    }
  });

  it('is slow where the server said no', () => {
    expect(retryDelayMs(0, 4001, 0)).toBeGreaterThanOrEqual(2_500);
    expect(retryDelayMs(30, 4009, 0.999)).toBeGreaterThan(200_000);
  });
});

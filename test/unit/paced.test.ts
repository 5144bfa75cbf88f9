import { expect, it } from 'vitest';
import { paced } from '../../electron/platform/paced.ts';
import { manualClock } from '../support/fakes.ts';

it('a burst is one run at once and one for what came after it', () => {
  const clock = manualClock();
  const runs: number[] = [];
  const ask = paced(clock, 250, () => void runs.push(clock.monotonicMs()));
  for (let asked = 0; asked < 5; asked += 1) ask();
  clock.advance(0);
  for (let asked = 0; asked < 50; asked += 1) {
    ask();
    clock.advance(10);
  }
  clock.advance(1_000);
  expect(runs).toEqual([0, 250, 500]);
  ask();
  clock.advance(0);
  expect(runs).toHaveLength(4);
  expect(clock.waiting()).toBe(0);
});

import { expect, it } from 'vitest';
import { paced, pacedFromTheFirst } from '../../electron/platform/paced.ts';
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

it('what comes by itself runs at once, and what follows closely is one run', () => {
  const clock = manualClock();
  const runs: number[] = [];
  const ask = pacedFromTheFirst(clock, 100, () => void runs.push(clock.monotonicMs()));
  ask();
  expect(runs).toEqual([0]);
  for (let asked = 0; asked < 25; asked += 1) {
    clock.advance(10);
    ask();
  }
  clock.advance(1_000);
  expect(runs).toEqual([0, 100, 200, 300]);
  ask();
  expect(runs).toHaveLength(5);
  expect(clock.waiting()).toBe(0);
});

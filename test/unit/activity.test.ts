import { expect, it } from 'vitest';
import { activityOf } from '../../electron/core/activity/hours.ts';
import type { Message } from '../../electron/core/ports.ts';

const hour = 3_600_000;
const minute = 60_000;
const message = (chat: string, incoming: boolean, atMs: number, lineId = '1'): Message => ({
  chat,
  incoming,
  atMs,
  lineId,
});

it('a day is what came and was answered in each hour, and how long that took', () => {
  const hours = activityOf([
    message('a', true, 0),
    message('a', true, minute),
    message('b', true, 2 * minute, '2'),
    message('a', false, 10 * minute),
    message('a', false, 11 * minute),
    message('b', false, hour + 2 * minute, '2'),
    message('c', false, hour + 3 * minute),
  ]);
  expect(hours).toEqual([
    { hourStartMs: 0, lineId: '1', incoming: 2, answered: 1, meanWaitMs: 10 * minute },
    { hourStartMs: 0, lineId: '2', incoming: 1, answered: 0, meanWaitMs: null },
    { hourStartMs: hour, lineId: '2', incoming: 0, answered: 1, meanWaitMs: hour },
    { hourStartMs: hour, lineId: '1', incoming: 0, answered: 0, meanWaitMs: null },
  ]);
});

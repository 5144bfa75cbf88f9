import { expect, it } from 'vitest';
import { sumHours } from '../../renderer/features/waiting/activity.ts';

it('hours of many lines add up, by line or all of them', () => {
  const dayStartMs = new Date(2026, 4, 5).getTime();
  const hour = {
    hourStartMs: dayStartMs + 9 * 3_600_000,
    lineId: '1',
    incoming: 3,
    answered: 1,
    meanWaitMs: 60_000,
  };
  const hours = [hour, { ...hour, lineId: '2', incoming: 1, answered: 3, meanWaitMs: 20_000 }];
  const all = sumHours(hours, dayStartMs, null);
  expect(all).toHaveLength(24);
  expect(all[9]).toEqual({ hour: 9, incoming: 4, answered: 4, meanWaitMs: 30_000 });
  expect(all[10]).toEqual({ hour: 10, incoming: 0, answered: 0, meanWaitMs: null });
  expect(sumHours(hours, dayStartMs, '2')[9]?.incoming).toBe(1);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOnShift, nextShiftMs, planShifts, shiftBeganMs } from '../../../electron/core/attention/shifts.ts';
import { momentOf, wallTime } from '../../../electron/core/attention/zonedTime.ts';
import { noQuiet, type Shift } from '../../../electron/shared/attention.ts';

const shift = (more: Partial<Shift>): Shift => ({
  id: 's',
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '18:00',
  zone: 'Europe/Berlin',
  lineId: null,
  ...more,
});
const on = (shifts: Shift[], iso: string, lineId: string | null = '1', zone = 'UTC'): boolean =>
  isOnShift(planShifts(shifts, zone, Date.parse(iso)), lineId, noQuiet, Date.parse(iso));
const day = (year: number, month: number, date: number) => ({ year, month, day: date });

describe('a zone’s clock', () => {
  it.each([
    ['Europe/Berlin', '2026-01-15T12:00:00Z', [4, 13 * 60]],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', [3, 14 * 60]],
    ['Asia/Kolkata', '2026-07-15T20:00:00Z', [4, 90]],
    ['Pacific/Auckland', '2026-12-31T11:30:00Z', [5, 30]],
    ['America/St_Johns', '2026-01-01T03:29:00Z', [3, 23 * 60 + 59]],
  ])('%s at %s', (zone, iso, [weekday, minutes]) => {
    expect(wallTime(Date.parse(iso), zone)).toMatchObject({ weekday, minutes });
  });

  it.each([
    ['an ordinary morning', day(2026, 6, 1), 0, 540, 'first', '2026-06-01T07:00:00Z'],
    ['over the end of a month', day(2026, 1, 31), 1, 0, 'first', '2026-01-31T23:00:00Z'],
    ['a time that is skipped', day(2026, 3, 29), 0, 150, 'first', '2026-03-29T01:30:00Z'],
    ['a time that comes twice, first', day(2026, 10, 25), 0, 150, 'first', '2026-10-25T00:30:00Z'],
    ['a time that comes twice, last', day(2026, 10, 25), 0, 150, 'last', '2026-10-25T01:30:00Z'],
  ] as const)('shows %s', (_name, date, offset, minutes, which, iso) => {
    const moment = momentOf(date, offset, minutes, 'Europe/Berlin', which);
    expect(new Date(moment).toISOString()).toBe(iso.replace('Z', '.000Z'));
  });

  it('finds every moment that it shows', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    );
    const minute = fc.integer({ min: 26_000_000, max: 31_000_000 }).map((minutes) => minutes * 60_000);
    fc.assert(
      fc.property(zones, minute, (zone, atMs) => {
        const wall = wallTime(atMs, zone);
        const both = (['first', 'last'] as const).map((which) =>
          momentOf(wall, 0, wall.minutes, zone, which),
        );
        expect(both).toContain(atMs);
      }),
    );
  });
});

describe('on shift', () => {
  it.each<[string, Shift[], string, boolean]>([
    ['without shifts', [], '2026-06-01T03:00:00Z', true],
    ['at its first minute', [shift({})], '2026-06-01T07:00:00Z', true],
    ['before it', [shift({})], '2026-06-01T06:59:59Z', false],
    ['in its last minute', [shift({})], '2026-06-01T15:59:59Z', true],
    ['at its end', [shift({})], '2026-06-01T16:00:00Z', false],
    ['on a day without one', [shift({})], '2026-06-06T10:00:00Z', false],
    ['in the night it runs into', [shift({ from: '22:00', to: '06:00' })], '2026-06-02T03:00:00Z', true],
    [
      'in the night after its last day',
      [shift({ from: '22:00', to: '06:00' })],
      '2026-06-06T03:00:00Z',
      true,
    ],
    [
      'in the night before its first day',
      [shift({ from: '22:00', to: '06:00' })],
      '2026-06-01T03:00:00Z',
      false,
    ],
    ['all day', [shift({ days: [1], from: '00:00', to: '00:00' })], '2026-06-01T21:59:00Z', true],
    ['after all day', [shift({ days: [1], from: '00:00', to: '00:00' })], '2026-06-01T22:01:00Z', false],
    [
      'in the second of two',
      [shift({ to: '12:00' }), shift({ id: 't', from: '13:00' })],
      '2026-06-01T12:00:00Z',
      true,
    ],
    [
      'between two',
      [shift({ to: '12:00' }), shift({ id: 't', from: '13:00' })],
      '2026-06-01T10:30:00Z',
      false,
    ],
    ['by the system’s zone', [shift({ zone: 'system' })], '2026-06-01T09:00:00Z', true],
    // Summer time began at 02:00: this night is an hour shorter, and its end is by the clock on the wall.
    [
      'after the clocks went forward',
      [shift({ days: [6], from: '22:00', to: '06:00' })],
      '2026-03-29T03:59:00Z',
      true,
    ],
    [
      'at the end of the short night',
      [shift({ days: [6], from: '22:00', to: '06:00' })],
      '2026-03-29T04:00:00Z',
      false,
    ],
    // Winter time: the hour from 02:00 comes twice, and an end in it is its second.
    [
      'in the hour that comes twice',
      [shift({ days: [6], from: '22:00', to: '02:30' })],
      '2026-10-25T01:29:00Z',
      true,
    ],
    [
      'after the hour that comes twice',
      [shift({ days: [6], from: '22:00', to: '02:30' })],
      '2026-10-25T01:30:00Z',
      false,
    ],
    [
      'from the hour that comes twice',
      [shift({ days: [7], from: '02:30', to: '06:00' })],
      '2026-10-25T00:30:00Z',
      true,
    ],
  ])('%s', (_name, shifts, iso, expected) => {
    expect(on(shifts, iso)).toBe(expected);
  });

  it('a line with shifts of its own follows those alone', () => {
    const shifts = [shift({}), shift({ id: 'own', lineId: '7', from: '20:00', to: '21:00' })];
    expect(on(shifts, '2026-06-01T10:00:00Z', '7')).toBe(false);
    expect(on(shifts, '2026-06-01T18:30:00Z', '7')).toBe(true);
    expect(on(shifts, '2026-06-01T10:00:00Z', '1')).toBe(true);
    expect(on([shifts[1] ?? shift({})], '2026-06-01T03:00:00Z', '1')).toBe(true);
  });

  it('who says so is on shift until then', () => {
    const nowMs = Date.parse('2026-06-06T10:00:00Z');
    const plan = planShifts([shift({})], 'UTC', nowMs);
    expect(isOnShift(plan, null, { snoozes: [], onShiftUntilMs: nowMs + 1 }, nowMs)).toBe(true);
    expect(isOnShift(plan, null, { snoozes: [], onShiftUntilMs: nowMs }, nowMs)).toBe(false);
  });

  it('knows when the next begins, and when this one began', () => {
    const friday = Date.parse('2026-06-05T17:00:00Z');
    const plan = planShifts([shift({})], 'UTC', friday);
    expect(new Date(nextShiftMs(plan, null, friday) ?? 0).toISOString()).toBe('2026-06-08T07:00:00.000Z');
    expect(shiftBeganMs(plan, null, friday)).toBeNull();
    const joined = planShifts(
      [shift({ to: '13:00' }), shift({ id: 't', from: '13:00' })],
      'UTC',
      friday - 4 * 3_600_000,
    );
    expect(new Date(shiftBeganMs(joined, null, friday - 4 * 3_600_000) ?? 0).toISOString()).toBe(
      '2026-06-05T07:00:00.000Z',
    );
  });

  it('every window of a week is there, whatever the day and zone', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
    const hour = fc.integer({ min: 490_000, max: 500_000 }).map((hours) => hours * 3_600_000);
    fc.assert(
      fc.property(zones, hour, fc.integer({ min: 1, max: 7 }), (zone, nowMs, weekday) => {
        const plan = planShifts([shift({ days: [weekday], zone })], 'UTC', nowMs);
        const next = nextShiftMs(plan, null, nowMs);
        expect(next).not.toBeNull();
        expect(wallTime(next ?? 0, zone)).toMatchObject({ weekday, minutes: 540 });
        expect((next ?? 0) - nowMs).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
      }),
    );
  });
});

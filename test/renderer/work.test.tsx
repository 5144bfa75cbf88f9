import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Work } from '../../electron/shared/appState.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const index: Work = { id: 'w1', what: 'index', done: 12_000, total: 50_000, canStop: true };
const catchUp: Work = { id: 'w2', what: 'catchUp', done: 3, total: 20, canStop: true };

async function withWork(work: Work[], language: 'en' | 'ru' = 'en') {
  const fake = createFakeBridge({ rows: [makeRow(1)], state: { work, language } });
  const shown = showWindow(fake);
  await screen.findAllByRole('option');
  return { fake, ...shown };
}

describe('long work below the list', () => {
  it('says how far it has come, and what stopping means', async () => {
    await withWork([index, catchUp]);
    const [first, second] = await screen.findAllByRole('progressbar');
    expect(first?.textContent).toContain('Making older events findable: 12,000 of 50,000');
    expect(first?.getAttribute('aria-valuenow')).toBe('12000');
    expect(second?.textContent).toContain('Fetching what was missed: 3 of 20 chats');
    const stop = screen.getByRole('button', { name: 'Stop fetching what was missed' });
    const told = document.getElementById(stop.getAttribute('aria-describedby') ?? '');
    expect(told?.textContent).toMatch(/what was fetched stays/);
  });

  it('is stopped by its own button', async () => {
    const { fake, user } = await withWork([index, catchUp]);
    await user.click(screen.getByRole('button', { name: 'Stop making older events findable' }));
    await waitFor(() => expect(fake.callsOf('work.stop')).toEqual([{ id: 'w1' }]));
  });

  it('counts in Russian, and without an end where nobody knows it', async () => {
    const { container } = await withWork(
      [
        { ...catchUp, total: 21 },
        { ...index, total: null },
      ],
      'ru',
    );
    const bars = within(container).getAllByRole('progressbar');
    expect(bars[0]?.textContent).toContain('3 из 21 чата');
    expect(bars[1]?.textContent).toContain('Готовлю поиск по старым событиям: 12');
    expect(bars[1]?.textContent).not.toContain(' из ');
    expect(bars[1]?.hasAttribute('aria-valuenow')).toBe(false);
  });

  it('that cannot be stopped has no button; what runs quietly is not shown', async () => {
    await withWork([
      { ...index, canStop: false },
      { ...catchUp, what: 'clean' },
    ]);
    expect(screen.getAllByRole('progressbar')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^Stop/ })).toBeNull();
  });
});

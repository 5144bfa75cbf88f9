import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

async function openSettings(fake: FakeBridge) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  return shown;
}

describe('the history in the settings', () => {
  it('says what is kept', async () => {
    await openSettings(createFakeBridge({ rows: [makeRow(1), makeRow(2)] }));
    expect(await screen.findByText(/^2 events · 12\.3 MB on disk$/)).toBeTruthy();
  });

  it('is erased only after it was asked for twice', async () => {
    const fake = createFakeBridge({ rows: [makeRow(1)] });
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('button', { name: 'Erase history…' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(fake.callsOf('history.erase')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Erase all events' }));
    await waitFor(() => expect(fake.callsOf('history.erase')).toEqual([null]));
    expect(await screen.findByText('Erased.')).toBeTruthy();
    expect(await screen.findByText(/^No events/)).toBeTruthy();
  });

  it('keeps a number that cannot be in its field, explained', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake);
    const days = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Keep events for (days)' });
    await user.clear(days);
    await user.type(days, '0{Enter}');
    expect(days.getAttribute('aria-invalid')).toBe('true');
    expect(fake.callsOf('settings.change')).toEqual([]);
    await user.clear(days);
    await user.type(days, '30{Enter}');
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'history.keepDays', value: 30 }]);
  });
});

it('diagnostics are copied and said so', async () => {
  const fake = createFakeBridge();
  const { user } = await openSettings(fake);
  await user.click(await screen.findByRole('button', { name: 'Copy diagnostics' }));
  expect(await screen.findByText('Copied.')).toBeTruthy();
  expect(fake.callsOf('about.copyDiagnostics')).toEqual([null]);
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { focused, goTo, pressKey, showWindow } from './render.tsx';
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

  it('leaves the keyboard where it is while it asks, and gives it back afterwards', async () => {
    const fake = createFakeBridge({ rows: [makeRow(1)] });
    const { user } = await openSettings(fake);
    await pressKey(user, await screen.findByRole('button', { name: 'Erase history…' }), '{Enter}');
    await waitFor(() => expect(focused()).toBe('Cancel'));
    await user.tab({ shift: true });
    expect(focused()).toBe('Erase all events');
    act(() => fake.setState({ unread: 5 }));
    act(() => fake.addRows(makeRow(2)));
    expect(await screen.findByText(/^2 events/)).toBeTruthy();
    expect(focused()).toBe('Erase all events');
    await user.tab();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Erase history…'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Cancel'));
    await user.tab({ shift: true });
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Erased.')).toBeTruthy();
    await waitFor(() => expect(focused()).toBe('Erase history…'));
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

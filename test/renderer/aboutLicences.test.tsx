import { screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Licence } from '../../electron/shared/contract.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

const packages: Licence[] = [
  { name: 'ws', version: '8.18.0', licence: 'MIT', text: 'Permission is hereby granted, free of charge' },
  { name: 'zod', version: '4.1.0', licence: 'MIT', text: 'Copyright (c) Colin McDonnell' },
  { name: 'pusher-js', version: '8.4.0', licence: 'ISC', text: '' },
];

async function openAbout(fake: FakeBridge) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  const about = within(await screen.findByRole('region', { name: 'About' }));
  return { ...shown, about };
}

describe('the licences', () => {
  it('are listed, found, and unfolded one by one', async () => {
    const fake = createFakeBridge();
    fake.reply('about.licences', () => ({ ok: true, value: { packages } }));
    const { user, about } = await openAbout(fake);
    expect(about.getByText('Free software under the MIT licence.')).toBeTruthy();
    await user.click(about.getByRole('button', { name: 'What it is built from' }));
    const sheet = within(await screen.findByRole('dialog', { name: 'What it is built from' }));
    const field = await sheet.findByRole('searchbox', { name: 'Find a package or licence' });
    expect(document.activeElement).toBe(field);
    expect(sheet.getByText('3 packages')).toBeTruthy();
    expect(sheet.queryByText(/Permission is hereby granted/)).toBeNull();
    await user.type(field, 'ws');
    expect(sheet.getByText('1 package')).toBeTruthy();
    await user.click(sheet.getByRole('button', { name: 'ws 8.18.0 · MIT' }));
    expect(await sheet.findByText(/Permission is hereby granted/)).toBeTruthy();
    await user.clear(field);
    await user.type(field, 'isc');
    await user.click(await sheet.findByRole('button', { name: 'pusher-js 8.4.0 · ISC' }));
    expect(await sheet.findByText('The package brings no text of its own.')).toBeTruthy();
    const result = await run(document.body, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id }) => id)).toEqual([]);
    await user.click(sheet.getByRole('button', { name: 'Close the licences' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('that could not be read are asked for again', async () => {
    const fake = createFakeBridge();
    fake.reply('about.licences', () => ({ ok: false, error: 'failed' }));
    const { user, about } = await openAbout(fake);
    await user.click(about.getByRole('button', { name: 'What it is built from' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The licences could not be read.');
    fake.reply('about.licences', () => ({ ok: true, value: { packages } }));
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('3 packages')).toBeTruthy();
  });

  it('of Chromium open in the browser, or are said to be missing', async () => {
    const fake = createFakeBridge();
    const { user, about } = await openAbout(fake);
    fake.reply('about.openChromiumLicences', () => ({ ok: true, value: { result: 'opened' } }));
    await user.click(about.getByRole('button', { name: 'Chromium’s licences' }));
    expect(fake.callsOf('about.openChromiumLicences')).toEqual([null]);
    expect(about.queryByText(/not part of this installation/)).toBeNull();
    fake.reply('about.openChromiumLicences', () => ({ ok: true, value: { result: 'missing' } }));
    await user.click(about.getByRole('button', { name: 'Chromium’s licences' }));
    expect(await about.findByText(/not part of this installation/)).toBeTruthy();
  });
});

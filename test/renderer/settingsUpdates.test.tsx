import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Update } from '../../electron/shared/appState.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

const feed = 'https://updates.example.com/notifier';
const withFeed = { settings: { ...defaultSettings, updates: { feed, automatic: true } } };
const update = (change: Partial<Update>): Update => ({
  status: 'idle',
  version: null,
  percent: null,
  detail: null,
  checkedAtMs: null,
  ...change,
});

async function open(fake: FakeBridge) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  const updates = within(await screen.findByRole('region', { name: 'Updates' }));
  return { ...shown, updates };
}

describe('updates', () => {
  it('say what is missing, and take an address that is safe', async () => {
    const fake = createFakeBridge();
    const { user, updates } = await open(fake);
    expect(updates.getByText(/^No address is set/)).toBeTruthy();
    expect(updates.getByRole<HTMLButtonElement>('button', { name: 'Check for updates' }).disabled).toBe(true);
    const address = updates.getByRole<HTMLInputElement>('textbox', { name: 'Address of the updates' });
    await user.type(address, 'http://updates.example.com{Enter}');
    expect(await updates.findByText(/An address begins with https:/)).toBeTruthy();
    expect(address.getAttribute('aria-invalid')).toBe('true');
    expect(fake.callsOf('settings.change')).toEqual([]);
    await user.clear(address);
    await user.type(address, `${feed}{Enter}`);
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'updates.feed', value: feed }]);
    await user.clear(address);
    await user.tab();
    expect(fake.callsOf('settings.change').at(-1)).toEqual({ path: 'updates.feed', value: null });
  });

  it('are told from looking to being ready, and installed on a word', async () => {
    const fake = createFakeBridge({ state: { ...withFeed, update: update({}) } });
    const { user, updates } = await open(fake);
    await user.click(updates.getByRole('button', { name: 'Check for updates' }));
    expect(fake.callsOf('updates.check')).toEqual([null]);
    act(() => fake.setState({ update: update({ status: 'checking' }) }));
    expect(await updates.findByText('Looking for a newer version…')).toBeTruthy();
    expect(updates.getByRole<HTMLButtonElement>('button', { name: 'Check for updates' }).disabled).toBe(true);
    act(() => fake.setState({ update: update({ status: 'downloading', version: '1.2.0', percent: 41.7 }) }));
    expect(await updates.findByText('Version 1.2.0 is being fetched: 42 %')).toBeTruthy();
    expect(updates.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('41.7');
    act(() => fake.setState({ update: update({ status: 'ready', version: '1.2.0' }) }));
    expect(await updates.findByText(/Version 1\.2\.0 is ready\. It is installed when you quit/)).toBeTruthy();
    expect(updates.queryByRole('progressbar')).toBeNull();
    await user.click(updates.getByRole('button', { name: 'Restart now' }));
    expect(fake.callsOf('updates.install')).toEqual([null]);
  });

  it('say that there is nothing newer, and when that was asked', async () => {
    const checkedAtMs = Date.now() - 5 * 60_000;
    const fake = createFakeBridge({
      state: { ...withFeed, update: update({ status: 'none', checkedAtMs }) },
    });
    const { updates } = await open(fake);
    expect(updates.getByText(/^You have the newest version\. .*5 min/)).toBeTruthy();
  });

  it('that failed say what to do, with the cause folded', async () => {
    const detail = 'net::ERR_NAME_NOT_RESOLVED';
    const fake = createFakeBridge({ state: { ...withFeed, update: update({ status: 'failed', detail }) } });
    const { user, updates } = await open(fake);
    expect(updates.getByText(/^The update did not arrive/)).toBeTruthy();
    expect(updates.getByText(/^Check the address below/)).toBeTruthy();
    expect(updates.queryByText(detail)).toBeNull();
    await user.click(updates.getByRole('button', { name: 'Technical details' }));
    expect(await updates.findByText(detail)).toBeTruthy();
    const again = updates.getByRole<HTMLButtonElement>('button', { name: 'Check for updates' });
    expect(again.disabled).toBe(false);
  });

  it('of a build that cannot update itself say why, with an address or without', async () => {
    const detail = 'This copy was unpacked from an archive.';
    await open(createFakeBridge({ state: { update: update({ status: 'off', detail }) } }));
    expect(await screen.findByText(detail)).toBeTruthy();
  });

  it('say when the app could not be asked', async () => {
    const fake = createFakeBridge({ state: { ...withFeed, update: update({}) } });
    fake.reply('updates.check', () => ({ ok: false, error: 'failed' }));
    const { user, updates } = await open(fake);
    await user.click(updates.getByRole('button', { name: 'Check for updates' }));
    expect((await updates.findByRole('alert')).textContent).toContain('That did not work');
  });
});

describe('erasing all data', () => {
  const begin = async (fake: FakeBridge) => {
    const shown = showWindow(fake);
    await goTo(shown.user, /^Settings/);
    await shown.user.click(await screen.findByRole('button', { name: 'Erase my data…' }));
    return { ...shown, dialog: within(await screen.findByRole('dialog')) };
  };

  it('says what goes and what stays, and begins where nothing is lost', async () => {
    const fake = createFakeBridge();
    // happy-dom does not tell react-aria that the focus is in the dialog already, which then takes it once more.
    const focused: (string | null)[] = [];
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLButtonElement) focused.push(target.textContent);
    });
    const { user, dialog } = await begin(fake);
    const goes = dialog.getAllByRole('listitem').map((item) => item.textContent);
    expect(goes).toHaveLength(3);
    expect(goes.join(' ')).toMatch(/events.*settings.*sign-ins/);
    expect(dialog.getByText(/^Nothing at ChatApp changes/)).toBeTruthy();
    expect(focused.at(-1)).toBe('Cancel');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(fake.callsOf('data.erase')).toEqual([]);
  });

  it('is done once it was said again, and says when it failed', async () => {
    const fake = createFakeBridge();
    fake.reply('data.erase', () => ({ ok: false, error: 'failed' }));
    const { user, dialog } = await begin(fake);
    await user.click(dialog.getByRole('button', { name: 'Erase everything' }));
    expect((await dialog.findByRole('alert')).textContent).toContain('Not everything could be erased.');
    fake.reply('data.erase', () => ({ ok: true, value: null }));
    await user.click(dialog.getByRole('button', { name: 'Erase everything' }));
    expect(fake.callsOf('data.erase')).toEqual([null, null]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

async function openSettings(fake: FakeBridge, advanced = false) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  if (advanced) await shown.user.click(await screen.findByRole('button', { name: 'Advanced' }));
  return shown;
}

describe('the settings page', () => {
  it('applies a switch at once', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('switch', { name: 'Reactions' }));
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'notifications.reaction', value: true }]);
    await waitFor(() => {
      expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Reactions' }).checked).toBe(true);
    });
  });

  it('previews what a notification will tell', async () => {
    const { user } = await openSettings(createFakeBridge());
    const preview = await screen.findByRole('figure');
    expect(preview.textContent).toContain('Is the blue one still in stock?');
    await user.click(screen.getByRole('radio', { name: 'Sender only' }));
    await waitFor(() => expect(preview.textContent).not.toContain('blue one'));
    expect(preview.textContent).toContain('Anna Petrova');
    await user.click(screen.getByRole('radio', { name: 'Neither' }));
    await waitFor(() => expect(preview.textContent).not.toContain('Anna Petrova'));
  });

  it('applies a text on leaving the field', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake, true);
    const host = await screen.findByRole('textbox', { name: 'Socket server' });
    await user.clear(host);
    await user.type(host, 'socket.example.com');
    expect(fake.callsOf('settings.change')).toEqual([]);
    await user.tab();
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'server.host', value: 'socket.example.com' }]);
  });

  it('keeps an invalid value in the field, explained, and sends nothing', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake, true);
    const port = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Port' });
    await user.clear(port);
    await user.type(port, '70000{Enter}');
    expect(await screen.findByText(/whole number from 1 to 65535/)).toBeTruthy();
    expect(port.value).toBe('70000');
    expect(port.getAttribute('aria-invalid')).toBe('true');
    expect(fake.callsOf('settings.change')).toEqual([]);
    await user.clear(port);
    await user.type(port, '443{Enter}');
    await waitFor(() => expect(screen.queryByText(/whole number/)).toBeNull());
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'server.port', value: 443 }]);
  });

  it('says so when main refuses or cannot save a value', async () => {
    const fake = createFakeBridge();
    fake.reply('settings.change', () => ({ ok: true, value: { result: 'notSaved' } }));
    const { user } = await openSettings(fake, true);
    const key = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Application key' });
    await user.clear(key);
    await user.type(key, 'OtherKey{Enter}');
    expect(await screen.findByText(/could not be saved/)).toBeTruthy();
    expect(key.value).toBe('OtherKey');
  });

  it('sends one channel a line', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake, true);
    const channels = await screen.findByRole('textbox', { name: 'Listen only to these channels' });
    await user.type(channels, 'private-one\n\n private-two ');
    await user.tab();
    expect(fake.callsOf('settings.change')).toEqual([
      { path: 'server.channels', value: ['private-one', 'private-two'] },
    ]);
  });

  it('resets a field to what the app came with', async () => {
    const settings = { ...defaultSettings, server: { ...defaultSettings.server, host: 'elsewhere.example' } };
    const fake = createFakeBridge({ state: { settings } });
    const { user } = await openSettings(fake, true);
    await user.click(await screen.findByRole('button', { name: 'Reset “Socket server” to default' }));
    expect(fake.callsOf('settings.change')).toEqual([
      { path: 'server.host', value: defaultSettings.server.host },
    ]);
  });

  it('shows what a command line flag holds, and does not let it be changed', async () => {
    await openSettings(createFakeBridge({ state: { overridden: ['server.host', 'notifications.tag'] } }));
    const host = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Socket server' });
    expect(host.disabled).toBe(true);
    expect(host.getAttribute('aria-describedby')).not.toBeNull();
    expect(screen.getAllByText('Set by a command line flag.').length).toBeGreaterThan(0);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Port' }).disabled).toBe(false);
    expect(screen.getByRole<HTMLInputElement>('switch', { name: /^Tags/ }).disabled).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('switch', { name: /^Reactions/ }).disabled).toBe(false);
  });

  it('offers to hide the sign-in in a file only where there is no key store', async () => {
    const fake = createFakeBridge({ state: { keyStore: 'protected' } });
    await openSettings(fake);
    expect(await screen.findByText(/kept by the system’s key store/)).toBeTruthy();
    expect(screen.queryByRole('switch', { name: /hidden file/ })).toBeNull();
    fake.setState({ keyStore: 'memory' });
    expect(await screen.findByRole('switch', { name: /hidden file/ })).toBeTruthy();
  });

  it('tells what became of the test notification', async () => {
    const fake = createFakeBridge();
    fake.reply('notifications.test', () => ({
      ok: true,
      value: { result: 'refused', detail: 'Not allowed here' },
    }));
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('button', { name: 'Show a test notification' }));
    expect(await screen.findByText(/The system refused to show it/)).toBeTruthy();
    expect(screen.getByText(/Not allowed here/)).toBeTruthy();
  });

  it('signs out only when asked twice', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(fake.callsOf('account.signOut')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Yes, sign out' }));
    expect(fake.callsOf('account.signOut')).toEqual([{ accountId: 'account-1' }]);
  });
});

describe('signing in', () => {
  async function fillIn(fake: FakeBridge) {
    const { user } = showWindow(fake);
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), ' anna@example.com ');
    await user.type(screen.getByLabelText('API password'), 'secret');
    await user.type(screen.getByRole('textbox', { name: 'App ID' }), 'app_1');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    return user;
  }

  it('sends what was typed and keeps no password afterwards', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    await fillIn(fake);
    expect(fake.callsOf('account.signIn')).toEqual([
      { email: 'anna@example.com', password: 'secret', appId: 'app_1' },
    ]);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('API password').value).toBe(''));
  });

  it('says what ChatApp said and what to check', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    fake.reply('account.signIn', () => ({
      ok: true,
      value: { result: 'refused', message: 'Wrong credentials' },
    }));
    await fillIn(fake);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('ChatApp does not accept this.');
    expect(alert.textContent).toContain('Check the e-mail');
    expect(alert.textContent).toContain('Wrong credentials');
  });

  it('says to wait when there were too many attempts', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    fake.reply('account.signIn', () => ({ ok: true, value: { result: 'rateLimited' } }));
    await fillIn(fake);
    expect((await screen.findByRole('alert')).textContent).toContain('Too many attempts');
  });

  it('says why ChatApp could not be asked', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    const cause = { code: 'nameNotFound' as const, host: 'api.example.com' };
    fake.reply('account.signIn', () => ({ ok: true, value: { result: 'failed', cause } }));
    await fillIn(fake);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('the name api.example.com was not found');
    expect(alert.textContent).toContain('Check the internet connection');
  });

  it('names what is missing and asks ChatApp nothing', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    const { user } = showWindow(fake);
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'anna');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText(/Enter the e-mail of your ChatApp account/)).toBeTruthy();
    expect(screen.getByText('Enter the API password.')).toBeTruthy();
    expect(fake.callsOf('account.signIn')).toEqual([]);
  });

  it('takes tokens, with or without the refresh token', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('radio', { name: 'Tokens' }));
    await user.type(screen.getByLabelText('Access token'), 'abc');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(fake.callsOf('account.useTokens')).toEqual([{ accessToken: 'abc', refreshToken: null }]);
  });
});

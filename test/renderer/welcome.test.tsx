import { act, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, it } from 'vitest';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeAccount, makeChannel, makeRow } from './sampleData.ts';

const marks = async () =>
  within(await screen.findByRole('list', { name: 'Four things to do' }))
    .getAllByRole('heading', { level: 2 })
    .map((heading) => heading.closest('li'))
    .map((step) => (step === null ? null : (/Done|Skipped/.exec(step.textContent)?.[0] ?? null)));

const strangers = (): FakeBridge => createFakeBridge({ state: { accounts: [] } });

describe('the first day', () => {
  it('goes from step to step, ticks and skips them, and keeps them while another page is open', async () => {
    const fake = strangers();
    const { user } = showWindow(fake);
    expect(await marks()).toEqual([null, null, null, null]);
    act(() => fake.setState({ accounts: [makeAccount()] }));
    await waitFor(async () => expect(await marks()).toEqual(['Done', null, null, null]));
    await user.click(await screen.findByRole('button', { name: 'Listen to these' }));
    await user.click(await screen.findByRole('button', { name: 'Show a test notification' }));
    expect(await screen.findByText(/^Sent\. If you saw nothing/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(document.activeElement?.textContent).toBe('Choose your shift');
    await goTo(user, /^Lines/);
    await goTo(user, /^Events/);
    expect(await marks()).toEqual(['Done', 'Done', 'Done', null]);
    await user.click(screen.getByRole('button', { name: 'Skip this' }));
    expect(await marks()).toEqual(['Done', 'Done', 'Done', 'Skipped']);
    await user.click(screen.getByRole('button', { name: 'Go to my events' }));
    expect(await screen.findByText(/will appear here/)).toBeTruthy();
  });

  it('switches lines off and on by their channels', async () => {
    const lines = [
      {
        id: '10203',
        name: 'Sales',
        owned: true,
        messengers: [
          { type: 'grWhatsApp', name: '+7 900' },
          { type: 'telegram', name: null },
        ],
      },
    ];
    const channels = [
      makeChannel({ name: 'private-w' }),
      makeChannel({ name: 'private-t', messengerType: 'telegram' }),
    ];
    const fake = strangers();
    const { user } = showWindow(fake);
    await screen.findByRole('navigation');
    act(() => fake.setState({ accounts: [makeAccount({ lines, channels })] }));
    await user.click(await screen.findByRole('switch', { name: 'Telegram' }));
    await user.click(await screen.findByRole('switch', { name: 'All of Sales' }));
    await user.click(await screen.findByRole('switch', { name: 'WhatsApp · +7 900' }));
    expect(fake.callsOf('settings.change').map(({ value }) => value)).toEqual([
      ['private-t'],
      ['private-w', 'private-t'],
      ['private-t'],
    ]);
  });

  it('says why the lines are not known and asks again', async () => {
    const fake = strangers();
    const { user } = showWindow(fake);
    await screen.findByRole('navigation');
    const cause = { code: 'offline' as const };
    act(() => fake.setState({ accounts: [makeAccount({ lines: null, linesCause: cause, channels: [] })] }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('this computer is offline');
    expect(alert.textContent).toContain('as soon as the network is back');
    await user.click(within(alert).getByRole('button', { name: 'Try again now' }));
    expect(fake.callsOf('connection.retry')).toHaveLength(1);
  });

  it('sets the usual shift, or leads to where others are set', async () => {
    const fake = strangers();
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('button', { name: 'Choose your shift' }));
    await user.click(screen.getByRole('button', { name: /^Monday to Friday/ }));
    expect(fake.callsOf('settings.change')).toEqual([
      {
        path: 'attention.shifts',
        value: [
          expect.objectContaining({ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', zone: 'system' }),
        ],
      },
    ]);
    expect(await screen.findByText(/^Your shifts: Mon–Fri, 09:00–18:00/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Choose your shift' }));
    await user.click(screen.getByRole('button', { name: /^Others/ }));
    expect(document.activeElement?.textContent).toBe('Shifts');
  });
});

describe('looking around', () => {
  it('shows invented rows, tells main nothing, and ends by signing in', async () => {
    const fake = strangers();
    const { user, container } = showWindow(fake);
    await user.click(await screen.findByRole('button', { name: 'Look around with sample data' }));
    expect(await screen.findByText('Sample data.')).toBeTruthy();
    const [first] = await screen.findAllByRole('option', { name: /Anna Schmidt/ });
    if (first !== undefined) await user.click(first);
    expect(await screen.findByRole('heading', { level: 2, name: /Anna Schmidt/ })).toBeTruthy();
    await goTo(user, /^Waiting/);
    expect(await screen.findByRole('option', { name: /Peter Novak/ })).toBeTruthy();
    const result = await run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id }) => id)).toEqual([]);
    // The announcer goes on reading what is real; nothing but reading, and what the real window shows, reaches main.
    const reading = ['state.get', 'events.page', 'window.memory', 'window.remember'];
    expect(fake.calls.filter(({ name }) => !reading.includes(name))).toEqual([]);
    for (const told of fake.callsOf('window.remember'))
      expect(told).toMatchObject({ openKey: null, page: 'events' });
    const strip = screen.getByRole('region', { name: 'Sample data is shown' });
    await user.click(within(strip).getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('textbox', { name: 'E-mail' })).toBeTruthy();
    expect(screen.queryByText('Sample data.')).toBeNull();
  });

  it('is over when somebody signed in: nothing invented is left', async () => {
    const fake = strangers();
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('button', { name: 'Look around with sample data' }));
    await screen.findAllByRole('option', { name: /Anna Schmidt/ });
    act(() => {
      fake.setState({ accounts: [makeAccount()] });
      fake.addRows(makeRow(1));
    });
    await user.click(await screen.findByRole('button', { name: 'Go to my events' }));
    expect(await screen.findByRole('option', { name: /Customer 1/ })).toBeTruthy();
    expect(screen.queryByText(/Anna Schmidt/)).toBeNull();
  });
});

describe('what could not be read says so', () => {
  it('on the pages that ask main', async () => {
    const fake = createFakeBridge();
    const failed = () => ({ ok: false, error: 'failed' }) as const;
    fake.reply('events.activity', failed);
    fake.reply('timeline.get', failed);
    fake.reply('history.info', failed);
    fake.reply('about.info', failed);
    const { user } = showWindow(fake);
    await goTo(user, /^Waiting/);
    expect(await screen.findByText('Today’s picture could not be read.')).toBeTruthy();
    await goTo(user, /^Lines/);
    await user.click(await screen.findByRole('button', { name: 'What happened' }));
    expect(await screen.findByText(/What happened could not be read/)).toBeTruthy();
    fake.reply('timeline.get', () => ({ ok: true, value: { entries: [] } }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing yet.')).toBeTruthy();
    await goTo(user, /^Settings/);
    expect(await screen.findAllByText('This could not be read just now.')).toHaveLength(2);
  });

  it('and who waits is not known while signed out', async () => {
    const { user } = showWindow(
      createFakeBridge({ state: { accounts: [makeAccount({ status: 'signedOut' })] } }),
    );
    await goTo(user, /^Waiting/);
    expect(await screen.findByText(/^Sign in, and chats that wait/)).toBeTruthy();
  });
});

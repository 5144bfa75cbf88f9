import { act, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../electron/shared/appState.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import type { SettingResult } from '../../electron/shared/contract.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeAccount, makeChannel, makeMorning, makeRow, noonMs } from './sampleData.ts';

const nowhere = { code: 'nameNotFound' as const, host: 'socket.example.com' };
const notListening: Partial<AppState> = {
  accounts: [
    makeAccount({
      channels: [makeChannel({ status: 'failing', cause: nowhere })],
      link: { status: 'retrying', cause: nowhere, retryAtMs: null },
    }),
  ],
};

describe('the strip of trouble', () => {
  it('is not there when all is well', async () => {
    showWindow(createFakeBridge({ rows: [makeRow(1)] }));
    await screen.findAllByRole('option');
    expect(document.querySelector('[data-trouble]')).toBeNull();
  });

  it('says why nothing is heard, what to do, and tries again', async () => {
    const fake = createFakeBridge({ state: notListening });
    const { user } = showWindow(fake);
    const strip = await screen.findByRole('region', { name: 'What needs attention' });
    expect(strip.textContent).toContain('Not listening: the name socket.example.com was not found.');
    expect(strip.textContent).toContain('Check the internet connection');
    await user.click(within(strip).getByRole('button', { name: 'Try again now' }));
    expect(fake.callsOf('connection.retry')).toHaveLength(1);
    act(() => fake.setState({ accounts: [makeAccount()] }));
    await waitFor(() => expect(strip.textContent).toBe(''));
  });

  it('shows the most important trouble and counts the others', async () => {
    const fake = createFakeBridge({
      state: {
        accounts: [makeAccount({ status: 'signedOut', signedOutCause: { code: 'tokenRefused' } })],
        notifications: { available: false, service: null },
        notices: [{ code: 'settingsDamaged', detail: 'settings.broken.json' }],
        trayHost: false,
      },
    });
    const { user } = showWindow(fake);
    const strip = await screen.findByRole('region', { name: 'What needs attention' });
    expect(strip.textContent).toContain('your sign-in is no longer valid');
    expect(strip.textContent).not.toContain('settings.broken.json');
    await user.click(within(strip).getByRole('button', { name: 'and 3 more' }));
    expect(strip.textContent).toContain('No notification service here');
    expect(strip.textContent).toContain('settings.broken.json');
    await user.click(within(strip).getByRole('button', { name: 'Got it' }));
    expect(fake.callsOf('notices.dismiss')).toEqual([{ code: 'settingsDamaged' }]);
    await user.click(within(strip).getByRole('button', { name: 'Hide' }));
    expect(strip.textContent).not.toContain('There is no tray here');
    await user.click(within(strip).getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { name: 'Settings', level: 1 })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Account' }));
  });

  const signedOut = [makeAccount({ status: 'signedOut' })];
  it.each<[string, RegExp, Partial<AppState>]>([
    ['Settings', /^Events/, { keyStore: 'memory' }],
    ['Sign in', /^Lines/, { accounts: signedOut }],
    ['Sign in', /^Waiting/, { accounts: signedOut }],
  ])('leads by "%s" to the account, from wherever it is pressed (%s)', async (name, page, state) => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    const { user } = showWindow(createFakeBridge({ state }));
    const ways = () =>
      screen.getAllByRole('button', { name }).filter((button) => button.closest('nav') === null);
    await goTo(user, page);
    for (const place of ways().keys()) {
      await goTo(user, page);
      await user.click(ways()[place] ?? document.body);
      const heading = await screen.findByRole('heading', { name: 'Account' });
      await waitFor(() => expect(document.activeElement).toBe(heading));
      expect(scrolled.mock.contexts.at(-1)).toBe(screen.getByRole('region', { name: 'Account' }));
    }
  });
});

describe('the lines page', () => {
  it('tells the state, the cause and the last signs of life of each messenger', async () => {
    const accounts = [
      makeAccount({
        lines: [
          {
            id: '10203',
            name: 'Sales',
            owned: true,
            messengers: [
              { type: 'grWhatsApp', name: null },
              { type: 'telegram', name: null },
            ],
          },
        ],
        channels: [
          makeChannel({ lastProofMs: Date.now() - 5 * 60_000, lastEventMs: null }),
          makeChannel({
            name: 'private-t',
            messengerType: 'telegram',
            status: 'noAccess',
            cause: { code: 'noAccess' },
          }),
          makeChannel({
            name: 'private-company',
            kind: 'company',
            status: 'noAccess',
            cause: { code: 'noAccess' },
          }),
        ],
      }),
    ];
    const fake = createFakeBridge({ state: { accounts } });
    const { user } = showWindow(fake);
    await goTo(user, /^Lines/);
    const line = await screen.findByRole('region', { name: 'Sales' });
    expect(line.textContent).toContain('Listening');
    expect(line.textContent).toContain('Heard from: 5 min ago');
    expect(line.textContent).toContain('Last event: never');
    expect(line.textContent).toContain('No access');
    expect(line.textContent).toContain('Ask the owner of the line');
    expect(screen.getByRole('button', { name: '1 more channel' })).toBeTruthy();
    expect(screen.getByRole('navigation').textContent).toContain('1/2');
  });

  it('says what to do when there are no lines, and when nobody is signed in', async () => {
    const fake = createFakeBridge({ state: { accounts: [makeAccount({ lines: [], channels: [] })] } });
    const { user } = showWindow(fake);
    await goTo(user, /^Lines/);
    expect(await screen.findByText(/This account has no lines yet/)).toBeTruthy();
    act(() => fake.setState({ accounts: [] }));
    expect(await screen.findByText('Sign in, and your lines appear here.')).toBeTruthy();
  });
});

describe('the switch of a channel', () => {
  const line = async (state: Partial<AppState>, reply?: Parameters<typeof refuse>[0]) => {
    const fake = createFakeBridge({ state });
    if (reply !== undefined) refuse(reply, fake);
    const { user } = showWindow(fake);
    await goTo(user, /^Lines/);
    const region = within(await screen.findByRole('region', { name: 'Sales' }));
    return {
      user,
      fake,
      region,
      toggle: region.getByRole<HTMLInputElement>('switch', { name: 'Listen to WhatsApp' }),
    };
  };
  const refuse = (result: SettingResult | null, fake: FakeBridge): void =>
    fake.reply('settings.change', () =>
      result === null ? { ok: false, error: 'failed' } : { ok: true, value: { result } },
    );

  it.each([
    ['managed', 'Your administrator has set this.'],
    ['overridden', 'Set by a command line flag.'],
  ] as const)('cannot be changed where the channels are %s, and says so', async (held, said) => {
    const { user, fake, region, toggle } = await line({ [held]: ['channelsOff'] });
    expect(toggle.disabled).toBe(true);
    expect(region.getByText(said)).toBeTruthy();
    await user.click(toggle);
    expect(fake.callsOf('settings.change')).toEqual([]);
  });

  it.each([
    ['notSaved', 'It could not be saved. Is the disk full or write-protected?'],
    [null, 'That did not work. Try again.'],
  ] as const)('says what became of the change (%s)', async (result, said) => {
    const { user, fake, region, toggle } = await line({}, result);
    expect(region.queryByRole('alert')).toBeNull();
    await user.click(toggle);
    expect((await region.findByRole('alert')).textContent).toBe(said);
    fake.reply('settings.change', () => ({ ok: true, value: { result: 'ok' } }));
    await user.click(toggle);
    await waitFor(() => expect(region.queryByRole('alert')).toBeNull());
    expect(fake.callsOf('settings.change')).toEqual(
      [1, 2].map(() => ({ path: 'channelsOff', value: [makeChannel().name] })),
    );
  });
});

describe('the window', () => {
  it('is in Russian when main says so, root element included', async () => {
    const { user } = showWindow(createFakeBridge({ rows: [makeRow(1)], state: { language: 'ru' } }));
    expect(await screen.findByRole('button', { name: /^События/ })).toBeTruthy();
    expect(document.documentElement.lang).toBe('ru');
    await goTo(user, /^Настройки/);
    expect(await screen.findByRole('switch', { name: 'Клиент написал' })).toBeTruthy();
  });

  it('puts the chosen theme on the root element', async () => {
    const fake = createFakeBridge({ state: { settings: { ...defaultSettings, theme: 'dark' } } });
    showWindow(fake);
    await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
    act(() => fake.setState({ settings: defaultSettings }));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('offers another try when main does not answer', async () => {
    const fake = createFakeBridge();
    fake.reply('state.get', () => ({ ok: false, error: 'failed' }));
    const { user } = showWindow(fake);
    expect(await screen.findByText('The app did not answer')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(fake.callsOf('state.get')).toHaveLength(2);
  });

  it('says so when drawing breaks, and reloads', async () => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const reload = vi.fn();
    const broken = makeRow(1, { atMs: Number.NaN });
    const { user } = showWindow(createFakeBridge({ rows: [broken] }), reload);
    expect(await screen.findByText('This window stopped working')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Reload' }));
    expect(reload).toHaveBeenCalledOnce();
    silenced.mockRestore();
  });

  describe.each(['en', 'ru'] as const)('has nothing that keeps people out (%s)', (language) => {
    const open = {
      events: /^(Events|События)/,
      waiting: /^(Waiting|Ждут ответа)/,
      lines: /^(Lines|Линии)/,
      settings: /^(Settings|Настройки)/,
    };
    it.each(['events', 'waiting', 'lines', 'settings', 'welcome'] as const)('%s', async (page) => {
      const state: Partial<AppState> = {
        language,
        ...notListening,
        overridden: ['server.host'],
        keyStore: 'memory',
        ...(page === 'welcome' ? { accounts: [] } : {}),
      };
      const { user, container } = showWindow(createFakeBridge({ rows: makeMorning(15, noonMs), state }));
      await screen.findByRole('navigation');
      if (page !== 'welcome') await goTo(user, open[page]);
      if (page === 'events') {
        const [first] = await screen.findAllByRole('option');
        if (first !== undefined) await user.click(first);
        await screen.findByRole('heading', { level: 2 });
      }
      const result = await run(container, { rules: { 'color-contrast': { enabled: false } } });
      expect(
        result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
      ).toEqual([]);
    });
  });
});

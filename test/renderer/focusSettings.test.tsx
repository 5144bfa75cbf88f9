import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { AttentionSettings, Rule, Shift, Snooze } from '../../electron/shared/attention.ts';
import { defaultSettings, type Settings } from '../../electron/shared/settings.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { focused, goTo, pressKey, showWindow } from './render.tsx';
import { makeAccount, makeRow } from './sampleData.ts';

const night: Shift = {
  id: 'night',
  days: [5],
  from: '22:00',
  to: '06:00',
  zone: 'Europe/Moscow',
  lineId: null,
};
const tags: Rule = {
  id: 'tags',
  enabled: true,
  lineId: null,
  messengerType: null,
  kind: 'tag',
  chatClass: null,
  keywords: [],
  level: 'badge',
  sound: true,
};
const lines = ['1', '2'].map((id) => ({ id, name: `Line ${id}`, owned: true, messengers: [] }));
const mute = (id: string): Snooze => ({
  id,
  scope: 'chat',
  accountId: 'account-1',
  lineId: '1',
  chat: id,
  name: id,
  mode: 'muted',
  untilMs: null,
  sinceMs: 0,
});

async function open(attention: Partial<AttentionSettings>, change: Partial<Settings> = {}) {
  const settings = {
    ...defaultSettings,
    ...change,
    attention: { ...defaultSettings.attention, ...attention },
  };
  const fake = createFakeBridge({
    rows: [makeRow(1)],
    state: { settings, accounts: [makeAccount({ lines })] },
  });
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  return { ...shown, fake };
}

const section = async (name: string) => within(await screen.findByRole('region', { name }));
const button = (name: RegExp | string) => screen.getByRole('button', { name });

async function press(
  user: UserEvent,
  name: RegExp | string,
  among: { getByRole: typeof screen.getByRole } = screen,
) {
  await pressKey(user, among.getByRole('button', { name }), '{Enter}');
}

describe('the keyboard in the settings', () => {
  it('stays at the volume from key to key, also when main is slower', async () => {
    const { user, fake } = await open({});
    const volume = (await section('Sounds')).getByRole<HTMLInputElement>('slider', { name: /Volume/ });
    await pressKey(user, volume, '{ArrowRight}{ArrowRight}');
    expect(fake.callsOf('settings.change').map(({ value }) => value)).toEqual([75, 80]);
    expect(document.activeElement).toBe(volume);
    const answers: (() => void)[] = [];
    fake.reply(
      'settings.change',
      () =>
        new Promise((resolve) => {
          answers.push(() => resolve({ ok: true, value: { result: 'ok' } }));
        }),
    );
    await user.keyboard('{ArrowRight}{ArrowRight}');
    const told = (value: number) => ({
      settings: { ...defaultSettings, sounds: { ...defaultSettings.sounds, volume: value } },
    });
    act(() => fake.setState(told(85)));
    expect(volume.value).toBe('90');
    await act(async () => answers.forEach((answer) => answer()));
    act(() => fake.setState(told(90)));
    expect(volume.value).toBe('90');
    act(() => fake.setState(told(20)));
    await waitFor(() => expect(volume.value).toBe('20'));
  });

  it('stays with a step whose minutes change, wherever the step goes', async () => {
    const { user, fake } = await open({});
    const unanswered = await section('Unanswered');
    const minutes = () =>
      unanswered
        .getAllByRole<HTMLInputElement>('textbox', { name: 'After minutes' })
        .map(({ value }) => value);
    const [first] = unanswered.getAllByRole('textbox', { name: 'After minutes' });
    if (first === undefined) throw new Error('no step');
    await user.clear(first);
    await user.type(first, '3{Enter}');
    await waitFor(() => expect(button('Remove the step after 3 min')).toBeTruthy());
    expect(document.activeElement).toBe(first);
    await user.clear(first);
    await user.type(first, '30');
    await user.tab();
    await waitFor(() => expect(minutes()).toEqual(['5', '15', '30']));
    await waitFor(() => expect(focused()).toMatch(/Mark it at the tray icon/));
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('option', { name: 'Flash the taskbar' }));
    expect(fake.callsOf('settings.change').at(-1)?.value).toEqual([
      { afterMinutes: 5, action: 'repeat' },
      { afterMinutes: 15, action: 'louder' },
      { afterMinutes: 30, action: 'attention' },
    ]);
    await press(user, 'Remove the step after 15 min');
    await waitFor(() => expect(focused()).toBe('Remove the step after 30 min'));
    expect(minutes()).toEqual(['5', '30']);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Add a step'));
  });

  it('goes to the step that was added when no more fit', async () => {
    const steps = [1, 2, 3, 4, 5].map((afterMinutes) => ({ afterMinutes, action: 'repeat' as const }));
    const { user } = await open({ unanswered: { enabled: true, steps, lines: [] } });
    const unanswered = await section('Unanswered');
    await press(user, 'Add a step');
    await waitFor(() => expect(unanswered.queryByRole('button', { name: 'Add a step' })).toBeNull());
    expect(document.activeElement).toBe(unanswered.getAllByRole('textbox').at(-1));
  });

  it('is at the shift that was changed, and at "Add" after a new one', async () => {
    const { user } = await open({ shifts: [night] });
    const shifts = await section('Shifts');
    for (const end of ['Cancel', 'Save shift']) {
      await press(user, /^Edit: Fri/);
      await waitFor(() => expect(focused()).toBe('Edit'));
      await press(user, end, shifts);
      await waitFor(() => expect(focused()).toMatch(/^Edit: Fri/));
      await press(user, 'Add a shift');
      await waitFor(() => expect(focused()).toBe('New shift'));
      await press(user, end, shifts);
      await waitFor(() => expect(focused()).toBe('Add a shift'));
    }
    expect(shifts.getAllByRole('listitem')).toHaveLength(2);
    await press(user, /^Delete: Fri/);
    await waitFor(() => expect(focused()).toBe('Undo'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Add a shift'));
  });

  it('is at the rule that was changed, and at "Add" after a new one', async () => {
    const { user } = await open({ rules: [tags] });
    const rules = await section('Rules');
    for (const end of ['Cancel', 'Save rule']) {
      await press(user, /^Edit: tags/);
      await waitFor(() => expect(focused()).toBe('Edit'));
      await press(user, end, rules);
      await waitFor(() => expect(focused()).toMatch(/^Edit: tags/));
      await press(user, 'Add a rule');
      await waitFor(() => expect(focused()).toBe('New rule'));
      await press(user, end, rules);
      await waitFor(() => expect(focused()).toBe('Add a rule'));
    }
    await press(user, /^Delete: tags/);
    await waitFor(() => expect(focused()).toBe('Undo'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Add a rule'));
  });

  it('goes from one wish for quiet that is ended to the next, and then to the heading', async () => {
    const { user, fake } = await open({});
    act(() =>
      fake.setState({
        quiet: { snoozes: [mute('Anna'), mute('Boris'), mute('Clara')], onShiftUntilMs: null },
      }),
    );
    const quiet = await section('Quiet');
    await press(user, 'End it: Boris', quiet);
    await waitFor(() => expect(focused()).toBe('End it: Clara'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('End it: Anna'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(quiet.getByRole('heading', { name: 'Quiet' })));
  });

  it('stays where it is when something goes that did not have it', async () => {
    const { user, fake } = await open({});
    act(() => fake.setState({ quiet: { snoozes: [mute('Anna')], onShiftUntilMs: null } }));
    await pressKey(user, (await section('Rules')).getByRole('button', { name: 'Add a rule' }), '{Shift}');
    act(() => fake.setState({ quiet: { snoozes: [], onShiftUntilMs: null } }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'End it: Anna' })).toBeNull());
    expect(focused()).toBe('Add a rule');
    act(() => screen.getByRole('button', { name: 'Add a rule' }).blur());
    act(() => fake.setState({ quiet: { snoozes: [mute('Anna')], onShiftUntilMs: null } }));
    act(() => fake.setState({ quiet: { snoozes: [], onShiftUntilMs: null } }));
    // The focus would be given away in the turn after.
    await act(async () => undefined);
    expect(document.activeElement).toBe(document.body);
  });

  it('goes from a line without a choice of its own to the next, and then to "Choose"', async () => {
    const { user } = await open({
      privacyLines: [
        { lineId: '1', privacy: 'nothing' },
        { lineId: '2', privacy: 'sender' },
      ],
    });
    await screen.findByRole('button', { name: 'No other choice for Line 1' });
    await press(user, 'No other choice for Line 1');
    await waitFor(() => expect(focused()).toBe('No other choice for Line 2'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Choose a line'));
  });

  it('goes from a line without steps of its own to "Choose"', async () => {
    const { user } = await open({
      unanswered: { ...defaultSettings.attention.unanswered, lines: [{ lineId: '1', steps: [] }] },
    });
    const unanswered = await section('Unanswered');
    await press(user, 'No other steps for Line 1', unanswered);
    await waitFor(() => expect(focused()).toBe('Choose a line'));
  });

  it('goes from a file that is removed to choosing one', async () => {
    const { user } = await open(
      {},
      {
        sounds: { ...defaultSettings.sounds, ownFile: '/ding.ogg' },
        server: { ...defaultSettings.server, caFile: '/ca.pem' },
      },
    );
    await user.click(await screen.findByRole('button', { name: 'Advanced' }));
    for (const name of ['A file of mine', 'Extra certificate file']) {
      const file = within(screen.getByRole('group', { name }));
      await press(user, 'Remove', file);
      await waitFor(() =>
        expect(document.activeElement).toBe(file.getByRole('button', { name: 'Choose file…' })),
      );
    }
  });

  it('goes from a field that is reset into the field, and from signing out to the heading', async () => {
    const { user, fake } = await open(
      {},
      { server: { ...defaultSettings.server, host: 'elsewhere.example' } },
    );
    await user.click(await screen.findByRole('button', { name: 'Advanced' }));
    await press(user, 'Reset “Socket server” to default');
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Socket server' })),
    );
    const account = await section('Account');
    await press(user, 'Sign out', account);
    await press(user, 'Cancel', account);
    await waitFor(() => expect(focused()).toBe('Sign out'));
    await user.keyboard('{Enter}');
    fake.reply('account.signOut', () => {
      fake.setState({ accounts: [makeAccount({ status: 'signedOut' })] });
      return { ok: true, value: null };
    });
    await press(user, 'Yes, sign out', account);
    await waitFor(() =>
      expect(document.activeElement).toBe(account.getByRole('heading', { name: 'Account' })),
    );
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

async function openSettings(fake: FakeBridge) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^(Settings|Настройки)/);
  return shown;
}

const section = async (name: string) => within(await screen.findByRole('region', { name }));
const words = 'Your administrator has set this.';

describe('what the administrator holds', () => {
  it('is shown with a lock and cannot be changed, a group with all that belongs to it', async () => {
    await openSettings(createFakeBridge({ state: { managed: ['server', 'theme', 'attention.rules'] } }));
    const host = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Socket server' });
    expect(host.disabled).toBe(true);
    expect(document.getElementById(host.getAttribute('aria-describedby') ?? '')?.textContent).toBe(words);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Port' }).disabled).toBe(true);
    const inbox = screen.getByRole<HTMLInputElement>('textbox', { name: 'Open in ChatApp leads to' });
    expect(inbox.disabled).toBe(false);
    const appearance = await section('Appearance');
    expect(appearance.getByRole<HTMLButtonElement>('button', { name: /Colours/ }).disabled).toBe(true);
    expect(appearance.getByRole<HTMLButtonElement>('button', { name: /Language/ }).disabled).toBe(false);
    expect(appearance.getAllByText(words)).toHaveLength(1);
    expect(document.querySelectorAll('.lucide-lock').length).toBeGreaterThan(3);
    const rules = await section('Rules');
    expect(rules.getByRole<HTMLButtonElement>('button', { name: 'Add a rule' }).disabled).toBe(true);
    expect(rules.getByText(words)).toBeTruthy();
  });

  it('counts before a flag, and does not spread to names that only begin alike', async () => {
    const state = { managed: ['zoom', 'start'], overridden: ['zoom', 'startHidden'] };
    await openSettings(createFakeBridge({ state }));
    const appearance = await section('Appearance');
    expect(appearance.getByText(words)).toBeTruthy();
    expect(appearance.queryByText('Set by a command line flag.')).toBeNull();
    const starting = await section('Starting and keys');
    expect(starting.getByText('Set by a command line flag.')).toBeTruthy();
    expect(starting.queryByText(words)).toBeNull();
  });

  it.each([
    ['managed', words],
    ['overridden', 'Set by a command line flag.'],
    ['notSaved', 'It could not be saved. Is the disk full or write-protected?'],
  ] as const)('is told at the switch when main answers %s', async (result, said) => {
    const fake = createFakeBridge();
    fake.reply('settings.change', () => ({ ok: true, value: { result } }));
    const { user } = await openSettings(fake);
    const sounds = await section('Sounds');
    await user.click(sounds.getByRole('switch', { name: 'No sounds at all' }));
    expect((await sounds.findByRole('alert')).textContent).toBe(said);
  });
});

describe('how dense the list is', () => {
  it('is chosen beside the colours', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake);
    const appearance = await section('Appearance');
    await user.click(appearance.getByRole('button', { name: /Rows of the list/ }));
    await user.click(await screen.findByRole('option', { name: 'Compact' }));
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'density', value: 'compact' }]);
  });
});

describe('the lengths of quiet that menus offer', () => {
  it('are ticked, in the order of their length', async () => {
    const fake = createFakeBridge();
    const { user } = await openSettings(fake);
    const choices = within(await screen.findByRole('group', { name: 'Offered for pause and quiet' }));
    await user.click(choices.getByRole('checkbox', { name: '30 minutes' }));
    expect(fake.callsOf('settings.change')).toEqual([
      {
        path: 'attention.snoozeChoices',
        value: ['quarterHour', 'halfHour', 'hour', 'tomorrow', 'shift'],
      },
    ]);
  });

  it('are never none', async () => {
    const attention = { ...defaultSettings.attention, snoozeChoices: ['hour' as const] };
    const fake = createFakeBridge({ state: { settings: { ...defaultSettings, attention } } });
    const { user } = await openSettings(fake);
    const choices = within(await screen.findByRole('group', { name: 'Offered for pause and quiet' }));
    await user.click(choices.getByRole('checkbox', { name: '1 hour' }));
    expect(await screen.findByText('One has to stay.')).toBeTruthy();
    expect(choices.getByRole<HTMLInputElement>('checkbox', { name: '1 hour' }).checked).toBe(true);
    expect(fake.callsOf('settings.change')).toEqual([]);
    await user.click(choices.getByRole('checkbox', { name: '2 hours' }));
    await waitFor(() => expect(screen.queryByText('One has to stay.')).toBeNull());
  });

  it('cannot be changed where the administrator chose them', async () => {
    const fake = createFakeBridge({ state: { managed: ['attention.snoozeChoices'] } });
    const { user } = await openSettings(fake);
    const choices = within(await screen.findByRole('group', { name: 'Offered for pause and quiet' }));
    await user.click(choices.getByRole('checkbox', { name: '30 minutes' }));
    expect(fake.callsOf('settings.change')).toEqual([]);
    expect((await section('Quiet')).getByText(words)).toBeTruthy();
  });
});

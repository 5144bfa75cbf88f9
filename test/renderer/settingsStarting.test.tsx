import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { readShortcut, type Pressed } from '../../renderer/features/settings/starting/accelerator.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

async function open(fake: FakeBridge) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  const starting = within(await screen.findByRole('region', { name: 'Starting and keys' }));
  return { ...shown, starting };
}
const field = (within_: { getByRole: typeof screen.getByRole }) =>
  within_.getByRole<HTMLButtonElement>('button', { name: /^Show the window from anywhere/ });
const withShortcut = (shortcut: string) => ({ settings: { ...defaultSettings, shortcut } });

describe('starting', () => {
  it('with the session is one switch, and says when the system did not take it over', async () => {
    const fake = createFakeBridge();
    const { user, starting } = await open(fake);
    await user.click(starting.getByRole('switch', { name: 'Start when I sign in to this computer' }));
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'startAtLogin', value: true }]);
    expect(starting.queryByRole('alert')).toBeNull();
    act(() => fake.setState({ desktop: { shortcut: 'off', startAtLogin: 'failed' } }));
    expect((await starting.findByRole('alert')).textContent).toContain('The system did not take this over.');
  });

  it('shows the keys of the window', async () => {
    const { user, starting } = await open(createFakeBridge());
    await user.click(starting.getByRole('button', { name: 'Keys of the window' }));
    expect(await screen.findByRole('dialog')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('the keys that show the window', () => {
  it('are pressed, not written, with the keyboard alone', async () => {
    const fake = createFakeBridge();
    const { user, starting } = await open(fake);
    act(() => field(starting).focus());
    await user.keyboard('{Enter}');
    expect(field(starting).textContent).toBe('Press the keys…');
    await user.keyboard('{Control>}{Alt>}');
    expect(field(starting).textContent).toBe('Ctrl+Alt+…');
    await user.keyboard('n{/Alt}{/Control}');
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'shortcut', value: 'Ctrl+Alt+N' }]);
    await waitFor(() => expect(field(starting).textContent).toBe('Ctrl+Alt+N'));
    expect(document.activeElement).toBe(field(starting));
  });

  it('that cannot be are explained and told to nobody; Escape leaves all as it was', async () => {
    const fake = createFakeBridge({ state: withShortcut('Ctrl+Alt+N') });
    const { user, starting } = await open(fake);
    await user.click(field(starting));
    await user.keyboard('n');
    expect(starting.getByRole('alert').textContent).toContain('Hold Ctrl or Alt as well');
    await user.keyboard('{Control>}c{/Control}');
    expect(starting.getByRole('alert').textContent).toContain('Programs use these keys themselves');
    await user.keyboard('{Control>}{Alt>}{Enter}{/Alt}{/Control}');
    expect(starting.getByRole('alert').textContent).toContain('This key cannot be used');
    await user.keyboard('{Escape}');
    expect(starting.queryByRole('alert')).toBeNull();
    expect(field(starting).textContent).toBe('Ctrl+Alt+N');
    await user.keyboard('{Control>}{Alt>}m{/Alt}{/Control}');
    expect(fake.callsOf('settings.change')).toEqual([]);
  });

  it('are removed by Backspace and by a button', async () => {
    const fake = createFakeBridge({ state: withShortcut('Ctrl+Alt+N') });
    const { user, starting } = await open(fake);
    await user.click(field(starting));
    await user.keyboard('{Backspace}');
    expect(fake.callsOf('settings.change')).toEqual([{ path: 'shortcut', value: null }]);
    act(() => fake.setState(withShortcut('Ctrl+Alt+B')));
    await user.click(await starting.findByRole('button', { name: 'Remove these keys' }));
    expect(fake.callsOf('settings.change')).toHaveLength(2);
    await waitFor(() => expect(field(starting).textContent).toBe('No keys'));
    expect(starting.queryByRole('button', { name: 'Remove these keys' })).toBeNull();
  });

  it('let Tab go on and forget what was begun', async () => {
    const { user, starting } = await open(createFakeBridge());
    await user.click(field(starting));
    await user.tab();
    expect(document.activeElement).not.toBe(field(starting));
    expect(field(starting).textContent).toBe('No keys');
  });

  it('are said to be taken, when they are chosen and later', async () => {
    const fake = createFakeBridge();
    fake.reply('settings.change', () => ({ ok: true, value: { result: 'taken' } }));
    const { user, starting } = await open(fake);
    await user.click(field(starting));
    await user.keyboard('{Control>}{Alt>}n{/Alt}{/Control}');
    expect((await starting.findByRole('alert')).textContent).toContain('Another program uses these keys.');
    const later = createFakeBridge({
      state: { ...withShortcut('Ctrl+Alt+N'), desktop: { shortcut: 'taken', startAtLogin: 'off' } },
    });
    document.body.replaceChildren();
    expect((await (await open(later)).starting.findByRole('alert')).textContent).toContain('Choose others.');
  });

  it('are the administrator’s where they are held', async () => {
    const { starting } = await open(
      createFakeBridge({ state: { ...withShortcut('Ctrl+Alt+N'), managed: ['shortcut'] } }),
    );
    expect(field(starting).disabled).toBe(true);
    expect(starting.queryByRole('button', { name: 'Remove these keys' })).toBeNull();
    expect(starting.getByText('Your administrator has set this.')).toBeTruthy();
  });
});

describe('a key press is read', () => {
  const press = (keys: Partial<Pressed>): Pressed => ({
    key: '',
    code: '',
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    ...keys,
  });
  it.each([
    ['a Cyrillic letter by its place', { ctrlKey: true, altKey: true, key: 'т', code: 'KeyN' }, 'Ctrl+Alt+N'],
    ['a Latin letter by itself', { ctrlKey: true, altKey: true, key: 'a', code: 'KeyQ' }, 'Ctrl+Alt+A'],
    ['a digit under Shift', { ctrlKey: true, shiftKey: true, key: '!', code: 'Digit1' }, 'Ctrl+Shift+1'],
    ['a function key with Shift', { shiftKey: true, key: 'F12', code: 'F12' }, 'Shift+F12'],
    ['the space bar', { altKey: true, metaKey: true, key: ' ', code: 'Space' }, 'Alt+Super+Space'],
  ] as const)('%s', (_, keys, accelerator) => {
    expect(readShortcut(press(keys), false)).toEqual({ is: 'shortcut', accelerator });
  });

  it.each([
    ['noModifier', { shiftKey: true, key: 'N', code: 'KeyN' }],
    ['noModifier', { key: 'F5', code: 'F5' }],
    ['ordinary', { altKey: true, key: 'F4', code: 'F4' }],
    ['ordinary', { ctrlKey: true, key: 'с', code: 'KeyC' }],
    ['key', { ctrlKey: true, altKey: true, key: 'ArrowUp', code: 'ArrowUp' }],
  ] as const)('as no shortcut (%s)', (why, keys) => {
    expect(readShortcut(press(keys), false)).toEqual({ is: 'bad', why });
  });

  it('with the system key as the system calls it', () => {
    const keys = press({ metaKey: true, shiftKey: true, key: 'n', code: 'KeyN' });
    expect(readShortcut(keys, true)).toEqual({ is: 'shortcut', accelerator: 'Shift+Cmd+N' });
  });
});

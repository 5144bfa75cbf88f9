import { screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { searchWords } from '../../electron/shared/search.ts';
import { findSettings } from '../../renderer/features/settings/settingsIndex.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

const found = (query: string, language: 'en' | 'ru' = 'en') => [
  ...findSettings(searchWords(query), createTranslate(language)),
];

describe('settings are found', () => {
  it.each([
    ['locked', 'en', ['notifications.privacyLocked']],
    ['chime urgent', 'en', ['sounds.which']],
    ['appearance LANG', 'en', ['appearance.language']],
    ['русский', 'en', ['appearance.language']],
    ['порт', 'ru', ['advanced.host']],
    ['темные', 'ru', ['appearance.theme']],
    ['nothing is called this', 'en', []],
  ] as const)('by %s (%s)', (query, language, names) => {
    expect(found(query, language)).toEqual(names);
  });

  it('only by the words of the language shown', () => {
    expect(found('proxy', 'en')).toContain('advanced.proxy');
    expect(found('volume', 'ru')).toEqual([]);
  });
});

describe('the search of the settings page', () => {
  async function open(state: Parameters<typeof createFakeBridge>[0] = {}) {
    const fake = createFakeBridge(state);
    const shown = showWindow(fake);
    await goTo(shown.user, /^Settings/);
    return { fake, ...shown, field: await screen.findByRole('searchbox', { name: 'Find a setting' }) };
  }

  it('leaves what was found, marked, opens what is folded, and Esc brings all back', async () => {
    const { user, field } = await open();
    await user.type(field, 'socket');
    expect(await screen.findByRole('textbox', { name: 'Socket server' })).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Application key' })).toBeNull();
    expect(screen.queryByRole('switch', { name: 'Reactions' })).toBeNull();
    const sections = screen.getByRole('navigation', { name: 'Sections of the settings' });
    expect(
      within(sections)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Advanced']);
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toContain('Socket');
    expect(screen.getByText('1 setting')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('switch', { name: 'Reactions' })).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Socket server' })).toBeNull();
    expect(document.querySelector('mark')).toBeNull();
  });

  it('says when nothing was found, and clears by a button', async () => {
    const { user, field } = await open();
    await user.type(field, 'xyzzy');
    expect(await screen.findByText('Nothing found')).toBeTruthy();
    expect(screen.getByText('No settings')).toBeTruthy();
    const [, button] = screen.getAllByRole('button', { name: 'Clear the search' });
    if (button !== undefined) await user.click(button);
    await waitFor(() => expect(screen.queryByText('Nothing found')).toBeNull());
  });

  it('has the keyboard at Ctrl+F, on a Cyrillic keyboard too', async () => {
    const { user, field } = await open();
    await user.keyboard('{Control>}f{/Control}');
    expect(document.activeElement).toBe(field);
    field.blur();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'а', code: 'KeyF', ctrlKey: true }));
    expect(document.activeElement).toBe(field);
  });

  it('keeps what was begun in what it hides', async () => {
    const { user, field } = await open();
    await user.click(await screen.findByRole('button', { name: 'Add a rule' }));
    await user.type(field, 'volume');
    expect(screen.queryByRole('heading', { name: 'New rule' })).toBeNull();
    await user.clear(field);
    expect(await screen.findByRole('heading', { name: 'New rule' })).toBeTruthy();
  });

  it('keeps nobody out', async () => {
    const { user, field, container } = await open();
    await user.type(field, 'messages');
    const result = await run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id }) => id)).toEqual([]);
  });
});

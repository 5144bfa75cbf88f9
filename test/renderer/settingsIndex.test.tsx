import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alertKinds } from '../../electron/shared/attention.ts';
import type { MessageKey } from '../../electron/shared/messages/en.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { searchWords } from '../../electron/shared/search.ts';
import { defaultSettings, settingsSchema } from '../../electron/shared/settings.ts';
import { kindTitles } from '../../renderer/features/settings/kindTitles.ts';
import { findSettings, type SettingName } from '../../renderer/features/settings/settingsIndex.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';

/** Every path under which a setting is kept. */
function leaves(schema: z.ZodType, path: string): string[] {
  if (!(schema instanceof z.ZodObject)) return [path];
  return Object.entries(schema.shape).flatMap(([key, inner]) =>
    leaves(inner as z.ZodType, path === '' ? key : `${path}.${key}`),
  );
}

/** What is kept with the settings and is no setting of this page, and why. */
const noSettings: Record<string, string> = {
  version: 'the form of the document, which nobody chooses',
  savedFilters: 'made, named and removed at the list of events',
  channelsOff: 'switched at the lines themselves, on their own page',
};

/** Each path with the part of the page that holds it, and its title there. */
const places: (readonly [path: string, name: SettingName, title: MessageKey])[] = [
  ...alertKinds.map((kind) => [`notifications.${kind}`, `notifications.${kind}`, kindTitles[kind]] as const),
  ['privacy', 'notifications.privacy', 'settings.privacy'],
  ['attention.classes.mine', 'notifications.classes', 'settings.classMine'],
  ['attention.classes.unassigned', 'notifications.classes', 'settings.classUnassigned'],
  ['attention.classes.others', 'notifications.classes', 'settings.classOthers'],
  ['attention.rules', 'rules.rules', 'rules.title'],
  ['attention.shifts', 'shifts.shifts', 'shifts.title'],
  ['attention.unanswered.enabled', 'unanswered.unanswered', 'unanswered.enabled'],
  ['attention.unanswered.steps', 'unanswered.unanswered', 'unanswered.steps'],
  ['attention.unanswered.lines', 'unanswered.unanswered', 'unanswered.lineAdd'],
  ['attention.storm.notifications', 'notifications.storm', 'settings.stormNotifications'],
  ['attention.storm.seconds', 'notifications.storm', 'settings.stormSeconds'],
  ['attention.maskPhones', 'notifications.maskPhones', 'settings.maskPhones'],
  ['attention.privacyLocked', 'notifications.privacyLocked', 'settings.privacyLocked'],
  ['attention.privacyLines', 'notifications.privacyLines', 'settings.privacyLineAdd'],
  ['attention.tomorrowAt', 'quiet.tomorrowAt', 'quietSettings.tomorrowAt'],
  ['attention.snoozeChoices', 'quiet.choices', 'quietSettings.choices'],
  ['sounds.muted', 'sounds.muted', 'sounds.muted'],
  ['sounds.volume', 'sounds.volume', 'sounds.volume'],
  ['sounds.mine', 'sounds.which', 'sounds.mine'],
  ['sounds.unassigned', 'sounds.which', 'sounds.unassigned'],
  ['sounds.others', 'sounds.which', 'sounds.others'],
  ['sounds.urgent', 'sounds.which', 'sounds.urgent'],
  ['sounds.ownFile', 'sounds.ownFile', 'sounds.ownFile'],
  ['startHidden', 'starting.startHidden', 'settings.startHidden'],
  ['startAtLogin', 'starting.startAtLogin', 'starting.atLogin'],
  ['shortcut', 'starting.shortcut', 'shortcut.label'],
  ['theme', 'appearance.theme', 'settings.theme'],
  ['zoom', 'appearance.zoom', 'settings.zoom'],
  ['density', 'appearance.density', 'settings.density'],
  ['sendWith', 'appearance.sendWith', 'settings.sendWith'],
  ['language', 'appearance.language', 'settings.language'],
  ['history.keepDays', 'history.kept', 'keeping.days'],
  ['history.keepEvents', 'history.kept', 'keeping.events'],
  ['updates.feed', 'updates.feed', 'updates.feed'],
  ['updates.automatic', 'updates.automatic', 'updates.automatic'],
  ['allowPlainSecrets', 'account.keyStore', 'settings.allowPlain'],
  ['webInbox', 'advanced.webInbox', 'settings.webInbox'],
  ['server.host', 'advanced.host', 'settings.host'],
  ['server.port', 'advanced.host', 'settings.port'],
  ['server.key', 'advanced.key', 'settings.key'],
  ['server.authEndpoint', 'advanced.authEndpoint', 'settings.authEndpoint'],
  ['server.apiBase', 'advanced.apiBase', 'settings.apiBase'],
  ['server.caFile', 'advanced.caFile', 'settings.caFile'],
  ['server.proxy', 'advanced.proxy', 'settings.proxy'],
  ['server.channels', 'advanced.channels', 'settings.channels'],
];

describe('every setting', () => {
  it('has a place on the page, or a reason why not', () => {
    const known = [...places.map(([path]) => path), ...Object.keys(noSettings)];
    expect(leaves(settingsSchema, '').toSorted()).toEqual(known.toSorted());
  });

  it.each(['en', 'ru'] as const)('is found by its title (%s)', (language) => {
    const translate = createTranslate(language);
    const missed = places.filter(
      ([, name, title]) => !findSettings(searchWords(translate(title)), translate).has(name),
    );
    expect(missed).toEqual([]);
  });

  it.each(['en', 'ru'] as const)('stands on the page under this title (%s)', async (language) => {
    const translate = createTranslate(language);
    const unanswered = { ...defaultSettings.attention.unanswered, enabled: true };
    const settings = { ...defaultSettings, attention: { ...defaultSettings.attention, unanswered } };
    const fake = createFakeBridge({ state: { language, settings, keyStore: 'memory' } });
    const { user, container } = showWindow(fake);
    await goTo(user, language === 'en' ? /^Settings/ : /^Настройки/);
    await user.click(await screen.findByRole('button', { name: translate('settings.advanced') }));
    await waitFor(() => expect(container.textContent).toContain(translate('settings.apiBase')));
    const words = new Set(
      [...container.querySelectorAll('main *')].map((element) => element.textContent.trim()),
    );
    expect(places.filter(([, , title]) => !words.has(translate(title)))).toEqual([]);
  });
});

describe('a fold of the settings', () => {
  async function open() {
    const shown = showWindow(createFakeBridge());
    await goTo(shown.user, /^Settings/);
    const field = await screen.findByRole('searchbox', { name: 'Find a setting' });
    const fold = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-expanded');
    return { ...shown, field, fold };
  }

  it('is as it was when a search is over, with what was written in it', async () => {
    const { user, field, fold } = await open();
    await user.click(await screen.findByRole('button', { name: 'Add another account' }));
    await user.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'anna@');
    await user.type(field, 'proxy');
    expect(await screen.findByRole('textbox', { name: 'Proxy' })).toBeTruthy();
    expect(fold('Advanced')).toBe('true');
    await user.clear(field);
    expect(fold('Add another account')).toBe('true');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'E-mail' }).value).toBe('anna@');
    await waitFor(() => expect(fold('Advanced')).toBe('false'));
  });

  it('closed while something is searched for opens for the next search', async () => {
    const { user, field, fold } = await open();
    await user.type(field, 'socket');
    await user.click(screen.getByRole('button', { name: 'Advanced' }));
    expect(fold('Advanced')).toBe('false');
    await user.clear(field);
    await user.type(field, 'port');
    expect(fold('Advanced')).toBe('true');
  });
});

it('the sections are named in the order in which they stand', async () => {
  const { user } = showWindow(createFakeBridge());
  await goTo(user, /^Settings/);
  const list = within(await screen.findByRole('navigation', { name: 'Sections of the settings' }));
  const names = list.getAllByRole('link').map((link) => link.textContent);
  const shown = [...document.querySelectorAll('[data-section] h2')].map((title) => title.textContent);
  expect(names).toEqual(shown);
});

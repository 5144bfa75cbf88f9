import { it } from 'vitest';
import { changeSettings, overrideSettings } from '../../electron/core/settings/change.ts';
import { importSettings } from '../../electron/core/settings/importSettings.ts';
import { readManaged } from '../../electron/core/settings/managed.ts';
import { loadSettings } from '../../electron/core/settings/migrate.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../electron/shared/settings.ts';
import { ruleWith } from '../support/attention.ts';
import { settingsFiles } from './support/corpus.ts';
import { fuzz } from './support/target.ts';

/** A file of settings that is opened, imported, or laid down by an administrator; whatever is in it, settings come out that fit. */

const full: Settings = {
  ...defaultSettings,
  attention: { ...defaultSettings.attention, rules: [ruleWith({ keywords: ['price'] })] },
  channelsOff: ['private-v1.companies.2224'],
};
const files = [
  ...settingsFiles(),
  JSON.stringify(full),
  JSON.stringify({ preset: full, locked: { server: full.server } }),
];
const objects = files.filter((text) => text.trim().startsWith('{'));

it('whatever a settings file holds, settings come out that fit', async () => {
  await fuzz({
    name: 'settings, import, managed',
    share: 1 / 25,
    make: (random, mutator) =>
      random.chance(0.8) ? mutator.values(random.pick(objects)) : mutator.text(random.pick(files), files),
    feed,
    // Thousands of rules that do not fit are looked at one by one.
    slowestAllowed: 400,
  });
});

function feed(text: string): string {
  const document = parse(text);
  const loaded = loadSettings(document);
  mustFit(loaded.settings);
  const imported = importSettings(document, defaultSettings);
  if (imported.result === 'ok') {
    let settings = defaultSettings;
    for (const change of imported.changes) settings = changeSettings(settings, change) ?? settings;
    mustFit(settings);
    // Where tokens go and programs come from is not a file's to say.
    if (JSON.stringify([settings.server, settings.updates]) !== kept)
      throw new Error('an import named a server');
  }
  const managed = readManaged(document, defaultSettings);
  if (managed !== null)
    mustFit(overrideSettings(defaultSettings, [...managed.presets, ...managed.locks]).settings);
  return loaded.result === 'ok' ? 'taken' : loaded.result;
}

const kept = JSON.stringify([defaultSettings.server, defaultSettings.updates]);

function mustFit(settings: Settings): void {
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) throw new Error(`settings that do not fit: ${parsed.error.message}`);
  if (Object.getPrototypeOf(settings) !== Object.prototype) throw new Error('settings of another kind');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import { describe, expect, it } from 'vitest';
import { overrideSettings } from '../../electron/core/settings/change.ts';
import { readManaged } from '../../electron/core/settings/managed.ts';
import { loadSettings } from '../../electron/core/settings/migrate.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';

const read = (document: unknown): ReturnType<typeof readManaged> => readManaged(document, defaultSettings);

describe('an administrator’s file', () => {
  it('presets and locks what it speaks of, and nothing else', () => {
    expect(
      read({
        preset: { theme: 'dark' },
        locked: { server: { host: 'socket.example.com', proxy: 'none' }, privacy: 'sender' },
      }),
    ).toEqual({
      presets: [{ path: 'theme', value: 'dark' }],
      locks: [
        { path: 'server.host', value: 'socket.example.com' },
        { path: 'server.proxy', value: 'none' },
        { path: 'privacy', value: 'sender' },
      ],
      refused: [],
    });
  });

  it.each<[string, unknown, string[]]>([
    ['a setting nobody knows', { locked: { colour: 'red' } }, ['colour']],
    ['a value that does not fit', { locked: { server: { port: 0 } } }, ['server.port']],
    ['a group that is none', { preset: { server: 'socket.example.com' } }, ['server']],
    ['the version of the document', { locked: { version: 9 } }, ['version']],
    ['a person’s own filters', { preset: { savedFilters: [] } }, ['savedFilters']],
    ['a feed without https', { locked: { updates: { feed: 'http://example.com/' } } }, ['updates.feed']],
    [
      'what every object has',
      JSON.parse('{"locked":{"__proto__":{"x":1},"constructor":1}}'),
      ['constructor'],
    ],
  ])('costs only %s', (_name, document, refused) => {
    const managed = read(document);
    expect(managed?.refused.toSorted()).toEqual(refused.toSorted());
    expect(managed?.locks).toEqual([]);
    expect(managed?.presets).toEqual([]);
  });

  it.each([null, [], 'text', 7, { locked: [] }, { preset: 'dark' }, undefined])('is not %j', (document) => {
    expect(read(document)).toBeNull();
  });

  it('gives a new person its presets, and leaves alone what a person chose', () => {
    const presets = read({ preset: { theme: 'dark', zoom: 125 } })?.presets ?? [];
    const defaults = overrideSettings(defaultSettings, presets).settings;
    expect(loadSettings({}, defaults).settings).toMatchObject({ theme: 'dark', zoom: 125 });
    expect(loadSettings({ theme: 'light' }, defaults).settings).toMatchObject({ theme: 'light', zoom: 125 });
    // A field that cannot be read falls back to the preset, too.
    expect(loadSettings({ theme: 'pink' }, defaults).settings.theme).toBe('dark');
  });
});

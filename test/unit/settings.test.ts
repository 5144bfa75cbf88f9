import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSettings, overrideSettings } from '../../electron/core/settings/change.ts';
import { loadSettings, type LoadedSettings } from '../../electron/core/settings/migrate.ts';
import { defaultSettings, settingsSchema, settingsVersion } from '../../electron/shared/settings.ts';

function load(fixture: string): LoadedSettings {
  const file = join(import.meta.dirname, '../fixtures/settings', `${fixture}.json`);
  return loadSettings(JSON.parse(readFileSync(file, 'utf8')));
}

function replacedIn(loaded: LoadedSettings): string[] | null {
  return loaded.result === 'ok' ? loaded.replaced : null;
}

describe('a settings document', () => {
  it('is taken as it is when all of it fits', () => {
    const loaded = load('complete-1');
    expect(replacedIn(loaded)).toEqual([]);
    expect(loaded.settings).toMatchObject({
      privacy: 'sender',
      theme: 'dark',
      language: 'ru',
      notifications: { chatStatus: false, reaction: true },
      server: {
        port: 6002,
        caFile: '/etc/ssl/company.pem',
        channels: ['private-v1.licenses.1.messengers.telegram'],
      },
    });
  });

  it('loses a bad field and nothing else', () => {
    const loaded = load('bad-fields-1');
    const bad = ['notifications.message', 'privacy', 'server.port', 'server.channels'];
    expect(replacedIn(loaded)?.toSorted()).toEqual(bad.toSorted());
    const good = load('complete-1').settings;
    expect(loaded.settings).toEqual({
      ...good,
      privacy: defaultSettings.privacy,
      notifications: { ...good.notifications, message: defaultSettings.notifications.message },
      server: { ...good.server, port: defaultSettings.server.port, channels: [] },
    });
  });

  it('loses a branch that is none', () => {
    const loaded = load('bad-branch-1');
    expect(replacedIn(loaded)).toEqual(['notifications', 'server']);
    expect(loaded.settings).toMatchObject({
      privacy: 'sender',
      notifications: defaultSettings.notifications,
      server: defaultSettings.server,
    });
  });

  it.each([
    ['partial-1', { theme: 'light', server: { ...defaultSettings.server, host: 'socket.example.com' } }],
    ['before-versions', { theme: 'light' }],
    ['hostile-1', { server: { ...defaultSettings.server, host: 'socket.example.com' } }],
  ])('%s gets the defaults for what is missing, without a complaint', (fixture, expected) => {
    const loaded = load(fixture);
    expect(replacedIn(loaded)).toEqual([]);
    expect(loaded.settings).toEqual({ ...defaultSettings, ...expected });
    expect({}).not.toHaveProperty('polluted');
    expect(loaded.settings).not.toHaveProperty('polluted');
  });

  it('of a newer app is left alone', () => {
    expect(load('newer-99')).toEqual({ result: 'newer', settings: defaultSettings });
  });

  it('that is a list is unreadable', () => {
    expect(load('not-an-object').result).toBe('unreadable');
  });

  it.each([['text'], [7], [null], [undefined], [['theme', 'dark']], [true]])(
    '%j is unreadable',
    (document) => {
      expect(loadSettings(document)).toEqual({ result: 'unreadable', settings: defaultSettings });
    },
  );

  it('whatever it holds gives settings that fit', () => {
    const field = fc.constantFrom(
      'version',
      'notifications',
      'privacy',
      'theme',
      'webInbox',
      'server',
      'other',
    );
    fc.assert(
      fc.property(fc.dictionary(field, fc.anything({ maxDepth: 3 })), (document) => {
        expect(settingsSchema.safeParse(loadSettings(document).settings).success).toBe(true);
      }),
    );
  });

  it('that was saved is loaded again unchanged', () => {
    const changed = changeSettings(defaultSettings, { path: 'server.host', value: 'socket.example.com' });
    const loaded = loadSettings(JSON.parse(JSON.stringify(changed)));
    expect(loaded).toEqual({ result: 'ok', settings: changed, replaced: [] });
  });
});

describe('a change', () => {
  it.each([
    ['theme', 'dark'],
    ['startHidden', true],
    ['notifications.tag', true],
    ['server.caFile', '/tmp/ca.pem'],
    ['server.channels', ['private-v1.users.1']],
    ['server.apiBase', 'http://127.0.0.1:8000'],
  ])('of %s changes that and nothing else', (path, value) => {
    const before = structuredClone(defaultSettings);
    const changed = changeSettings(defaultSettings, { path, value });
    const [first = '', second] = path.split('.');
    const expected: Record<string, unknown> = structuredClone(defaultSettings);
    if (second === undefined) expected[first] = value;
    else expected[first] = { ...(expected[first] as object), [second]: value };
    expect(changed).toEqual(expected);
    expect(defaultSettings).toEqual(before);
  });

  it.each([
    ['', 'dark'],
    ['nothing', 'dark'],
    ['theme.deep', 'dark'],
    ['notifications', true],
    ['server', 'x'],
    ['server.channels.0', 'private-x'],
    ['server.channels.length', 0],
    ['version', settingsVersion],
    ['version', 2],
    ['__proto__', true],
    ['__proto__.polluted', true],
    ['constructor', 'x'],
    ['constructor.prototype', 'x'],
    ['server.__proto__', 'x'],
    ['server.toString', 'x'],
  ])('has no way through the path %j', (path, value) => {
    expect(changeSettings(defaultSettings, { path, value })).toBeNull();
    expect({}).not.toHaveProperty('polluted');
  });

  it.each([
    ['theme', 'pink'],
    ['theme', true],
    ['startHidden', 1],
    ['server.port', 0],
    ['server.port', 65_536],
    ['server.port', 6001.5],
    ['server.port', '6001'],
    ['server.port', Number.NaN],
    ['server.host', ''],
    ['server.host', 'a b'],
    ['server.host', 'host/path'],
    ['server.key', 'a/b'],
    ['server.authEndpoint', 'http://api.example.com/auth'],
    ['server.authEndpoint', 'http://localhost.example.com/auth'],
    ['server.authEndpoint', 'not an address'],
    ['server.apiBase', 'javascript:alert(1)'],
    ['server.channels', ['presence-room']],
    ['server.channels', 'private-v1.users.1'],
    ['server.channels', ['private-a b']],
    ['webInbox', 'http://example.com'],
    ['webInbox', 'file:///etc/passwd'],
  ])('of %s to %j is refused', (path, value) => {
    expect(changeSettings(defaultSettings, { path, value })).toBeNull();
  });

  it('takes the blanks off a pasted host', () => {
    const changed = changeSettings(defaultSettings, { path: 'server.host', value: '  socket.example.com ' });
    expect(changed?.server.host).toBe('socket.example.com');
  });
});

describe('several changes', () => {
  it('take what fits and name what does not', () => {
    const changes = [
      { path: 'server.port', value: Number.NaN },
      { path: 'server.host', value: 'socket.example.com' },
      { path: 'theme', value: 'dark' },
      { path: 'nothing', value: 1 },
    ];
    const { settings, applied, refused } = overrideSettings(defaultSettings, changes);
    expect(applied).toEqual(['server.host', 'theme']);
    expect(refused).toEqual(['server.port', 'nothing']);
    expect(settings).toMatchObject({ theme: 'dark', server: { host: 'socket.example.com', port: 6001 } });
  });

  it('are none where there are none', () => {
    expect(overrideSettings(defaultSettings, []).settings).toEqual(defaultSettings);
  });
});

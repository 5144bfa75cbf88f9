import { describe, expect, it } from 'vitest';
import { changeSettings } from '../../electron/core/settings/change.ts';
import { importSettings } from '../../electron/core/settings/importSettings.ts';
import { diagnosticsText } from '../../electron/core/state/diagnostics.ts';
import { defaultSettings, type Settings } from '../../electron/shared/settings.ts';
import { accountState, appState, channelState } from '../support/states.ts';

const imported = (document: unknown, current: Settings = defaultSettings): Settings | string => {
  const read = importSettings(document, current);
  if (read.result !== 'ok') return read.result;
  let settings = current;
  for (const change of read.changes) settings = changeSettings(settings, change) ?? settings;
  return settings;
};

describe('settings from a file', () => {
  it('are what was written into it', () => {
    const theirs: Settings = {
      ...defaultSettings,
      theme: 'dark',
      privacy: 'sender',
      attention: { ...defaultSettings.attention, tomorrowAt: '08:00' },
    };
    expect(imported(JSON.parse(JSON.stringify(theirs)))).toEqual(theirs);
  });

  it('leave alone where tokens go, where programs come from, and what the file does not speak of', () => {
    const current: Settings = { ...defaultSettings, theme: 'dark' };
    const evil = {
      version: 1,
      server: { ...defaultSettings.server, host: 'evil.example' },
      allowPlainSecrets: true,
      updates: { feed: 'https://evil.example/', automatic: true },
      startAtLogin: true,
      webInbox: 'https://evil.example/?phone={phone}',
      privacy: 'nothing',
    };
    expect(imported(evil, current)).toEqual({ ...current, privacy: 'nothing' });
  });

  it('that do not fit are named and left as they were', () => {
    const read = importSettings({ version: 1, theme: 'pink', privacy: 'sender' }, defaultSettings);
    expect(read).toMatchObject({
      result: 'ok',
      refused: ['theme'],
      changes: [{ path: 'privacy', value: 'sender' }],
    });
  });

  it.each([
    [null, 'unreadable'],
    ['text', 'unreadable'],
    [{}, 'unreadable'],
    [{ version: 99 }, 'newer'],
    [{ __proto__: null, version: 1 }, defaultSettings],
  ])('%j is %j', (document, expected) => {
    expect(imported(document)).toEqual(expected);
  });
});

it('diagnostics hold no name, number, line or address of anybody', () => {
  const state = appState({
    accounts: [
      accountState({
        id: '14545',
        label: 'anna@example.com',
        lines: [{ id: '777', name: 'Secret line', owned: true, messengers: [] }],
        channels: [
          channelState({
            name: 'private-v1.licenses.777.messengers.telegram',
            status: 'failing',
            cause: { code: 'noReply', host: 'proxy.internal.example' },
          }),
        ],
      }),
    ],
  });
  const text = diagnosticsText(
    state,
    [
      {
        atMs: 0,
        lastAtMs: 0,
        times: 3,
        accountId: '14545',
        what: 'lost',
        cause: { code: 'noReply', detail: 'anna' },
        count: null,
      },
    ],
    { versions: [{ name: 'Electron', version: '33' }], events: 5, bytes: 10 },
  );
  expect(text).not.toMatch(/anna|14545|777|Secret|internal/i);
  expect(text).toContain('channels: failing 1, causes: noReply');
  expect(text).toContain('lost (noReply) 3 times');
});

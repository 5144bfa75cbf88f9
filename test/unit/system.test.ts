import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartMark } from '../../electron/core/system/autostartEntry.ts';
import {
  firstLookAfterMs,
  lookEveryMs,
  nextLookAfterMs,
  noUpdate,
} from '../../electron/core/system/updatePace.ts';
import { statusDocument } from '../../electron/core/state/status.ts';
import { accountState, appState, channelState } from '../support/states.ts';

describe('the entry that starts the app with the session', () => {
  const line = (command: string[], key: string): string | undefined =>
    autostartEntry(command, 'ChatApp Notifier')
      .split('\n')
      .find((one) => one.startsWith(`${key}=`));

  it('is void once the program is gone, and known as ours', () => {
    const entry = autostartEntry(['/opt/notifier/chatapp-notifier', '--hidden'], 'ChatApp Notifier');
    expect(entry).toContain('\nTryExec=/opt/notifier/chatapp-notifier\n');
    expect(entry.split('\n')).toContain(autostartMark);
  });

  // What a desktop makes of it, by the Desktop Entry Specification: first the string's escapes, then the quotes.
  it.each([
    ['/usr/bin/notifier', 'Exec=/usr/bin/notifier --hidden'],
    ['/opt/ChatApp Notifier/notifier', 'Exec="/opt/ChatApp Notifier/notifier" --hidden'],
    ['/opt/50%/notifier', 'Exec="/opt/50%%/notifier" --hidden'],
    ['/opt/a"b`c$d/n', 'Exec="/opt/a\\\\"b\\\\`c\\\\$d/n" --hidden'],
    ['/opt/back\\slash/n', 'Exec="/opt/back\\\\\\\\slash/n" --hidden'],
    ['/opt/new\nline/n', 'Exec="/opt/new\\nline/n" --hidden'],
  ])('quotes %j', (program, exec) => {
    expect(line([program, '--hidden'], 'Exec')).toBe(exec);
  });
});

describe('looking for updates', () => {
  const on = { feed: 'https://example.com/updates/', automatic: true };
  const nowMs = 1_700_000_000_000;

  it('does not without a feed, or unasked', () => {
    expect(nextLookAfterMs({ feed: null, automatic: true }, noUpdate, nowMs)).toBeNull();
    expect(nextLookAfterMs({ ...on, automatic: false }, noUpdate, nowMs)).toBeNull();
  });

  it('does some time after the start, then every six hours, however the clock is set', () => {
    expect(nextLookAfterMs(on, noUpdate, nowMs)).toBe(firstLookAfterMs);
    const looked = (checkedAtMs: number): number | null =>
      nextLookAfterMs(on, { ...noUpdate, status: 'none', checkedAtMs }, nowMs);
    expect(looked(nowMs)).toBe(lookEveryMs);
    expect(looked(nowMs - 3_600_000)).toBe(lookEveryMs - 3_600_000);
    expect(looked(nowMs - 10 * lookEveryMs)).toBe(firstLookAfterMs);
    expect(looked(nowMs + 10 * lookEveryMs)).toBe(lookEveryMs);
  });

  it.each(['checking', 'downloading', 'ready'] as const)('does not while one is %s', (status) => {
    expect(nextLookAfterMs(on, { ...noUpdate, status }, nowMs)).toBeNull();
  });
});

describe('the state as a document', () => {
  it('says how well it listens, line by line', () => {
    const lines = [
      { id: '1229', name: 'Sales', owned: true, messengers: [] },
      { id: '1230', name: null, owned: true, messengers: [] },
    ];
    const channels = [
      channelState({ lineId: '1229' }),
      channelState({ lineId: '1229', status: 'failing' }),
      channelState({ lineId: '1230', status: 'off' }),
    ];
    expect(
      statusDocument(appState({ accounts: [accountState({ lines, channels })], unread: 3, waitingTotal: 2 })),
    ).toMatchObject({
      running: true,
      status: 'partly',
      channels: { listening: 1, total: 2 },
      lines: [
        { id: '1229', name: 'Sales', listening: 1, total: 2 },
        { id: '1230', name: null, listening: 0, total: 0 },
      ],
      unread: 3,
      waiting: 2,
      pausedUntil: null,
      history: 'fine',
    });
  });

  it('says until when it is paused', () => {
    const pause = {
      id: 'all',
      scope: 'all' as const,
      accountId: null,
      lineId: null,
      chat: null,
      name: null,
      mode: 'snoozed' as const,
      sinceMs: 0,
    };
    const paused = (untilMs: number | null): string | null =>
      statusDocument(appState({ quiet: { snoozes: [{ ...pause, untilMs }], onShiftUntilMs: null } }))
        .pausedUntil;
    expect(paused(Date.UTC(2026, 4, 12, 9))).toBe('2026-05-12T09:00:00.000Z');
    expect(paused(null)).toBe('forever');
  });
});

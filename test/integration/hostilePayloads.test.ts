import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { checkLaterFrame } from '../../electron/core/connection/frame.ts';
import { intake } from '../../electron/core/intake/intake.ts';
import { parseJson } from '../../electron/core/intake/json.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { hostilePayloads } from '../fixtures/hostilePayloads.ts';
import { lineChannelName } from '../support/events.ts';
import { cleanUps } from '../support/fakes.ts';

/** What the fuzzer once found, kept: each is stored and can be read back. */

const ends = cleanUps();
afterEach(() => ends.run());

function newHistory(): ReturnType<typeof openHistory> {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-hostile-'));
  ends.add(() => rmSync(folder, { recursive: true, force: true }));
  const opened = openHistory(join(folder, 'history.db'), 1_700_000_000_000);
  ends.add(() => opened.history.close());
  return opened;
}

it.each(hostilePayloads)('$what', ({ kind, text, channel = lineChannelName }) => {
  const { history } = newHistory();
  const taken = intake({
    accountId: '685',
    channel,
    name: kind,
    dataText: text,
    receivedAtMs: 1_700_000_000_000,
    recovered: false,
  });
  expect(taken.notUnderstood).toBe(0);
  history.insertNew(taken.events);
  const { rows } = history.page({ beforeRow: null, limit: 10, filter: everyEvent });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.content.type).not.toBe('unknown');
});

it('a text that was cut off is refused as soon as a whole one is read', () => {
  const cutOff = (quotes: number): string => `{"id":12345678901234567890,"text":"${'\\"'.repeat(quotes)}`;
  const took = (text: string): number => {
    const times = [1, 2, 3, 4, 5].map(() => {
      const began = performance.now();
      parseJson(text);
      return performance.now() - began;
    });
    return Math.min(...times);
  };
  const quotes = 20_000;
  expect(parseJson(cutOff(quotes)).ok).toBe(false);
  // It took thousands of times as long.
  expect(took(cutOff(quotes)) / took(`${cutOff(quotes)}"}`)).toBeLessThan(20);
});

it('pusher-js gets what was checked, and nothing that reads differently', () => {
  const frame = checkLaterFrame(
    '{"event":"pusher_internal:subscription_succeeded","channel":2731761995900107,"data":"{}","more":1}',
  );
  expect(frame.type === 'forward' && JSON.parse(frame.forward)).toEqual({
    event: 'pusher_internal:subscription_succeeded',
    channel: '2731761995900107',
    data: '{}',
  });
});

it('items that take turns in one frame are as many events, however many they are', () => {
  const { history } = newHistory();
  const stored = (name: string, items: readonly object[]): number => {
    const { events } = intake({
      accountId: '685',
      channel: lineChannelName,
      name,
      dataText: JSON.stringify({ data: items }),
      receivedAtMs: 1_700_000_000_000,
      recovered: false,
    });
    const began = performance.now();
    const rows = history.insertNew(events);
    expect(rows).toHaveLength(items.length);
    return performance.now() - began;
  };
  const count = 4_000;
  const inTurns = stored(
    'chatStatus',
    Array.from({ length: count }, (_, place) => ({
      type: place % 2 === 0 ? 'close' : 'open',
      chat: { id: '1' },
    })),
  );
  const differing = stored(
    'chatStatus',
    Array.from({ length: count }, (_, place) => ({ type: 'close', chat: { id: `${place} ` } })),
  );
  // It took hundreds of times as long.
  expect(inTurns / differing).toBeLessThan(25);
});

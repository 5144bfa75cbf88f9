import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach } from 'vitest';
import type { History, StoredEvent } from '../../electron/core/ports.ts';
import { openHistory, type OpenedHistory } from '../../electron/platform/history.ts';
import { arrive, messageItem } from './events.ts';

/** A history in a folder of its own, for each test. */
export const place = { folder: '', file: '' };
export const nowMs = 1_700_000_000_000;
const opened: History[] = [];

beforeEach(() => {
  place.folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-history-'));
  place.file = join(place.folder, 'deep', 'history.db');
});

afterEach(() => {
  for (const history of opened.splice(0)) history.close();
  rmSync(place.folder, { recursive: true, force: true });
});

/** Closed after the test. */
export function open(atMs = nowMs): OpenedHistory {
  const found = openHistory(place.file, atMs);
  opened.push(found.history);
  return found;
}

/** What another program, or a disk that loses bits, does to the file. */
export function change(sql: string): void {
  const database = new DatabaseSync(place.file);
  database.exec(sql);
  database.close();
}

export const messages = (from: number, count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, index) => arrive('message', [messageItem({ id: from + index })])).flat();
export const all = (history: History, unreadOnly = false): string[] =>
  history
    .page({ beforeRow: null, limit: 100_000, filter: { ...everyEvent, unreadOnly } })
    .rows.map((row) => row.key);
export const ids = (keys: readonly string[]): number[] => keys.map((key) => Number(key.split(':').at(-1)));

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { openHistory } from '../../../electron/platform/history.ts';
import { single, type Figure, type Measurement } from '../figures.ts';
import { storedMessages } from '../stage/filledHistory.ts';

/** What it costs to keep an event: time beside a table that only keeps the text, and room on the disk. */

const atOnce = 500;

export const measureHistory: Measurement = async ({ short }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-bench-'));
  const events = short ? 2_000 : 20_000;
  const rounds = short ? 1 : 3;
  const ours: Record<'alone' | 'many', number[]> = { alone: [], many: [] };
  const bare: Record<'alone' | 'many', number[]> = { alone: [], many: [] };
  const findable: number[] = [];
  let bytes = 0;
  let rawBytes = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [kind, size] of [
        ['alone', 1],
        ['many', atOnce],
      ] as const) {
        const file = join(folder, `${kind} ${round}.db`);
        const batches = batchesOf(events, size);
        const { history } = openHistory(file, Date.now());
        ours[kind].push(timeEach(events, () => batches.forEach((batch) => history.insertNew(batch))));
        const words = timeEach(events, () => {
          while (history.indexNew(atOnce));
        });
        if (kind === 'many') findable.push(words);
        history.close();
        bytes = (await stat(file)).size / events;
        rawBytes = batches.flat().reduce((sum, { raw }) => sum + Buffer.byteLength(raw), 0) / events;
        bare[kind].push(timeEach(events, bareInsert(`${file}.bare`, batches)));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const figure = (kind: 'alone' | 'many', name: string): Figure => ({
    name,
    unit: 'µs',
    rounds: ours[kind],
    floor: { name: 'a table of keys and text', rounds: bare[kind] },
    budget: null,
  });
  return [
    figure('alone', 'an event stored by itself'),
    figure('many', `an event stored with ${atOnce - 1} others`),
    {
      name: 'its words made findable later, in a quiet moment',
      unit: 'µs',
      rounds: findable,
      floor: null,
      budget: null,
    },
    single('room on the disk for an event, words findable', 'bytes', bytes, {
      floor: { name: 'its text', value: rawBytes },
    }),
  ];
};

function batchesOf(events: number, size: number): ReturnType<typeof storedMessages>[] {
  const nowMs = Date.now();
  return Array.from({ length: events / size }, (_, index) => storedMessages(index * size, size, nowMs));
}

/** Microseconds for each of them. */
function timeEach(events: number, run: () => void): number {
  const beganMs = performance.now();
  run();
  return ((performance.now() - beganMs) * 1_000) / events;
}

function bareInsert(file: string, batches: readonly ReturnType<typeof storedMessages>[]): () => void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;');
  database.exec('CREATE TABLE events (key TEXT NOT NULL UNIQUE, raw TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO events (key, raw) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  return () => {
    for (const batch of batches) {
      database.exec('BEGIN IMMEDIATE');
      for (const { event, raw } of batch) insert.run(event.key, raw);
      database.exec('COMMIT');
    }
    database.close();
  };
}

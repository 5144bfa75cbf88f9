import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, expect, it } from 'vitest';
import { openHistory } from '../../electron/platform/history.ts';
import { openPatiently } from '../../electron/platform/patientHistory.ts';
import { startMs } from '../support/attention.ts';
import { arrive, messageItem } from '../support/events.ts';
import { cleanUps, manualClock } from '../support/fakes.ts';

/** A history that another process holds when the app starts. */

const ends = cleanUps();
afterEach(() => ends.run());

it('stores nothing until it can be opened, says why, and is the same object afterwards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-patient-'));
  ends.add(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'history.db');
  const clock = manualClock(startMs);
  const first = openHistory(file, startMs).history;
  first.insertNew(arrive('message', [messageItem({ id: 1 })]));
  first.close();
  const other = new DatabaseSync(file);
  ends.add(() => other.isOpen && other.close());
  other.exec('BEGIN EXCLUSIVE');

  const patient = openPatiently(file, clock);
  const { history, trouble } = patient;
  ends.add(() => history.close());
  expect(trouble).toContain('locked');
  expect(history.events()).toBe(0);
  const arrived = arrive('message', [messageItem({ id: 2 })]);
  expect(() => history.insertNew(arrived)).toThrow('locked');
  const opened: (string | null)[] = [];
  ends.add(patient.start((keptAside) => opened.push(keptAside)));
  clock.advance(10_000);
  expect(opened).toEqual([]);

  other.exec('ROLLBACK');
  clock.advance(2_000);
  expect(opened).toEqual([null]);
  expect(history.insertNew(arrived)).toHaveLength(1);
  expect(history.events()).toBe(2);
  clock.advance(60_000);
  expect(opened).toHaveLength(1);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect } from 'vitest';
import { failingHistory, type FailingHistory } from '../support/fakes.ts';
import { memoryCursors, startHeadlessApp } from '../support/headlessApp.ts';
import { allMessengers } from '../support/signedIn.ts';
import { eventually, faultCase, patienceMs, textOf, type Fault } from './support/faultCase.ts';

const full = new Error('database or disk is full');

describe('storage', () => {
  faultCase(36, 'two instances on one history (main holds a lock; here: the key does)', async (fault) => {
    const historyFile = fileFor(fault);
    const { simulator, app } = await fault.start({ historyFile });
    const second = startHeadlessApp(simulator, { hurry: 10, historyFile });
    fault.ends.add(() => second.stop());
    await second.signIn();
    await second.waitFor('the second', () => second.listening().length === allMessengers, patienceMs);
    const texts = Array.from({ length: 20 }, () => fault.say());
    // Each app hears only of its own rows.
    await eventually(
      'all of it, told',
      () => app.rows().length === 20 && app.rows().every((row) => row.verdict !== null),
    );
    const told = [...app.toaster.calls, ...second.toaster.calls].map(({ body }) => body);
    for (const text of texts) expect(told.filter((body) => body.endsWith(text))).toHaveLength(1);
    second.stop();
    simulator.kill();
    fault.say();
    await app.waitFor('the loss', () => app.listening().length === 0, patienceMs);
    await fault.recovers();
  });

  faultCase(37, 'history locked by another program', async (fault) => {
    const historyFile = fileFor(fault);
    const { app } = await fault.start({ historyFile });
    const other = new DatabaseSync(historyFile);
    fault.ends.add(() => other.isOpen && other.close());
    other.exec('BEGIN IMMEDIATE');
    fault.say();
    fault.say();
    const reason = await app.waitFor('the trouble to be said', () => app.storing.at(0), patienceMs);
    expect(reason).toContain('locked');
    expect(app.toaster.calls).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    await fault.recovers();
    expect(app.storing.at(-1)).toBeNull();
  });

  faultCase(37, 'disk full while events arrive and are fetched', async (fault) => {
    const failing: FailingHistory[] = [];
    const { simulator, app } = await fault.start({ wrapHistory: wrapInto(failing) });
    setFailure(failing, full);
    fault.say();
    simulator.dropEvents(true);
    for (let number = 0; number < 6; number += 1) fault.say();
    simulator.dropEvents(false);
    simulator.kill();
    await app.waitFor('the trouble to be said', () => app.storing.includes(full.message), patienceMs);
    await app.waitFor('a catch-up to give up', () => gaveUp(app.logger.entries), patienceMs);
    // Nobody is told of what is not stored.
    expect(app.toaster.calls).toEqual([]);
    setFailure(failing, null);
    await fault.recovers();
    expect(app.storing.at(-1)).toBeNull();
  });

  faultCase(37, 'the ledger cannot be written: told once all the same', async (fault) => {
    const failing: FailingHistory[] = [];
    const { app } = await fault.start({ wrapHistory: wrapInto(failing) });
    for (const history of failing) history.ledgerFailure = full;
    const text = fault.say();
    await app.waitFor('it to be told', () => app.toaster.calls.length === 1, patienceMs);
    const catchUps = (): number => app.logger.entries.filter(({ message }) => message === 'caught up').length;
    const before = catchUps();
    app.accounts.catchUpAll('now and then');
    await eventually('another catch-up', () => catchUps() > before);
    expect(app.toaster.calls.map(({ body }) => body)).toEqual([text]);
    for (const history of failing) history.ledgerFailure = null;
    app.accounts.catchUpAll('now and then');
    await eventually('the verdict to be written', () => app.rows().every((row) => row.verdict !== null));
    await fault.recovers();
    expect(app.toaster.calls.map(({ body }) => body)).toEqual([text]);
  });

  faultCase(38, 'crash between receive and store: fetched again at the next start', async (fault) => {
    const historyFile = fileFor(fault);
    const cursors = memoryCursors();
    const failing: FailingHistory[] = [];
    const first = await fault.start({ historyFile, cursors, wrapHistory: wrapInto(failing) });
    setFailure(failing, full);
    const { simulator } = first;
    // Long before the overlap of a cursor that would stand at now: only one that stayed brings them back.
    const later = Math.floor(Date.now() / 1_000);
    const time = later - 900;
    const stood = Object.fromEntries(Object.keys(cursors.load('685')).map((place) => [place, later - 1_000]));
    cursors.save('685', stood);
    simulator.dropEvents(true);
    const lost = ['never stored 1', 'never stored 2'];
    for (const text of lost) simulator.message({ customer: 'anna', text, time });
    simulator.message({ customer: 'pavel', text: 'the newest', time: later });
    simulator.dropEvents(false);
    first.app.accounts.catchUpAll('now and then');
    await first.app.waitFor('a catch-up to give up', () => gaveUp(first.app.logger.entries), patienceMs);
    // What was fetched and not stored has moved no cursor.
    expect(cursors.load('685')).toEqual(stood);
    first.app.stop();
    expect(first.app.storing.at(-1)).toBe(full.message);

    const { simulator: server } = first;
    const app = startHeadlessApp(server, {
      hurry: 10,
      historyFile,
      cursors,
      kept: first.app.secrets.saves.at(-1),
    });
    fault.ends.add(() => app.stop());
    await app.accounts.restore();
    await app.waitFor('all of it', () => app.rows().length === 3, patienceMs);
    await app.waitFor('all of it told', () => app.rows().every((row) => row.verdict !== null), patienceMs);
    expect(new Set(app.rows().map((row) => textOf(row)))).toEqual(new Set([...lost, 'the newest']));
    app.stop();

    await fault.start({ historyFile, cursors });
    await fault.recovers();
  });
});

function fileFor(fault: Fault): string {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-fault-'));
  fault.ends.add(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'history.db');
}

function wrapInto(
  failing: FailingHistory[],
): (history: Parameters<typeof failingHistory>[0]) => FailingHistory {
  return (history) => {
    const wrapped = failingHistory(history);
    failing.push(wrapped);
    return wrapped;
  };
}

function setFailure(failing: readonly FailingHistory[], failure: Error | null): void {
  for (const history of failing) history.insertFailure = failure;
}

function gaveUp(entries: readonly { message: string }[]): boolean {
  return entries.some(({ message }) => message === 'catch-up not finished');
}

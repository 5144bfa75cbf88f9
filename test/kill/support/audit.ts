import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toldAndUndecided, toldOn } from '../../support/desktop/toldOnBus.ts';
import type { BusMonitor } from '../../support/desktop/busMonitor.ts';
import { movedBack, readCursors, readHistory, storedTwice, type KeptRow } from '../../support/keptData.ts';

/** Looks at what the app has left behind after each of its ends, and compares it with the end before. */
export interface Audit {
  /** What is wrong with what is there now, in words. */
  look(): string[];
  /** The rows of the last look. */
  rows(): readonly KeptRow[];
}

export function startAudit(userData: string, settings: string, monitor: BusMonitor): Audit {
  let cursors: ReturnType<typeof readCursors> = {};
  let rows: readonly KeptRow[] = [];

  function look(): string[] {
    const wrong: string[] = [];
    const now = readHistory(userData);
    if (now.integrity !== 'ok') wrong.push(`the history is damaged: ${now.integrity}`);
    const keys = new Set(now.rows.map(({ key }) => key));
    const gone = rows.filter(({ key }) => !keys.has(key)).length;
    if (gone > 0) wrong.push(`${gone} rows are gone`);
    const double = storedTwice(now.rows);
    if (double.length > 0) wrong.push(`stored twice: ${double.join(', ')}`);
    const again = toldAndUndecided(toldOn(monitor.notifications()), now.rows);
    if (again.length > 0) wrong.push(`told and not decided: ${again.join(', ')}`);
    const cursorsNow = readCursors(userData);
    wrong.push(...movedBack(cursors, cursorsNow).map((move) => `a cursor moved back: ${move}`));
    if (readFileSync(join(userData, 'settings.json'), 'utf8') !== settings)
      wrong.push('the settings have changed');
    if (!existsSync(join(userData, 'secrets.json'))) wrong.push('the sign-in is gone');
    ({ rows } = now);
    cursors = cursorsNow;
    return wrong;
  }

  return {
    look() {
      try {
        return look();
      } catch (problem) {
        return [`what it left cannot be read: ${String(problem)}`];
      }
    },
    rows: () => rows,
  };
}

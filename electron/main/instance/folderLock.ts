import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Stop } from '../../core/ports.ts';

/**
 * Two starts at the very same moment can both get Chromium's lock (seen in one of four tries with Electron 33): the one
 * takes the link of the other for a left-over, because the socket behind it is not there yet. This one is the
 * operating system's: it has one holder, and goes with its process however that ends.
 */

/** Nothing is ever written into it. */
const lockFile = 'instance.lock';

/**
 * @returns null when another process holds the folder. A folder that cannot be written to is held by nobody, and needs no
 *   lock.
 */
export function holdFolder(folder: string): Stop | null {
  let database: InstanceType<typeof DatabaseSync> | null = null;
  try {
    database = new DatabaseSync(join(folder, lockFile), { timeout: 0 });
    const held = database;
    held.exec('BEGIN EXCLUSIVE');
    return () => held.isOpen && held.close();
  } catch (error) {
    if (database?.isOpen === true) database.close();
    return error instanceof Error && /locked|busy/i.test(error.message) ? null : () => undefined;
  }
}

/** Whether later starts find this process: the one that lost has taken the link with it when it ended. */
export function isFound(folder: string, pid: number): boolean {
  // Windows has a lock of another kind, which only one can get.
  if (process.platform === 'win32') return true;
  try {
    return readlinkSync(join(folder, 'SingletonLock')).endsWith(`-${pid}`);
  } catch {
    return false;
  }
}

import { accessSync, constants, lstatSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether nobody can write into the folder and no app holds it. Electron then gives no lock either (it is a file there),
 * exactly as if another app had it, and who ends for that reason ends without a word.
 */
export function isClosedToAll(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    // That there is no such folder is no reason: it is made.
    return hasCode(error, 'EACCES', 'EROFS', 'EPERM') && !isHeld(folder);
  }
}

/** Chromium's lock on Linux and macOS: a link that names the process. */
function isHeld(folder: string): boolean {
  try {
    return lstatSync(join(folder, 'SingletonLock')).isSymbolicLink();
  } catch {
    return false;
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

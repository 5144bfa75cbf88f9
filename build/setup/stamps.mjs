import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './projectPaths.mjs';

/**
 * A small note of what an earlier run found; absent or unreadable ones count as never written.
 * @param {string} name
 * @returns {Promise<Record<string, unknown> | undefined>}
 */
export async function readStamp(name) {
  try {
    const value = JSON.parse(await readFile(join(cacheDirectory, `${name}.json`), 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} value
 */
export async function writeStamp(name, value) {
  await mkdir(cacheDirectory, { recursive: true });
  await writeFile(join(cacheDirectory, `${name}.json`), `${JSON.stringify(value, undefined, 2)}\n`);
}

import { existsSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';

/** A JSON file of the data folder; `undefined` for one that is no JSON, or cannot be read at all. */
export function readDocument(file: string): { found: false } | { found: true; value: unknown } {
  if (!existsSync(file)) return { found: false };
  try {
    return { found: true, value: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return { found: true, value: undefined };
  }
}

/**
 * Moves a file out of the way of the next one, so that what was in it is not lost.
 * @returns where it is now: where it was, in a folder that cannot be written to
 */
export function keepAside(
  file: string,
  why: string,
  nowMs: number,
  onError: (error: unknown) => void,
): string {
  const aside = join(dirname(file), `${parse(file).name}.${why}-${nowMs}.json`);
  try {
    renameSync(file, aside);
    return aside;
  } catch (error) {
    onError(error);
    return file;
  }
}

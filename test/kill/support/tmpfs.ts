import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A small disk of its own, in memory: it can be full, and it can be written by nobody. */
export interface SmallDisk {
  readonly folder: string;
  setReadOnly(readOnly: boolean): Promise<void>;
}

const execute = promisify(execFile);

/** @returns why there is none here, else null: only root mounts, and not in every container */
export async function withSmallDisk(
  mebibytes: number,
  use: (disk: SmallDisk) => Promise<void>,
): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-disk-'));
  try {
    await execute('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700`, 'tmpfs', folder]);
  } catch (problem) {
    await rm(folder, { recursive: true });
    return `no disk can be mounted here: ${String(problem)}`;
  }
  try {
    await use({
      folder,
      async setReadOnly(readOnly) {
        await execute('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder]);
      },
    });
  } finally {
    // Lazily: a process that has just ended may hold it for a moment.
    await execute('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  }
  return null;
}

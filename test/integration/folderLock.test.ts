import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { holdFolder, isFound } from '../../electron/main/instance/folderLock.ts';
import { isClosedToAll } from '../../electron/main/lifecycle/dataFolder.ts';
import { cleanUps } from '../support/fakes.ts';

const ends = cleanUps();
afterEach(() => ends.run());

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'chatapp-notifier-lock-'));
  ends.add(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('the data folder', () => {
  it('is held by one at a time', () => {
    const data = folder();
    const release = holdFolder(data);
    expect(release).not.toBeNull();
    expect(holdFolder(data)).toBeNull();
    release?.();
    const next = holdFolder(data);
    expect(next).not.toBeNull();
    next?.();
  });

  it('names the process by which later starts find it', () => {
    const data = folder();
    expect(isFound(data, 17)).toBe(false);
    symlinkSync('computer-17', join(data, 'SingletonLock'));
    expect(isFound(data, 17)).toBe(true);
    expect(isFound(data, 7)).toBe(false);
  });

  it('is closed when nobody can write into it, and free when it is not there yet', () => {
    const data = folder();
    expect(isClosedToAll(data)).toBe(false);
    expect(isClosedToAll(join(data, 'not there yet'))).toBe(false);
    chmodSync(data, 0o500);
    // Root may write everywhere.
    expect(isClosedToAll(data)).toBe(process.getuid?.() !== 0);
    chmodSync(data, 0o700);
  });
});

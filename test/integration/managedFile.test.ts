import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nothingManaged } from '../../electron/core/settings/managed.ts';
import { loadManaged, managedFile } from '../../electron/platform/managedFile.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';

/** The administrator's settings, as they lie on the disk. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-managed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function load(text: string | null): ReturnType<typeof loadManaged> {
  const file = join(folder, 'managed.json');
  if (text !== null) writeFileSync(file, text);
  return loadManaged(file, defaultSettings);
}

describe('the administrator’s file', () => {
  it('is not missed where there is none', () => {
    expect(load(null)).toEqual({ managed: nothingManaged, trouble: null });
  });

  it('is taken as far as it can be read, and what cannot is named', () => {
    const read = load('{"locked": {"privacy": "sender", "zoom": 5000}, "preset": {"colour": "red"}}');
    expect(read.managed.locks).toEqual([{ path: 'privacy', value: 'sender' }]);
    expect(read.trouble).toMatch(/managed\.json: (zoom, colour|colour, zoom)$/);
  });

  it.each(['', '{"locked": ', '[]', '"locked"'])('says that %j is none', (text) => {
    const read = load(text);
    expect(read.managed).toEqual(nothingManaged);
    expect(read.trouble).toContain('not JSON with "preset" or "locked"');
  });

  it('says that it cannot be read', () => {
    mkdirSync(join(folder, 'managed.json'));
    expect(loadManaged(join(folder, 'managed.json'), defaultSettings).trouble).toMatch(/: EISDIR$/);
  });

  it.each(['linux', 'win32', 'darwin'] as const)(
    'has one place on %s, whatever the environment says',
    (system) => {
      const file = managedFile(system);
      expect(isAbsolute(file) || file.startsWith('C:\\')).toBe(true);
      expect(file).toMatch(/managed\.json$/);
    },
  );
});

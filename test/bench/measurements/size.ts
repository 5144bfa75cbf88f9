import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packFolder } from '../../../build/package/package.mjs';
import { asarBudgetBytes } from '../../../build/package/sizes.mjs';
import { folderBytes } from '../../../build/setup/electron/officialElectron.mjs';
import { electronExecutable } from '../../support/desktop/launchApp.ts';
import { single, type Measurement } from '../figures.ts';

/** The packed app beside the Electron it is made of. */

const megabyte = 1e6;

export const measureSize: Measurement = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-bench-'));
  try {
    const executable = await electronExecutable();
    const bare = dirname(executable);
    const version = (await readFile(join(bare, 'version'), 'utf8')).trim().replace(/^v/, '');
    const packed = await packFolder(folder, { executable, version });
    const archive = await stat(join(packed, 'resources', 'app.asar'));
    return [
      single('app.asar, without the SQLite binary', 'MB', archive.size / megabyte, {
        budget: { of: 'value', most: asarBudgetBytes / megabyte },
      }),
      single('the whole app, unpacked', 'MB', folderBytes(packed) / megabyte, {
        floor: { name: 'Electron alone', value: folderBytes(bare) / megabyte },
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

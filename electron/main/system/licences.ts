import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shell } from 'electron/common';
import { commands, type Licence } from '../../shared/contract.ts';

/** The list that the build makes of everything that is shipped (`build/licences`). */
export async function readLicences(assets: string): Promise<Licence[]> {
  const text = await readFile(join(assets, 'licences.json'), 'utf8');
  return commands['about.licences'].output.parse({ packages: JSON.parse(text) as unknown }).packages;
}

/** Chromium's list travels beside the program; ten megabytes of it, for the browser. */
export async function openChromiumLicences(): Promise<'opened' | 'missing'> {
  const file = join(dirname(process.execPath), 'LICENSES.chromium.html');
  if (!existsSync(file)) return 'missing';
  // An empty text is how Electron says that it went well.
  return (await shell.openPath(file)) === '' ? 'opened' : 'missing';
}

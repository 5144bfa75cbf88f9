import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes out what belongs to a runtime that is started as it is, and not to a product: electron-builder copies the
 * folder it is given whole. Called before fuses and signing.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === 'darwin') return;
  const left = ['version', 'complete', 'resources/app', 'resources/default_app.asar'];
  await Promise.all(left.map((name) => rm(join(appOutDir, name), { recursive: true, force: true })));
}

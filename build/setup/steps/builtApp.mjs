import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../childProcess.mjs';
import { packageScript, projectRoot } from '../projectPaths.mjs';
import { SetupError, startProgress } from '../terminal.mjs';

const inputs = ['electron', 'renderer', 'electron.vite.config.ts', 'package-lock.json'];

/** Builds the app into `out/`, unless that is newer than all it is made of. */
export async function buildApp() {
  const product = join(projectRoot, 'out', 'main', 'index.js');
  const builtMs = existsSync(product) ? statSync(product).mtimeMs : 0;
  if (builtMs > Math.max(...inputs.map((name) => newestMs(join(projectRoot, name))))) return;
  const progress = startProgress('Building the app');
  const { code, output } = await run(process.execPath, [
    packageScript('electron-vite', 'bin/electron-vite.js'),
    'build',
  ]);
  progress.finish(code === 0 ? 'done' : 'failed');
  if (code !== 0) throw new SetupError(`electron-vite build failed with exit code ${code}:\n${output}`);
}

/**
 * @param {string} path of a file or a folder
 * @returns {number} 0 when it is not there
 */
function newestMs(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  // The folder's own time counts too: it is what a removed file changes.
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

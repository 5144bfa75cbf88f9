import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Where the set-up keeps what it made; inside node_modules, so that deleting that folder deletes all of it. */
export const cacheDirectory = join(projectRoot, 'node_modules', '.cache', 'chatapp-notifier');

/**
 * The script behind a package's command, run with this same Node so that neither a shell nor `.cmd` files matter.
 * @param {string} packageName
 * @param {string} script path inside the package
 */
export function packageScript(packageName, script) {
  return join(projectRoot, 'node_modules', ...packageName.split('/'), script);
}

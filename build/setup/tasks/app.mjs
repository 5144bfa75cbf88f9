import { run } from '../childProcess.mjs';
import { packageScript, projectRoot } from '../projectPaths.mjs';

/**
 * Runs a TypeScript file of this project.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [more] further variables
 * @returns {Promise<number>} exit code
 */
export async function runScript(file, args, more = {}) {
  const env = { ...process.env, ...more };
  const script = packageScript('tsx', 'dist/cli.mjs');
  return (await run(process.execPath, [script, file, ...args], { shown: true, env })).code;
}

/**
 * Runs the built app.
 * @param {string} executable
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function startApp(executable, args) {
  // Chromium refuses to run as root with its sandbox on. That is this launcher's concern and never the product's.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return (await run(executable, [projectRoot, ...sandbox, ...args], { shown: true })).code;
}

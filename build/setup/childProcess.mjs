import { spawn } from 'node:child_process';
import { projectRoot } from './projectPaths.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 and more for a signal, 127 when the program could not be started
 * @property {string} output what it wrote, both streams; empty for a program that wrote to our own terminal
 */

/** The tail is what explains a failure; npm and apt can write megabytes. */
const maxOutputCharacters = 200_000;

/**
 * Runs a program to its end and never throws: the caller knows what a failure means.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shown?: boolean, cwd?: string, signal?: AbortSignal, onOutput?: (text: string) => void, shell?: boolean }} [options]
 *   `shown`: its output goes straight to our terminal
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? projectRoot,
      env: options.env ?? process.env,
      stdio: options.shown === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: options.shell ?? false,
      signal: options.signal,
      killSignal: 'SIGKILL',
    });
    /** @param {NodeJS.Signals} name */
    const forward = (name) => void child.kill(name);
    // A terminal sends Ctrl-C to the whole group: we only must outlive the child. SIGTERM reaches us alone.
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    const end = () => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
    };
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      const text = chunk.toString();
      output = (output + text).slice(-maxOutputCharacters);
      options.onOutput?.(text);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (problem) => {
      end();
      resolve({ code: 127, output: `${output}${problem.message}\n` });
    });
    child.once('close', (code) => {
      end();
      resolve({ code: code ?? 128, output });
    });
  });
}

/**
 * Runs npm: through the very npm that started us where there is one, since `npm` is a `.cmd` file on Windows.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options = {}) {
  const npmScript = process.env['npm_execpath'];
  if (npmScript !== undefined && /npm-cli\.c?js$/.test(npmScript)) {
    return run(process.execPath, [npmScript, ...args], options);
  }
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

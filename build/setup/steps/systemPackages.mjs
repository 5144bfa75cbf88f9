import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../childProcess.mjs';
import { SetupError, say, startProgress } from '../terminal.mjs';
import { debianPackages, desktopPrograms } from './debianPackages.mjs';

/**
 * Makes sure that the Linux libraries and programs are there: installs them as root, says how to otherwise.
 * Does nothing on other systems.
 * @param {{ desktop: boolean, packing?: boolean, installed?: boolean }} need `desktop`: also what the private desktop of
 *   the tests is made of; `packing`: what makes packages; `installed`: what the tests of a package need besides
 */
export async function installSystemPackages({ desktop, packing = false, installed = false }) {
  if (process.platform !== 'linux') return;
  if (!isProgram('apt-get') || !isProgram('dpkg-query')) return checkPrograms(desktop);
  const wanted = [
    ...debianPackages.electron,
    ...(desktop ? debianPackages.desktop : []),
    ...(packing ? debianPackages.packing : []),
    ...(installed ? debianPackages.installed : []),
  ];
  const missing = missingPackages(wanted, await installedPackages(wanted.flat()));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const names = await Promise.all(missing.map(nameHere));
    throw new SetupError(
      `${missing.length} system packages are missing. Install them, then run the same command again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}\n`,
    );
  }
  await apt('Reading the list of Debian packages', ['update']);
  const names = await Promise.all(missing.map(nameHere));
  say(`Missing system packages: ${names.join(' ')}`);
  await apt(`Installing ${names.length} system packages and what they need`, [
    'install',
    '-y',
    '--no-install-recommends',
    ...names,
  ]);
}

/**
 * The wanted packages of which no name is installed.
 * @param {readonly (readonly string[])[]} wanted
 * @param {ReadonlySet<string>} installed
 */
export function missingPackages(wanted, installed) {
  return wanted.filter((names) => !names.some((name) => installed.has(name)));
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<Set<string>>}
 */
async function installedPackages(names) {
  // Its exit code is 1 as soon as one name is unknown: what it printed counts.
  const { output } = await run('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names]);
  const lines = output.split('\n').map((line) => line.split(' '));
  return new Set(
    lines.flatMap(([name, status]) => (name !== undefined && status === 'installed' ? [name] : [])),
  );
}

/**
 * Which of a package's names this release knows.
 * @param {readonly string[]} names
 */
async function nameHere(names) {
  for (const name of names.slice(0, -1)) {
    if ((await run('apt-cache', ['show', '--no-all-versions', name])).code === 0) return name;
  }
  return names.at(-1) ?? '';
}

/**
 * @param {string} label
 * @param {readonly string[]} args
 */
async function apt(label, args) {
  const progress = startProgress(label);
  const startedMs = Date.now();
  let unpacked = 0;
  let total = 0;
  const show = () => {
    const seconds = `${Math.round((Date.now() - startedMs) / 1000)} s`;
    progress.update(total > 0 ? `${Math.min(unpacked, total)} of ${total} set up, ${seconds}` : seconds);
  };
  const timer = setInterval(show, 1000);
  const { code, output } = await run('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    onOutput: (text) => {
      total = Number(/(\d+) newly installed/.exec(text)?.[1] ?? total);
      unpacked += text.match(/^Setting up /gm)?.length ?? 0;
      show();
    },
  }).finally(() => clearInterval(timer));
  progress.finish(code === 0 ? 'done' : 'failed');
  if (code !== 0) {
    throw new SetupError(`apt-get ${args.join(' ')} failed with exit code ${code}:\n${output}`);
  }
}

/** @param {boolean} desktop */
function checkPrograms(desktop) {
  if (!desktop) return;
  const missing = desktopPrograms.filter((program) => !isProgram(program));
  if (missing.length === 0) return;
  throw new SetupError(
    `The private desktop of the tests needs programs that are not here: ${missing.join(', ')}.\n` +
      'This system has no apt: install them with its own package manager, then run the same command again.',
  );
}

/** @param {string} name */
function isProgram(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

import { lookup } from 'node:dns/promises';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What can be packed for which system, and what each needs that npm does not bring. */

/** @typedef {'linux' | 'win32' | 'darwin'} System */
/** @typedef {{ name: string, builds: boolean, why: string }} Target */

/** @type {Readonly<Record<System, readonly string[]>>} */
const targetsOf = {
  linux: ['deb', 'rpm', 'AppImage', 'tar.gz'],
  win32: ['nsis', 'portable'],
  darwin: ['dmg', 'zip'],
};
/** @type {Readonly<Record<System, string>>} */
const systemNames = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' };

const lookupMs = 5_000;

/** Whether electron-builder can fetch its helpers. Answers within five seconds. */
export async function reachesGithub() {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, lookupMs, false);
  });
  const asked = lookup('github.com').then(
    () => true,
    () => false,
  );
  return (await Promise.race([asked, late]).finally(() => clearTimeout(timer))) === true;
}

/**
 * Each target of each system: whether it can be built here, and if not, why.
 * @param {NodeJS.Platform} platform
 * @param {{ github: boolean, programs: (name: string) => boolean }} means
 * @returns {Target[]}
 */
export function targetsHere(platform, means) {
  return Object.entries(targetsOf).flatMap(([system, names]) =>
    names.map((name) => {
      if (system !== platform) {
        const where = systemNames[/** @type {System} */ (system)];
        return { name, builds: false, why: `is packed and signed on ${where} itself` };
      }
      const missing = missingFor(name, means);
      return { name, builds: missing === null, why: missing ?? '' };
    }),
  );
}

/**
 * @param {string} name
 * @param {{ github: boolean, programs: (name: string) => boolean }} means
 * @returns {string | null}
 */
function missingFor(name, { github, programs }) {
  switch (name) {
    case 'deb':
      return programs('dpkg-deb') || github ? null : 'needs dpkg-deb (package dpkg)';
    case 'rpm':
      return programs('rpmbuild') ? null : 'needs rpmbuild (package rpm)';
    case 'tar.gz':
      return programs('7za') || github ? null : 'needs 7za (package p7zip-full), or github.com for its own';
    case 'AppImage':
      return github
        ? null
        : 'needs its runtime from github.com, which cannot be reached here; the tar.gz runs without installing, too';
    case 'nsis':
    case 'portable':
      return github ? null : 'needs NSIS from github.com, which cannot be reached here';
    default:
      return null;
  }
}

/**
 * @param {string} name
 * @returns {string | undefined} its path
 */
export function findProgram(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

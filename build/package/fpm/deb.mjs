import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runProgram } from './program.mjs';

/** @typedef {import('./arguments.mjs').Wanted} Wanted */
/** @typedef {import('./stage.mjs').Staged} Staged */

/** @type {Readonly<Record<string, readonly string[]>>} */
const compressions = {
  xz: ['-Zxz'],
  gz: ['-Zgzip'],
  zst: ['-Zzstd'],
  none: ['-Znone'],
};
/** @type {Readonly<Record<string, keyof Wanted['scripts']>>} */
const scriptNames = {
  preinst: 'before-install',
  postinst: 'after-install',
  prerm: 'before-remove',
  postrm: 'after-remove',
};

/**
 * Debian Policy, chapters 3, 5, 6 and 12.7.
 * @param {Wanted} wanted
 * @param {Staged} staged
 */
export function buildDeb(wanted, staged) {
  const compression = compressions[wanted.compression === '' ? 'xz' : wanted.compression];
  if (compression === undefined)
    throw new Error(`fpm stand-in: --deb-compression ${wanted.compression} is not known`);
  const changelog = writeChangelog(wanted, staged.root);
  const control = join(staged.root, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  writeFileSync(join(control, 'control'), controlText(wanted, staged.bytes));
  writeFileSync(join(control, 'md5sums'), sums(staged.root, [...staged.files, changelog]));
  for (const [name, option] of Object.entries(scriptNames)) {
    const script = wanted.scripts[option];
    if (script !== undefined) writeFileSync(join(control, name), readFileSync(script), { mode: 0o755 });
  }
  rmSync(wanted.output, { force: true });
  runProgram(
    'dpkg-deb',
    ['--root-owner-group', ...compression, '--build', staged.root, wanted.output],
    'dpkg',
  );
}

/** @param {Wanted} wanted */
function fullVersion({ version, iteration }) {
  return iteration === '' ? version : `${version}-${iteration}`;
}

/**
 * @param {Wanted} wanted
 * @param {number} bytes
 */
function controlText(wanted, bytes) {
  const [summary = '', ...rest] = wanted.description.split('\n');
  const long = rest.map((line) => (line.trim() === '' ? ' .' : ` ${line.trim()}`));
  /** @type {readonly (readonly [string, string])[]} */
  const fields = [
    ['Package', wanted.name],
    ['Version', fullVersion(wanted)],
    ['Section', wanted.category === '' ? 'net' : wanted.category],
    ['Priority', 'optional'],
    ['Architecture', wanted.architecture],
    ['Maintainer', wanted.maintainer],
    ['Vendor', wanted.vendor],
    ['License', wanted.licence],
    ['Homepage', wanted.url],
    ['Installed-Size', String(Math.ceil(bytes / 1024))],
    ['Depends', wanted.depends.join(', ')],
    ['Recommends', wanted.recommends.join(', ')],
    ['Suggests', wanted.suggests.join(', ')],
    ['Conflicts', wanted.conflicts.join(', ')],
    ['Replaces', wanted.replaces.join(', ')],
    ['Provides', wanted.provides.join(', ')],
    ['Description', [summary, ...long].join('\n')],
  ];
  return fields.map(([name, value]) => (value === '' ? '' : `${name}: ${value}\n`)).join('');
}

/**
 * @param {Wanted} wanted
 * @param {string} root
 * @returns {string} its path in the package
 */
function writeChangelog(wanted, root) {
  const folder = join('usr/share/doc', wanted.name);
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const text = `${wanted.name} (${fullVersion(wanted)}) stable; urgency=medium\n\n  * Release ${wanted.version}: CHANGELOG.md tells what is new.\n\n -- ${wanted.maintainer}  ${date}\n`;
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'changelog.gz'), gzipSync(text, { level: 9 }));
  return join(folder, 'changelog.gz');
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 */
function sums(root, files) {
  return files
    .filter((name) => lstatSync(join(root, name)).isFile())
    .map(
      (name) =>
        `${createHash('md5')
          .update(readFileSync(join(root, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');
}

import { chmodSync, copyFileSync, cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * @typedef {object} Staged
 * @property {string} root the file system as the package will lay it out
 * @property {readonly string[]} folders relative to the root
 * @property {readonly string[]} files relative to the root; links among them
 * @property {number} bytes
 */

/**
 * Copies `folder/=/to` (what is in it) and `file=/to/file` under one root, with the modes that packages want: folders
 * and programs 0755, everything else 0644, whatever the umask here.
 * @param {readonly string[]} inputs
 * @param {string} root
 * @returns {Staged}
 */
export function stage(inputs, root) {
  mkdirSync(root, { recursive: true });
  for (const input of inputs) {
    const equals = input.lastIndexOf('=');
    if (equals < 0) throw new Error(`fpm stand-in: ${input} says not where it goes`);
    const [from, to] = [input.slice(0, equals), join(root, input.slice(equals + 1))];
    mkdirSync(from.endsWith('/') ? to : dirname(to), { recursive: true });
    if (from.endsWith('/')) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else copyFileSync(from, to);
  }
  /** @type {string[]} */
  const folders = [];
  /** @type {string[]} */
  const files = [];
  let bytes = 0;
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path);
    if (entry.isDirectory()) {
      chmodSync(path, 0o755);
      folders.push(name);
      continue;
    }
    const { mode, size } = lstatSync(path);
    if (entry.isFile()) chmodSync(path, (mode & 0o111) === 0 ? 0o644 : 0o755);
    bytes += size;
    files.push(name);
  }
  return { root, folders: folders.toSorted(), files: files.toSorted(), bytes };
}

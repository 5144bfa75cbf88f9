import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageName } from './packages.ts';
import { runWell } from './programs.ts';

/** What a package could leave in the system: everything in these places, and every mention of the app elsewhere. */

/** Where programs and their settings live; homes, and what runs at the moment, are not the package's business. */
const places = ['/etc', '/opt', '/usr', '/var/lib', '/var/cache', '/var/spool', '/srv'];
/** What the package manager itself writes, whatever is installed. */
const notOurs = [
  '/var/lib/apt',
  '/var/lib/dpkg',
  '/var/cache/apt',
  '/var/cache/debconf',
  '/var/cache/man',
  '/var/cache/fontconfig',
];
/** Lists of others that name whoever offers them something. */
const lists = [
  '/usr/share/applications/mimeinfo.cache',
  '/usr/share/applications/defaults.list',
  '/etc/passwd',
  '/etc/group',
  '/etc/shells',
  '/var/lib/dpkg/status',
  '/var/lib/dpkg/diversions',
  '/var/lib/dpkg/statoverride',
  '/var/lib/dpkg/triggers/File',
];
/** Where the package manager keeps one file for each package. */
const registers = [
  '/var/lib/dpkg/info',
  '/var/lib/dpkg/alternatives',
  '/etc/alternatives',
  '/etc/apparmor.d',
];
const listLimitMs = 60_000;

/** Every path in the system's places. Two of them, before and after, tell what was left. */
export async function systemPaths(): Promise<ReadonlySet<string>> {
  const left = notOurs.flatMap((path) => ['-path', path, '-prune', '-o']);
  const args = [...places.filter(existsSync), '-xdev', ...left, '-print'];
  return new Set((await runWell('find', args, { limitMs: listLimitMs })).split('\n').filter(Boolean));
}

/** Where the app is still mentioned. */
export function mentions(): readonly string[] {
  const inLists = lists.filter(
    (file) => existsSync(file) && readFileSync(file, 'latin1').includes(packageName),
  );
  const inRegisters = registers
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.includes(packageName));
  return [...inLists, ...inRegisters];
}

/** A link whose end is gone counts as there. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

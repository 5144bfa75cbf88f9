import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../../support/desktop/desktopEnvironment.ts';
import { isRoot } from './account.ts';
import { run, runWell } from './programs.ts';

/** What was packed for this run, and the ways it comes onto a computer and goes again. */

const folder = process.env['CHATAPP_NOTIFIER_PACKAGES'] ?? '';
export const packageName = 'chatapp-notifier';

/** One of the packed files: of the version as it is, or of the one after it. */
export function packed(which: 'this' | 'next', ending: '.deb' | '.tar.gz' | 'latest-linux.yml'): string {
  if (folder === '')
    throw new Error('start this suite with `npm test -- installed`: it packs what is tested');
  const name = readdirSync(join(folder, which)).find((entry) => entry.endsWith(ending));
  if (name === undefined) throw new Error(`there is no ${ending} among the packages`);
  return join(folder, which, name);
}

export function versionOf(which: 'this' | 'next'): string {
  return /_(\d+\.\d+\.\d+)_/.exec(packed(which, '.deb'))?.[1] ?? '';
}

/** Why nothing can be installed into this system; undefined when it can. */
export async function obstacleToInstalling(): Promise<string | undefined> {
  if (!isRoot) return 'only root installs packages: run this suite as root (a container will do)';
  const { code } = await run('apt-get', ['--version']);
  return code === 0 ? undefined : 'this system has no apt';
}

const aptEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
const aptLimitMs = 120_000;

/** The version that is in the system; undefined for none, and for one of which settings are left. */
export async function installedVersion(): Promise<string | undefined> {
  const { code, stdout } = await run('dpkg-query', ['-W', '-f=${db:Status-Status} ${Version}', packageName]);
  const [status, version] = stdout.split(' ');
  return code === 0 && status === 'installed' ? version : undefined;
}

export async function install(deb: string): Promise<void> {
  const args = ['install', '-y', '--no-install-recommends', '--allow-downgrades', deb];
  await runWell('apt-get', args, { env: aptEnv, limitMs: aptLimitMs });
}

export async function purge(): Promise<void> {
  await runWell('apt-get', ['purge', '-y', packageName], { env: aptEnv, limitMs: aptLimitMs });
}

/** Unpacks the archive as its new owner does, and answers with the folder it made. */
export async function unpack(person: Person): Promise<string> {
  const archive = packed('this', '.tar.gz');
  await runWell('tar', ['-xzf', archive, '-C', person.home], { owner: person, limitMs: 60_000 });
  return join(person.home, `${packageName}-${versionOf('this')}`);
}

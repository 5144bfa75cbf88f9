import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Person } from '../../support/desktop/desktopEnvironment.ts';
import { install, installedVersion, packageName, packed, unpack, versionOf } from './packages.ts';

/** The two ways a person has the product. */
export const productNames = ['installed', 'unpacked'] as const;
export type ProductName = (typeof productNames)[number];

export interface Product {
  readonly name: ProductName;
  /** The program itself. */
  readonly executable: string;
  /** What a person types. */
  readonly command: string;
  /** What opens one of its addresses. */
  open(link: string): readonly [string, ...string[]];
  /** What starts it as a click on its icon does. */
  readonly launch: readonly [string, ...string[]];
}

/** Where the package puts it; also what a removed one must leave no trace of. */
export const installedExecutable = join('/opt', 'ChatApp Notifier', packageName);
export const desktopEntry = join('/usr/share/applications', `${packageName}.desktop`);

/** The installed product; it is put into the system when it, or this version of it, is not there. */
export async function installedProduct(): Promise<Product> {
  if ((await installedVersion()) !== versionOf('this')) await install(packed('this', '.deb'));
  return {
    name: 'installed',
    executable: installedExecutable,
    command: packageName,
    open: (link) => ['xdg-open', link],
    launch: ['gio', 'launch', desktopEntry],
  };
}

/** The archive, unpacked in a person's home: there nobody has told the desktop of it. */
export async function unpackedProduct(person: Person): Promise<Product> {
  const executable = unpackedExecutable(person);
  if (!existsSync(executable)) {
    const folder = await unpack(person);
    if (folder !== dirname(executable)) throw new Error(`the archive made ${folder}`);
  }
  return {
    name: 'unpacked',
    executable,
    command: executable,
    open: (link) => [executable, link],
    launch: [executable],
  };
}

export function unpackedExecutable(person: Person): string {
  return join(person.home, `${packageName}-${versionOf('this')}`, packageName);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The licences of all packages that are shipped, bundled or not: what the lock file does not call `dev`. */

export interface PackageLicence {
  name: string;
  version: string;
  licence: string;
  text: string;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().default(false), devOptional: z.boolean().default(false) }),
  ),
});
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.unknown().optional(),
  licenses: z.unknown().optional(),
});
/** As npm wants it today, and two ways of long ago. */
const oldWay = z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]);
const statedSchema = z.union([oldWay, z.array(oldWay).transform((list) => list.join(' OR '))]);
const licenceFile = /^(licen[cs]e|copying)([-.].*)?$/i;
const longestText = 100_000;

/** @throws where a package states no licence at all: that has to be looked into, not shipped */
export function collectLicences(root: string): PackageLicence[] {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const found = new Map<string, PackageLicence>();
  for (const [path, { dev, devOptional }] of Object.entries(lock.packages)) {
    const folder = join(root, path);
    // Optional packages of other systems are in the lock file and not on the disk.
    if (path === '' || dev || devOptional || !existsSync(join(folder, 'package.json'))) continue;
    const one = readPackage(folder);
    found.set(`${one.name}@${one.version}`, one);
  }
  return [...found.values()].toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'),
  );
}

function readPackage(folder: string): PackageLicence {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const { name, version, license, licenses } = manifest;
  const licence = statedSchema.safeParse(license ?? licenses).data;
  const files = readdirSync(folder).filter((file) => licenceFile.test(file));
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  if (licence === undefined && text === '') throw new Error(`${name} ${version} states no licence`);
  return { name, version, licence: licence ?? 'see the text', text: text.slice(0, longestText) };
}

/** For people who look into the installed folder. */
export function licencesText(packages: readonly PackageLicence[]): string {
  return packages
    .map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
    .join(`\n${'-'.repeat(79)}\n\n`);
}

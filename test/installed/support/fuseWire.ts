import { readFileSync } from 'node:fs';

/** Source: Electron's documentation, "Electron Fuses": after the mark a version, a count, and a character for each fuse. */
const mark = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** The fuses of version 1 in their order. */
const fuseNames = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptionsEnvironmentVariable',
  'nodeCliInspectArguments',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

/** The fuses that were set in a program, by name. */
export function readFuses(executable: string): Readonly<Record<(typeof fuseNames)[number], string>> {
  const program = readFileSync(executable);
  const start = program.indexOf(mark);
  if (start < 0) throw new Error(`${executable} has no fuses: it is no Electron`);
  const wire = program.subarray(start + mark.length);
  const [version, count = 0] = wire;
  if (version !== 1 || count < fuseNames.length)
    throw new Error(`fuses of version ${version}, ${count} of them`);
  const states: Readonly<Record<string, string>> = { 0: 'off', 1: 'on', r: 'removed' };
  const stateOf = (index: number): string => states[String.fromCharCode(wire[2 + index] ?? 0)] ?? 'unknown';
  return Object.fromEntries(fuseNames.map((name, index) => [name, stateOf(index)])) as Record<
    (typeof fuseNames)[number],
    string
  >;
}

import { SetupError } from '../terminal.mjs';

/** The oldest Node that builds this project; the same as package.json's `engines`. */
const oldest = { major: 20, minor: 19 };

/** Stops with a clear text on a Node that is too old. */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  throw new SetupError(
    `This project needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${version}.\n` +
      'Install a newer Node (https://nodejs.org) and run the same command again.',
  );
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderBytes } from '../setup/electron/officialElectron.mjs';
import { say } from '../setup/terminal.mjs';

/** The app's own code may weigh so much in its archive; the SQLite binding lies beside it. */
export const asarBudgetBytes = 3_000_000;

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

/**
 * Prints what was made beside the bare Electron it was made of.
 * @param {{ output: string, unpacked: string, electron: string }} folders
 * @returns {boolean} whether the budget holds
 */
export function showSizes({ output, unpacked, electron }) {
  const bare = folderBytes(electron);
  const whole = folderBytes(unpacked);
  const asar = statSync(join(unpacked, 'resources', 'app.asar')).size;
  const beside = folderBytes(join(unpacked, 'resources', 'app.asar.unpacked'));
  const rows = [
    ['Electron alone, unpacked', megabytes(bare), '1.00×'],
    ['the app, unpacked', megabytes(whole), `${(whole / bare).toFixed(2)}×`],
    ['  app.asar', megabytes(asar), `of ${megabytes(asarBudgetBytes)}`],
    ['  SQLite, icons, sounds, licences', megabytes(beside), ''],
    ...packages(output).map((name) => [name, megabytes(statSync(join(output, name)).size), '']),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  say('');
  for (const [name = '', size = '', note = ''] of rows)
    say(`${name.padEnd(width)}  ${size.padStart(10)}  ${note}`.trimEnd());
  if (asar <= asarBudgetBytes) return true;
  say(`\napp.asar is larger than ${megabytes(asarBudgetBytes)}: look at what was bundled, and why.`);
  return false;
}

/** @param {string} output */
function packages(output) {
  if (!existsSync(output)) return [];
  return readdirSync(output).filter((name) => /\.(deb|rpm|AppImage|tar\.gz|exe|dmg|zip)$/.test(name));
}

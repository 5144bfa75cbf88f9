import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** Where sessions look for what they start; the folder follows XDG_CONFIG_HOME as the specification says. */
export function autostartFile(environment: NodeJS.ProcessEnv): string {
  const configured = environment['XDG_CONFIG_HOME'] ?? '';
  const folder = isAbsolute(configured) ? configured : join(homedir(), '.config');
  return join(folder, 'autostart', 'chatapp-notifier.desktop');
}

/** `entry` null: there shall be none. Rejects where the folder cannot be written to. */
export async function writeAutostart(file: string, entry: string | null): Promise<void> {
  if (entry === null) return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, entry);
}

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { session } from 'electron/main';
import type { Logger } from '../core/ports.ts';
import { applyStartAtLogin } from './system/startAtLogin.ts';

/** Files that the app writes into its folder, with what is kept aside of them; the rest is Chromium's. */
const ours = /^(settings|secrets|quiet|cursors|window|hints)(\.[\w-]+)?\.json(\.tmp-[\w-]+)?$|^history\./;

/**
 * Removes everything a person left in this app on this computer. The app must have let go of its files.
 * @returns what could not be removed; empty when nothing is left
 */
export async function eraseData(folder: string, logger: Logger): Promise<string[]> {
  const left: string[] = [];
  const problem =
    (what: string) =>
    (error: unknown): void => {
      logger.error('not all was erased', { what, error });
      left.push(what);
    };
  const names = await readdir(folder).catch((error: unknown) => {
    problem(folder)(error);
    return [];
  });
  // The folder of the log stays: its writer makes it at the start, and would find none to go on in.
  // Where there is none yet, there is nothing to remove.
  const logs = await readdir(join(folder, 'logs')).catch(() => []);
  await Promise.all(
    [...names.filter((name) => ours.test(name)), ...logs.map((name) => join('logs', name))].map((name) =>
      rm(join(folder, name), { recursive: true, force: true }).catch(problem(name)),
    ),
  );
  await applyStartAtLogin(false, problem('autostart'));
  await session.defaultSession.clearData().catch(problem('Chromium'));
  return left;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { electronExecutable } from '../support/desktop/launchApp.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';

/** What a start that ends by itself came to. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the app once more on the same data, as a launcher, a script or a link does, and waits for its end. */
export async function startAgain(
  desktop: Desktop,
  userData: string,
  args: readonly string[],
): Promise<Ended> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    await electronExecutable(),
    [process.cwd(), `--user-data-dir=${userData}`, ...root, ...args],
    { env: { ...desktop.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (ended.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (ended.stderr += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...ended, code };
}

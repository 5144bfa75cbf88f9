import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startAgain } from '../desktop/secondStart.ts';
import type { SpawnedApp } from '../support/desktop/spawnApp.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { sampleTree } from '../support/processTree.ts';

/** The app's window as a person opens and closes it: by starting the program again, and with its global keys. */
export interface AppWindow {
  open(args: readonly string[]): Promise<void>;
  /** Resolves when its processes are gone, too. */
  close(): Promise<void>;
}

const execute = promisify(execFile);
const windowClass = 'chatapp-notifier';
const limitMs = 30_000;
/** The keys close a window that has the focus, and else give it that first. */
const pressAgainMs = 3_000;

/** @param shortcut as xdotool writes the keys of the settings */
export function appWindow(
  desktop: Desktop,
  app: SpawnedApp,
  shortcut: string,
  processesAtRest: () => number,
): AppWindow {
  const env = { ...desktop.env };
  const isOpen = async (): Promise<boolean> => {
    // It ends with 1 when it finds none.
    const search = ['search', '--onlyvisible', '--class', windowClass];
    const { stdout } = await execute('xdotool', search, { env }).catch(() => ({ stdout: '' }));
    return stdout.trim() !== '';
  };
  return {
    async open(args) {
      const { code, stderr } = await startAgain(desktop, app.userData, args);
      if (code !== 0) throw new Error(`a second start ended with ${code}: ${stderr}`);
      await waitFor(
        async () => (await isOpen()) || undefined,
        () => 'the window did not open',
        limitMs,
      );
    },
    async close() {
      // Not in the first moment: one that is closed takes a while to be gone.
      let pressedAtMs = (await isOpen()) ? 0 : performance.now();
      await waitFor(
        async () => {
          if (!(await isOpen()) && sampleTree(app.pid).processes <= processesAtRest()) return true;
          if (performance.now() - pressedAtMs < pressAgainMs) return undefined;
          pressedAtMs = performance.now();
          // One that was closed while there was no panel is minimised: the keys bring it back, and then close it.
          await execute('xdotool', ['key', shortcut], { env });
          return undefined;
        },
        () => `the window did not close; ${sampleTree(app.pid).processes} processes of ${processesAtRest()}`,
        limitMs,
      );
    },
  };
}

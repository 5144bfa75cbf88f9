import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A TypeScript file as a process of its own; `end` may be called again. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line it writes. */
  line(): Promise<string>;
  end(): Promise<void>;
}

export function startChild(
  file: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const lines = createInterface({ input: child.stdout });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    process: child,
    line: () =>
      new Promise((resolve, reject) => {
        lines.once('line', resolve);
        child.once('exit', (code) => reject(new Error(`${file} ended with ${String(code)}`)));
      }),
    async end() {
      // A stopped process dies of nothing gentler.
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await gone;
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';

/** A process this library started, in a process group of its own. */
export interface OwnProcess {
  readonly name: string;
  readonly pid: number;
  readonly input: Writable | undefined;
  /** What it writes to file descriptor 3. */
  readonly report: Readable | undefined;
  isRunning(): boolean;
  /** The end of its log, for errors. */
  logTail(): string;
  /** Sends a signal to it and to what it started. */
  signal(name: NodeJS.Signals): void;
  /** Ends it: SIGTERM, and SIGKILL after two seconds. */
  stop(): Promise<void>;
}

const patienceMs = 2_000;
const shownLogCharacters = 2_000;

/** Starts a program with its output in a log file. */
export async function startProcess(
  name: string,
  command: readonly [string, ...string[]],
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly logFile: string;
    readonly input?: string;
    /** Whom it runs as; ourselves when left out. */
    readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  },
): Promise<OwnProcess> {
  const [program, ...args] = command;
  const log = openSync(options.logFile, 'a');
  // A group of its own: Ctrl-C must end the app before the screen it is on, and a panel's helpers go with the panel.
  const child = spawn(program, args, {
    env: options.env,
    detached: true,
    ...(options.owner === undefined ? {} : { uid: options.owner.uid, gid: options.owner.gid }),
    stdio: [options.input === undefined ? 'ignore' : 'pipe', log, log, 'pipe'],
  });
  closeSync(log);
  const pid = await started(name, child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const report = child.stdio[3];
  if (options.input !== undefined) child.stdin?.end(options.input);

  function signal(signalName: NodeJS.Signals): void {
    try {
      process.kill(-pid, signalName);
    } catch (problem) {
      if (!isGone(problem)) throw problem;
    }
  }

  return {
    name,
    pid,
    input: child.stdin ?? undefined,
    report: report !== null && report !== undefined && 'read' in report ? report : undefined,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    logTail: () => readFileSync(options.logFile, 'utf8').slice(-shownLogCharacters),
    signal,
    async stop() {
      signal('SIGTERM');
      // A stopped process takes no SIGTERM before it goes on.
      signal('SIGCONT');
      const timer = setTimeout(() => signal('SIGKILL'), patienceMs);
      await (child.exitCode === null && child.signalCode === null ? exited : undefined);
      clearTimeout(timer);
    },
  };
}

async function started(name: string, child: ChildProcess): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (problem) => reject(new Error(`${name} could not be started: ${problem.message}`)));
  });
  if (child.pid === undefined) throw new Error(`${name} has no process id`);
  return child.pid;
}

function isGone(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ESRCH';
}

import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { waitFor } from '../../support/desktop/waiting.ts';

/** A process as /proc tells of it. Source: proc(5). */
export interface SeenProcess {
  readonly pid: number;
  /** Program and arguments with a space between; Chromium's parts have written theirs anew as one text. */
  readonly command: string;
}

/** One that has ended and was not fetched by its parent has no program any more: it does not count. */
function programOf(pid: number): string | undefined {
  try {
    // Of a program that was replaced or removed while it runs.
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function userOf(pid: number): number | undefined {
  try {
    return statSync(`/proc/${pid}`).uid;
  } catch {
    return undefined;
  }
}

/** All processes of a program: Chromium's many, too. */
export function processesOf(executable: string): SeenProcess[] {
  return pids()
    .filter((pid) => programOf(pid) === executable)
    .map((pid) => ({ pid, command: commandOf(pid) }));
}

/** The one among them that was started; the others are its parts. */
export function mainProcessesOf(executable: string): SeenProcess[] {
  return processesOf(executable).filter(({ command }) => !command.includes(' --type='));
}

/** All processes of an account that was made for the tests. */
export function processesOfUser(uid: number): number[] {
  return pids().filter((pid) => userOf(pid) === uid && programOf(pid) !== undefined);
}

export function isRunning(pid: number): boolean {
  return programOf(pid) !== undefined;
}

/** Sends a signal; one that is gone needs none. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'ESRCH')) throw problem;
  }
}

/** Waits until it is gone; what is still there then is an error. */
export async function waitForEnd(pid: number, limitMs: number): Promise<void> {
  await waitFor(
    () => !isRunning(pid) || undefined,
    () => `process ${pid} (${commandOf(pid)}) did not end`,
    limitMs,
  );
}

/** Ends all of them, at once and without asking. */
export async function killAll(list: () => readonly number[], limitMs = 5_000): Promise<void> {
  await waitFor(
    () => {
      const left = list();
      for (const pid of left) signalTo(pid, 'SIGKILL');
      return left.length === 0 || undefined;
    },
    () => `processes ${list().join(', ')} cannot be ended`,
    limitMs,
  );
}

/** The ports a process listens on, TCP of both kinds. */
export function listeningPorts(pid: number): readonly number[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const lines = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1),
  );
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    // 0A: it listens.
    return state === '0A' && sockets.has(inode) ? [Number.parseInt(local.split(':')[1] ?? '', 16)] : [];
  });
}

/** What the kernel holds a process to; seccomp 2: its system calls are filtered. */
export function confinement(pid: number): {
  user: number;
  seccomp: string | undefined;
  noNewPrivileges: string | undefined;
} {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1];
  return { user: Number(field('Uid')), seccomp: field('Seccomp'), noNewPrivileges: field('NoNewPrivs') };
}

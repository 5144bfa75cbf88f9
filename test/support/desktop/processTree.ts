import { readdirSync, readFileSync } from 'node:fs';

/** What a program and all it started take of this computer. Linux only. Source: proc(5). */
export interface TreeUse {
  readonly processes: number;
  readonly threads: number;
  readonly openFiles: number;
  /** Proportional set size: memory that several processes share is counted once. */
  readonly pssBytes: number;
  /** Time on a processor since their start, of the threads that are alive. Milliseconds. */
  readonly cpuMs: number;
}

/** A process and all that descend from it, as they are now. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

export function treeUse(root: number): TreeUse {
  const sum = { processes: 0, threads: 0, openFiles: 0, pssBytes: 0, cpuMs: 0 };
  for (const pid of processTree(root)) {
    // One that ends while it is looked at counts no more.
    const use = orGone(() => useOf(pid));
    if (use === null) continue;
    sum.processes += 1;
    sum.threads += use.threads;
    sum.openFiles += use.openFiles;
    sum.pssBytes += use.pssBytes;
    sum.cpuMs += use.cpuMs;
  }
  if (sum.processes === 0) throw new Error(`process ${root} is gone`);
  return sum;
}

/** A process that ended and that nobody has reaped yet has no memory, and is none. */
function useOf(pid: number): Omit<TreeUse, 'processes'> | null {
  const pss = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  if (pss === undefined) return null;
  const tasks = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = tasks.map((task) => {
    const spent = orGone(() => readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8'));
    return Number(spent?.split(' ')[0] ?? 0);
  });
  return {
    threads: tasks.length,
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
    pssBytes: Number(pss) * 1_024,
    cpuMs: nanoseconds.reduce((total, spent) => total + spent, 0) / 1e6,
  };
}

function parentOf(pid: number): number | null {
  const stat = orGone(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name before it may hold blanks and brackets.
  const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  return parent === undefined ? null : Number(parent);
}

function orGone<Value>(look: () => Value): Value | null {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ESRCH') return null;
    throw error;
  }
}

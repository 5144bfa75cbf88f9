import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started take of the machine. Source: proc(5). */
export interface TreeSample {
  /** Proportional set size of all of them: shared pages count in parts. Bytes. */
  readonly pssBytes: number;
  readonly openFiles: number;
  readonly threads: number;
  readonly processes: number;
  /** Time on a processor since their start, of the threads that are alive. Milliseconds. */
  readonly cpuMs: number;
}

export function sampleTree(root: number): TreeSample {
  let [pssBytes, openFiles, threads, processes, cpuMs] = [0, 0, 0, 0, 0];
  for (const pid of treeOf(root)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      pssBytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1_024;
      openFiles += readdirSync(`/proc/${pid}/fd`).length;
      const tasks = readdirSync(`/proc/${pid}/task`);
      for (const task of tasks) cpuMs += onProcessorMs(pid, task);
      threads += tasks.length;
      processes += 1;
    } catch {
      // It ended between the listing and the look.
    }
  }
  return { pssBytes, openFiles, threads, processes, cpuMs };
}

/** The first number of its schedstat, which counts nanoseconds. */
function onProcessorMs(pid: number, task: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    // Threads come and go; one that went does nothing any more.
    return 0;
  }
}

/** The process and its descendants. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function parentOf(pid: string): number | null {
  try {
    // The name of the program stands in parentheses and may hold any character; after it: state, parent.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(parent);
  } catch {
    return null;
  }
}

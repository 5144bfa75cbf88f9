import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Collects what the files of this suite found out, each in a process of its own, and prints it once at the end. */

declare module 'vitest' {
  export interface ProvidedContext {
    faultReport: string;
  }
}

export interface FaultRecord {
  /** Place in the catalogue of faults (reference: pusher-client.md §4). */
  fault: number;
  name: string;
  /** What the app said of itself meanwhile. */
  said: string;
  recoveryMs: number;
}

export type ReportLine = FaultRecord | { note: string };

export function report(file: string, line: ReportLine): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** Vitest's global set-up of this project. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-faults-'));
  const file = join(folder, 'report.jsonl');
  appendFileSync(file, '');
  project.provide('faultReport', file);
  return () => {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as ReportLine);
    rmSync(folder, { recursive: true, force: true });
    if (lines.length > 0) process.stdout.write(`\n${table(lines)}\n`);
  };
}

function table(lines: readonly ReportLine[]): string {
  const records = lines.flatMap((line) => ('note' in line ? [] : [line]));
  const notes = lines.flatMap((line) => ('note' in line ? [line.note] : []));
  const rows = records
    .toSorted((first, second) => first.fault - second.fault)
    .map(({ fault, name, said, recoveryMs }) =>
      [String(fault).padStart(5), name.padEnd(52), String(recoveryMs).padStart(7), ` ${said}`].join(' '),
    );
  const head = ['fault', 'what'.padEnd(52), 'back ms', ' what the app said meanwhile'].join(' ');
  return [...(rows.length > 0 ? [head, ...rows, ''] : []), ...notes].join('\n');
}

import type { TestProject } from 'vitest/node';
import { collectReport, report as write } from '../../support/suiteReport.ts';

/** What each fault did, as a table at the end of the suite. */

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
  write(file, line);
}

/** Vitest's global set-up of this project. */
export function setup(project: TestProject): () => void {
  const collected = collectReport((lines) => table(lines as ReportLine[]));
  project.provide('faultReport', collected.file);
  return collected.end;
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

import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Collects what the files of a suite found out, each in a process of its own, and prints it once at the end. */

export function report(file: string, line: unknown): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** @returns where to `report`, and the end at which all of it is printed */
export function collectReport(print: (lines: readonly unknown[]) => string): {
  file: string;
  end: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-report-'));
  const file = join(folder, 'report.jsonl');
  appendFileSync(file, '');
  return {
    file,
    end() {
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown);
      rmSync(folder, { recursive: true, force: true });
      if (lines.length > 0) process.stdout.write(`\n${print(lines)}\n`);
    },
  };
}

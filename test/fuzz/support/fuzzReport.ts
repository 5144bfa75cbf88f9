import type { TestProject } from 'vitest/node';
import { collectReport } from '../../support/suiteReport.ts';

/** What each target took and refused, as a table at the end of the suite. */

declare module 'vitest' {
  export interface ProvidedContext {
    fuzzReport: string;
    fuzzSeed: number;
    fuzzFrames: number;
  }
}

export interface TargetRecord {
  target: string;
  inputs: number;
  /** How many ended how; `taken`, or the reason for which they were refused. */
  outcomes: Record<string, number>;
  /** Of the slowest input: how many times as long as an ordinary one and reading its text as JSON take together. */
  slowestRatio: number | null;
  /** What is left in memory at the end that was not there at the beginning. Bytes. */
  heapGrowth: number;
  seconds: number;
}

/** In CI, and wherever nobody asked for more. */
const shortForm = 50_000;

/** Vitest's global set-up of this project. */
export function setup(project: TestProject): () => void {
  const seed = wholeNumber('CHATAPP_NOTIFIER_FUZZ_SEED') ?? Math.floor(Math.random() * 2 ** 31);
  const frames = wholeNumber('CHATAPP_NOTIFIER_FUZZ_FRAMES') ?? shortForm;
  const collected = collectReport((lines) => table(lines as TargetRecord[]));
  project.provide('fuzzReport', collected.file);
  project.provide('fuzzSeed', seed);
  project.provide('fuzzFrames', frames);
  process.stdout.write(`\n${frames} frames; again: CHATAPP_NOTIFIER_FUZZ_SEED=${seed}\n`);
  return collected.end;
}

function wholeNumber(variable: string): number | null {
  const text = process.env[variable];
  if (text === undefined) return null;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${variable} takes a whole number`);
  return Number(text);
}

const shownReasons = 6;

function table(records: readonly TargetRecord[]): string {
  const head = row('target', 'inputs', 'taken', 'refused', 'slowest', 'heap MB', 'seconds');
  const lines = records.flatMap(({ target, inputs, outcomes, slowestRatio, heapGrowth, seconds }) => {
    const { taken = 0, ...refused } = outcomes;
    const reasons = Object.entries(refused).sort(([, one], [, other]) => other - one);
    const rest = reasons.slice(shownReasons).reduce((sum, [, count]) => sum + count, 0);
    return [
      row(
        target,
        inputs,
        taken,
        inputs - taken,
        slowestRatio === null ? '-' : `${slowestRatio.toFixed(1)} x`,
        (heapGrowth / 1_048_576).toFixed(1),
        seconds.toFixed(0),
      ),
      ...reasons.slice(0, shownReasons).map(([reason, count]) => row(`  ${reason}`, '', '', count)),
      ...(rest > 0 ? [row('  other reasons', '', '', rest)] : []),
    ];
  });
  const sum = records.reduce((total, { inputs }) => total + inputs, 0);
  return [head, ...lines, row('all', sum)].join('\n');
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return name.slice(0, 38).padEnd(40) + cells.map((cell) => String(cell).padStart(10)).join('');
}

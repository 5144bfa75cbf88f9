import { readFile } from 'node:fs/promises';
import { messageOf } from '../terminal.mjs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} [flaky] of those that passed: at a second try
 */

/**
 * The counts of a run that gave no report, or none that can be read.
 * @type {Tally}
 */
export const didNotRun = { passed: 0, failed: 1, skipped: 0 };

/**
 * Reads a report and counts; a run that ended badly while its report names no failure counts as one failed.
 * @template Report
 * @param {string} file
 * @param {(report: Report) => Tally} count
 * @param {number} code exit code of the runner
 * @returns {Promise<{ tally: Tally, problem?: string }>}
 */
export async function readTally(file, count, code) {
  try {
    const tally = count(JSON.parse(await readFile(file, 'utf8')));
    if (code !== 0 && tally.failed === 0) {
      return { tally: { ...tally, failed: 1 }, problem: `its runner ended with exit code ${code}` };
    }
    if (tally.passed + tally.failed === 0) return { tally: didNotRun, problem: 'it ran no test' };
    return { tally };
  } catch (problem) {
    return { tally: didNotRun, problem: `it left no report (exit code ${code}; ${messageOf(problem)})` };
  }
}

/**
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number, testResults?: { status?: string, assertionResults?: { status?: string }[] }[] }} report
 *   of vitest's json reporter
 * @returns {Tally}
 */
export function countVitest(report) {
  // A file that cannot be loaded has no tests, and so it fails none.
  const brokenFiles = (report.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !(assertionResults ?? []).some((assertion) => assertion.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + brokenFiles,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/**
 * @param {{ stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number }, errors?: unknown[] }} report
 *   of Playwright's json reporter
 * @returns {Tally}
 */
export function countPlaywright({ stats, errors }) {
  const unexpected = stats?.unexpected ?? 0;
  // Errors outside any test (a broken file, a failed global set-up) are listed apart.
  const failed = unexpected === 0 ? (errors?.length ?? 0) : unexpected;
  const flaky = stats?.flaky ?? 0;
  return { passed: (stats?.expected ?? 0) + flaky, failed, skipped: stats?.skipped ?? 0, flaky };
}

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { messageOf } from '../terminal.mjs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} [flaky] of those that passed: at a second try
 * @property {readonly string[]} [failures] each that failed, in one line: its name, and what was wrong
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
 * @typedef {{ status?: string, fullName?: string, failureMessages?: readonly string[] }} VitestAssertion
 * @typedef {{ name?: string, status?: string, message?: string, assertionResults?: readonly VitestAssertion[] }} VitestFile
 */

/**
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number, testResults?: readonly VitestFile[] }} report
 *   of vitest's json reporter
 * @returns {Tally}
 */
export function countVitest(report) {
  const failures = (report.testResults ?? []).flatMap(failuresOfFile);
  return {
    passed: report.numPassedTests ?? 0,
    failed: failures.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    failures,
  };
}

/** @param {VitestFile} file */
function failuresOfFile({ name = '', status, message, assertionResults = [] }) {
  const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
  // A file that cannot be loaded has no tests, and so it fails none.
  if (failed.length === 0) return status === 'failed' ? [failureLine(basename(name), message)] : [];
  return failed.map(({ fullName, failureMessages }) =>
    failureLine(`${basename(name)}: ${fullName}`, failureMessages?.[0]),
  );
}

/**
 * @typedef {{ message?: string }} PlaywrightError
 * @typedef {{ title: string, file?: string, ok?: boolean, tests?: readonly { results?: readonly { errors?: readonly PlaywrightError[] }[] }[] }} PlaywrightSpec
 * @typedef {{ specs?: readonly PlaywrightSpec[], suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * @param {{ stats?: { expected?: number, flaky?: number, skipped?: number }, errors?: readonly PlaywrightError[], suites?: readonly PlaywrightSuite[] }} report
 *   of Playwright's json reporter
 * @returns {Tally}
 */
export function countPlaywright({ stats, errors = [], suites = [] }) {
  // Errors outside any test (a broken file, a failed global set-up) are listed apart.
  const failures = [...failuresOfSuites(suites), ...errors.map(({ message }) => failureLine('', message))];
  const flaky = stats?.flaky ?? 0;
  return {
    passed: (stats?.expected ?? 0) + flaky,
    failed: failures.length,
    skipped: stats?.skipped ?? 0,
    flaky,
    failures,
  };
}

/**
 * @param {readonly PlaywrightSuite[]} suites
 * @returns {string[]}
 */
function failuresOfSuites(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ ok }) => ok === false)
      .map(({ title, file, tests }) => failureLine(`${file}: ${title}`, firstError(tests))),
    ...failuresOfSuites(inner),
  ]);
}

/** @param {PlaywrightSpec['tests']} tests */
function firstError(tests = []) {
  return tests
    .flatMap(({ results = [] }) => results)
    .flatMap(({ errors = [] }) => errors)
    .at(0)?.message;
}

const longestFailure = 400;

/**
 * @param {string} name
 * @param {string} [message]
 */
function failureLine(name, message = '') {
  // Without the stack, which stands where the test ran.
  const [what = ''] = stripVTControlCharacters(message).split(/\n\s+at /u, 1);
  const line = [name, what.replace(/\s+/gu, ' ').trim()].filter((part) => part !== '').join(' — ');
  return line.length > longestFailure ? `${line.slice(0, longestFailure)} …` : line;
}

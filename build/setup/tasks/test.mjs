import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../childProcess.mjs';
import { packageScript } from '../projectPaths.mjs';
import { complain, say, SetupError } from '../terminal.mjs';
import { runScript } from './app.mjs';
import { checkResultVariable } from './check.mjs';
import { countPlaywright, countVitest, didNotRun, readTally } from './suites.mjs';

/** @typedef {import('./suites.mjs').Tally} Tally */
/** @typedef {{ name: string, tally: Tally, seconds?: number, problem?: string }} Row */

/** All suites, in the order they run: the quick ones first. */
export const suiteNames = [
  'unit',
  'renderer',
  'integration',
  'faults',
  'fuzz',
  'desktop',
  'kill',
  'installed',
  'soak',
  'bench',
];

/** The suites that drive the real app, and their runner's configuration. */
const playwrightConfigs = {
  desktop: 'playwright.config.ts',
  kill: 'test/kill/playwright.config.ts',
  installed: 'test/installed/playwright.config.ts',
};

/** The suites that are programs of their own, here in a short form. They count in the file that a variable names. */
const scripts = {
  soak: { file: 'test/soak/soak.ts', args: ['--minutes', '1'] },
  bench: { file: 'test/bench/bench.ts', args: ['--short'] },
};

/** The variable by which a script learns where to write `{ passed, failed, failures }`. */
const resultVariable = 'CHATAPP_NOTIFIER_RESULT';

/**
 * What a suite of the real app needs before it, told a folder that lasts as long as the run.
 * @typedef {Readonly<Record<keyof typeof playwrightConfigs | keyof typeof scripts, (folder: string) => Promise<NodeJS.ProcessEnv>>>} Preparations
 */

/**
 * Sorts arguments into suites to run and what goes through to their runners.
 * @param {readonly string[]} args
 */
export function chooseSuites(args) {
  const named = args.filter((argument) => suiteNames.includes(argument));
  const rest = args.filter((argument) => !suiteNames.includes(argument));
  if (rest.length > 0 && named.length === 0) {
    throw new SetupError(
      `Name a suite first (${suiteNames.join(', ')}), then its runner's arguments: ${rest.join(' ')}`,
    );
  }
  return { suites: named.length > 0 ? suiteNames.filter((name) => named.includes(name)) : suiteNames, rest };
}

/**
 * Runs the suites one after the other; the last line it writes is the sum.
 * @param {{ suites: readonly string[], rest: readonly string[] }} chosen
 * @param {Preparations} prepare each called just before its suite: the others need no Electron
 * @returns {Promise<number>} exit code
 */
export async function runTests({ suites, rest }, prepare) {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-notifier-test-'));
  /** @type {Row[]} */
  const rows = await checkRow();
  try {
    for (const name of suites) {
      say(`\n── ${name}`);
      const report = join(folder, `${name}.json`);
      const startedAtMs = performance.now();
      const result = await runSuite(name, rest, report, prepare, folder);
      rows.push({ name, seconds: (performance.now() - startedAtMs) / 1_000, ...result });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const sum = rows.reduce(
    (total, { tally }) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: total.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
  showTable(rows);
  showFailures(rows);
  if (sum.skipped > 0) say(`${sum.skipped} skipped`);
  say(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

/**
 * @param {string} name
 * @returns {name is keyof typeof playwrightConfigs}
 */
function isPlaywright(name) {
  return Object.hasOwn(playwrightConfigs, name);
}

/**
 * @param {string} name
 * @returns {name is keyof typeof scripts}
 */
function isScript(name) {
  return Object.hasOwn(scripts, name);
}

/**
 * @param {string} name
 * @param {readonly string[]} rest
 * @param {string} report
 * @param {Preparations} prepare
 * @param {string} folder
 * @returns {Promise<{ tally: Tally, problem?: string }>}
 */
async function runSuite(name, rest, report, prepare, folder) {
  if (!isPlaywright(name) && !isScript(name)) return runVitest(name, rest, report);
  try {
    const env = await prepare[name](folder);
    return isPlaywright(name)
      ? await runPlaywright(name, rest, report, env)
      : await runOwn(name, rest, report, env);
  } catch (problem) {
    if (!(problem instanceof SetupError)) throw problem;
    complain(problem.message);
    return { tally: didNotRun, problem: 'it could not be set up, see above' };
  }
}

/**
 * @param {keyof typeof scripts} name
 * @param {readonly string[]} rest instead of its short form
 * @param {string} report
 * @param {NodeJS.ProcessEnv} found
 */
async function runOwn(name, rest, report, found) {
  const { file, args } = scripts[name];
  const env = { ...found, [resultVariable]: report };
  const code = await runScript(file, rest.length > 0 ? rest : args, env);
  return readTally(report, (outcome) => ({ ...outcome, skipped: 0 }), code);
}

/**
 * @param {keyof typeof playwrightConfigs} name
 * @param {readonly string[]} rest
 * @param {string} report
 * @param {NodeJS.ProcessEnv} found
 */
async function runPlaywright(name, rest, report, found) {
  const script = packageScript('@playwright/test', 'cli.js');
  const config = `--config=${playwrightConfigs[name]}`;
  const { code } = await run(process.execPath, [script, 'test', config, '--reporter=list,json', ...rest], {
    shown: true,
    env: { ...process.env, ...found, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return readTally(report, countPlaywright, code);
}

/**
 * @param {string} name
 * @param {readonly string[]} rest
 * @param {string} report
 */
async function runVitest(name, rest, report) {
  const script = packageScript('vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(process.execPath, [script, 'run', '--project', name, ...reporters, ...rest], {
    shown: true,
  });
  return readTally(report, countVitest, code);
}

/** The static checks as a row of their own, when `.ci/run` made them before. */
async function checkRow() {
  const file = process.env[checkResultVariable];
  if (file === undefined) return [];
  const { tally, problem } = await readTally(file, (outcome) => ({ ...outcome, skipped: 0 }), 0);
  return [{ name: 'check', tally, ...(problem === undefined ? {} : { problem }) }];
}

/** @param {readonly Row[]} rows */
function showTable(rows) {
  /** @param {readonly (string | number)[]} cells */
  const line = ([name = '', ...counts]) =>
    `${String(name).padEnd(14)}${counts.map((count) => String(count).padStart(9)).join('')}`;
  say(`\n${line(['suite', 'passed', 'failed', 'skipped', 'seconds'])}`);
  for (const { name, tally, seconds, problem } of rows) {
    const text = line([name, tally.passed, tally.failed, tally.skipped, seconds?.toFixed(0) ?? '']);
    const flaky = (tally.flaky ?? 0) > 0 ? [`${tally.flaky} of them at the second try, see above`] : [];
    say([text, ...flaky, ...(problem === undefined ? [] : [problem])].join('  '));
  }
  say('');
}

/**
 * What failed once more, where the eye is: a long run's own words are far above by now.
 * @param {readonly Row[]} rows
 */
function showFailures(rows) {
  const lines = rows.flatMap(({ name, tally }) =>
    (tally.failures ?? []).map((failure) => `✗ ${name}: ${failure}`),
  );
  if (lines.length > 0) say(`${lines.join('\n')}\n`);
}

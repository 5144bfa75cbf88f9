import { writeFile } from 'node:fs/promises';
import { run } from '../childProcess.mjs';
import { packageScript } from '../projectPaths.mjs';
import { say } from '../terminal.mjs';

/** Where the outcome is also written as `{ passed, failed, failures }` when this variable names a file: `.ci/run` sums it up. */
export const checkResultVariable = 'CHATAPP_NOTIFIER_CHECK_RESULT';

/** @type {readonly { name: string, script: string, args: readonly string[] }[]} */
const checks = [
  { name: 'prettier', script: packageScript('prettier', 'bin/prettier.cjs'), args: ['--check', '.'] },
  { name: 'oxlint', script: packageScript('oxlint', 'bin/oxlint'), args: ['--deny-warnings'] },
  { name: 'tsc', script: packageScript('typescript', 'bin/tsc'), args: ['-b'] },
  { name: 'knip', script: packageScript('knip', 'bin/knip.js'), args: [] },
];

/**
 * Runs every static check, also after one failed: a person wants to see all that is wrong at once.
 * @returns {Promise<number>} exit code
 */
export async function runChecks() {
  /** @type {string[]} */
  const failed = [];
  for (const { name, script, args } of checks) {
    say(`\n── ${[name, ...args].join(' ')}`);
    const { code } = await run(process.execPath, [script, ...args], { shown: true });
    if (code !== 0) failed.push(name);
    say(code === 0 ? `${name}: passed` : `${name}: failed (exit code ${code})`);
  }
  const outcome = { passed: checks.length - failed.length, failed: failed.length, failures: failed };
  const resultFile = process.env[checkResultVariable];
  if (resultFile !== undefined) await writeFile(resultFile, JSON.stringify(outcome));
  const names = failed.length > 0 ? ` (${failed.join(', ')})` : '';
  say(`\ncheck: ${outcome.passed} passed, ${outcome.failed} failed${names}`);
  return failed.length === 0 ? 0 : 1;
}

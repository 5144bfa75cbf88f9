import { spawnSync } from 'node:child_process';

/**
 * Runs a packer and passes on what it says.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {string} debianPackage where it comes from
 */
export function runProgram(name, args, debianPackage) {
  const { error, status } = spawnSync(name, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    throw new Error(`${name} is missing: install ${debianPackage}`);
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${name} ended with exit code ${status}`);
}

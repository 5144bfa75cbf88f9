#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from './arguments.mjs';
import { buildDeb } from './deb.mjs';
import { buildRpm } from './rpm.mjs';
import { stage } from './stage.mjs';

/**
 * Stands in for fpm where that cannot be had (it comes from GitHub, and no distribution carries it): takes the
 * arguments that electron-builder 26 gives to `fpm -s dir -t deb|rpm`, and lets dpkg-deb or rpmbuild do the work. An
 * option it does not know ends the build: better no package than a wrong one.
 */
const scratch = mkdtempSync(join(tmpdir(), 'chatapp-notifier-fpm-'));
try {
  const wanted = readArguments(process.argv.slice(2));
  const staged = stage(wanted.inputs, join(scratch, 'root'));
  if (wanted.target === 'deb') buildDeb(wanted, staged);
  else buildRpm(wanted, staged, scratch);
  process.stdout.write(`${JSON.stringify({ message: 'Created package', path: wanted.output })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

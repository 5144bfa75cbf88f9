import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { tellResults } from './securityTable.ts';

/** What comes from others and is shipped: the packages that are bundled into out/, and the SQLite binding. */

tellResults();

const answerSchema = z.object({
  metadata: z.object({ vulnerabilities: z.object({ total: z.number() }) }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

test('nothing that is shipped has a known weakness (npm audit)', async () => {
  const text = await new Promise<string>((resolve) => {
    // It ends with 1 both for findings and for a registry that does not answer; what it printed tells which.
    execFile(
      'npm',
      ['audit', '--omit=dev', '--json'],
      { shell: process.platform === 'win32' },
      (_error, stdout) => resolve(stdout),
    );
  });
  const answer = answerSchema.safeParse(parse(text));
  const description = answer.success
    ? `${answer.data.metadata.vulnerabilities.total} findings`
    : 'the registry could not be asked';
  test.info().annotations.push({ type: 'npm audit', description });
  if (!answer.success) return;
  expect(
    Object.entries(answer.data.vulnerabilities).map(([name, { severity }]) => `${name}: ${severity}`),
  ).toEqual([]);
});

test('every package comes from where the lock file says, with the hash that it says', async () => {
  const lock = z
    .object({
      packages: z.record(
        z.string(),
        z.object({
          resolved: z.string().optional(),
          integrity: z.string().optional(),
          link: z.boolean().optional(),
        }),
      ),
    })
    .parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  const others = Object.entries(lock.packages).filter(([name]) => name !== '');
  expect(others.length).toBeGreaterThan(100);
  const loose = others.filter(
    ([, { resolved, integrity }]) => resolved !== undefined && integrity?.startsWith('sha512-') !== true,
  );
  expect(loose.map(([name]) => name)).toEqual([]);
  const plain = others.filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https:'));
  expect(plain.map(([name]) => name)).toEqual([]);
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

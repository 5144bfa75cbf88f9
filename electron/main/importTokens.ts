import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { Accounts } from '../platform/accounts.ts';
import type { SignInResult } from '../shared/contract.ts';

const fileSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullable().default(null),
  accountId: z.string().min(1).optional(),
  label: z.string().optional(),
});

/** Signs in with a file of tokens, if one was named; what is wrong with it is said where the app was started. */
export async function importTokens(
  file: string | null,
  useTokens: Accounts['useTokens'],
  problem: (error: unknown) => void,
): Promise<void> {
  if (file === null) return;
  try {
    const answer = await useTokens(takeTokensFile(file));
    if (answer.result !== 'ok') throw new Error(`not signed in with ${file}: ${reasonOf(answer)}`);
  } catch (error) {
    problem(error);
    process.stderr.write(`chatapp-notifier: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function reasonOf(answer: Exclude<SignInResult, { result: 'ok' }>): string {
  switch (answer.result) {
    case 'refused':
      return `ChatApp refuses these tokens${answer.message === null ? '' : ` (${answer.message})`}; make new ones`;
    case 'rateLimited':
      return 'ChatApp was asked too often; try again later';
    case 'failed':
      return `ChatApp cannot be asked (${answer.cause.code}); try again later`;
  }
}

/**
 * Reads a file of tokens and removes it.
 *
 * @throws with words for a person when the file cannot be read or holds something else.
 */
function takeTokensFile(file: string): z.infer<typeof fileSchema> {
  const text = readFileSync(file, 'utf8');
  const parsed = fileSchema.safeParse(parse(text));
  if (!parsed.success) throw new Error(`${file} must hold JSON: {"accessToken": "…", "refreshToken": "…"}`);
  rmSync(file);
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Answered by the schema, in words for a person.
    return null;
  }
}

import { execFile } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  /** Whom it runs as; ourselves when left out. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  readonly limitMs?: number | undefined;
}

const maxOutputBytes = 16 * 1024 * 1024;

/** Runs a program to its end, whatever that is; it is ended when it takes too long. */
export function run(
  program: string,
  args: readonly string[] = [],
  { env, cwd, owner, limitMs = 30_000 }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      {
        env: env ?? process.env,
        cwd,
        ...(owner === undefined ? {} : { uid: owner.uid, gid: owner.gid }),
        timeout: limitMs,
        killSignal: 'SIGKILL',
        maxBuffer: maxOutputBytes,
      },
      (problem, stdout, stderr) => {
        const said = problem === null || typeof problem.code === 'number' ? '' : `${problem.message}\n`;
        const code = problem === null ? 0 : typeof problem.code === 'number' ? problem.code : 128;
        resolve({ code, stdout, stderr: `${said}${stderr}` });
      },
    );
  });
}

/** Runs a program that must end well, and answers with what it printed. */
export async function runWell(
  program: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options);
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with exit code ${code}:\n${stdout}${stderr}`);
  return stdout;
}

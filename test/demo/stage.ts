import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playMorning } from '../simulator/morning.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import type { ExternalServer } from './demoOptions.ts';

/** Where the demo's events come from: the simulator, or a server that somebody named. */
export interface Stage {
  title: string;
  /** The app's flags that lead there. */
  flags: string[];
  /** Content of the file the app takes its tokens from. */
  tokens: Record<string, unknown>;
  /** Plays, or waits, for so long. */
  play(durationMs: number, signal: AbortSignal): Promise<void>;
  /** One more message, for the picture: its text, or null where nobody can be asked for one. */
  encore(): string | null;
  /** Null with a server of somebody's own. */
  simulator: Simulator | null;
  stop(): Promise<void>;
}

export async function simulatedStage(options: SimulatorOptions = {}): Promise<Stage> {
  const simulator: Simulator = await startSimulator(options);
  const { accessToken, refreshToken } = simulator.issueTokens();
  return {
    title: `a simulated ChatApp on ${simulator.host}:${simulator.port}`,
    flags: [
      `--server-host=${simulator.host}`,
      `--server-port=${simulator.port}`,
      `--server-key=${simulator.key}`,
      `--auth-endpoint=${simulator.authEndpoint}`,
      `--api-base=${simulator.apiBase}`,
      `--ca-file=${simulator.caFile}`,
    ],
    tokens: {
      accessToken,
      refreshToken,
      accountId: String(simulator.account.cabinetUserId),
      label: simulator.account.email,
    },
    async play(durationMs, signal) {
      await playMorning(simulator, { durationMs, signal });
    },
    encore() {
      const [customer] = simulator.cast.customers;
      if (customer === undefined) return null;
      const text = 'Could you deliver the oak table on Saturday before noon?';
      simulator.message({ customer, text });
      return text;
    },
    simulator,
    stop: () => simulator.stop(),
  };
}

export function externalStage(server: ExternalServer): Stage {
  const optional = (flag: string, value: string | null): string[] =>
    value === null ? [] : [`${flag}=${value}`];
  return {
    title: `${server.host}:${server.port}`,
    flags: [
      `--server-host=${server.host}`,
      `--server-port=${server.port}`,
      ...optional('--server-key', server.key),
      ...optional('--auth-endpoint', server.authEndpoint),
      ...optional('--api-base', server.apiBase),
      ...optional('--ca-file', server.ca),
      ...(server.channels.length > 0 ? [`--channels=${server.channels.join(',')}`] : []),
    ],
    tokens: { accessToken: server.token, refreshToken: null, accountId: 'external', label: server.host },
    play: (durationMs, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, durationMs);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    encore: () => null,
    simulator: null,
    stop: () => Promise.resolve(),
  };
}

/** The app reads this file once and removes it: a token never stands in a process list. */
export async function writeTokensFile(folder: string, stage: Stage): Promise<string> {
  const file = join(folder, 'tokens.json');
  await writeFile(file, JSON.stringify(stage.tokens), { mode: 0o600 });
  return file;
}

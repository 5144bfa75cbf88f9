import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lineChannel } from '../../simulator/socket/protocol.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** What the app is told at its start: where the simulator is, and who is signed in. */

export function serverFlags(simulator: Simulator): string[] {
  return [
    `--server-host=${simulator.host}`,
    `--server-port=${simulator.port}`,
    `--api-base=${simulator.apiBase}`,
    `--auth-endpoint=${simulator.authEndpoint}`,
    `--ca-file=${simulator.caFile}`,
    '--language=en',
    '--theme=light',
  ];
}

/** Tokens in a file, which the app reads once and removes. */
export async function tokensFlag(simulator: Simulator, folder: string): Promise<string> {
  const { accessToken, refreshToken } = simulator.issueTokens();
  const { cabinetUserId, email } = simulator.account;
  const file = join(folder, `tokens-${Date.now()}.json`);
  const document = { accessToken, refreshToken, accountId: String(cabinetUserId), label: email };
  await writeFile(file, JSON.stringify(document), { mode: 0o600 });
  return `--import-tokens=${file}`;
}

/** Every messenger of every line. */
export async function allListening(simulator: Simulator, limitMs = 15_000): Promise<void> {
  const channels = simulator.cast.lines.flatMap((line) =>
    line.messengers.map((messenger) => lineChannel(line.licenseId, messenger.type)),
  );
  for (const channel of channels) await simulator.waitForSubscription(channel, 1, limitMs);
}

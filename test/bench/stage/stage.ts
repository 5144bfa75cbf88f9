import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startDesktop, type Desktop } from '../../support/desktop/virtualDesktop.ts';
import { castOf, channelsOf } from './manyLines.ts';

/** A desktop, a company with many lines, and a folder: what a measurement plays on. */
export interface Stage {
  desktop: Desktop;
  simulator: Simulator;
  /** The channels of its lines. */
  channels: readonly string[];
  folder: string;
}

export async function onStage<Result>(
  channels: number,
  measure: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-bench-'));
  const desktop = await startDesktop({
    notifications: 'dunst',
    panel: 'xfce',
    windowManager: 'xfwm4',
    keyring: true,
  });
  const cast = castOf(channels);
  // The limit of requests is ChatApp's; a floor that knows no queue would be refused by it.
  const simulator = await startSimulator({ cast, requestsPerSecond: 10_000 });
  try {
    return await measure({ desktop, simulator, channels: channelsOf(cast), folder });
  } finally {
    await simulator.stop();
    await desktop.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

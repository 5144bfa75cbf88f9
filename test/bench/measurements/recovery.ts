import { delay } from '../../support/desktop/waiting.ts';
import type { Measurement } from '../figures.ts';
import { allSubscribed, during, nobodyConnected, startBare, startNotifier } from '../stage/programs.ts';
import { onStage, type Stage } from '../stage/stage.ts';

/** A server that went and came back: from then until every channel is listened to again. */

const channels = 50;
const downMs = 2_000;

export const measureRecovery: Measurement = ({ short }) =>
  onStage(channels, async (stage) => {
    const rounds = short ? 1 : 3;
    const seen: Record<'app' | 'bare', number[]> = { app: [], bare: [] };
    for (const kind of ['bare', 'app'] as const) {
      const starting = kind === 'app' ? startNotifier(stage) : startBare(stage, { notify: false });
      await during(starting, async () => {
        await allSubscribed(stage);
        for (let round = 0; round < rounds; round += 1) seen[kind].push(await restart(stage));
      });
      await nobodyConnected(stage);
    }
    return [
      {
        name: `server restarted: up again to ${channels} channels listening`,
        unit: 'ms',
        rounds: seen.app,
        floor: { name: 'pusher-js alone', rounds: seen.bare },
        budget: { of: 'ratio', most: 1 },
      },
    ];
  });

async function restart(stage: Stage): Promise<number> {
  const { simulator } = stage;
  await simulator.refuseConnections(true, 'socket');
  simulator.kill();
  await nobodyConnected(stage);
  // How long it is down is part of what is measured.
  await delay(downMs);
  await simulator.listenAgain();
  const upMs = performance.now();
  return (await allSubscribed(stage)) - upMs;
}

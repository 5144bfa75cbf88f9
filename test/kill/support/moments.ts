import { delay } from '../../support/desktop/waiting.ts';
import { allListening } from '../../support/desktop/startFlags.ts';
import type { SpawnedApp } from '../../support/desktop/spawnApp.ts';
import type { Flow } from '../../support/flow.ts';
import type { Simulator } from '../../simulator/simulator.ts';

/** What an app may be at when it is killed. */
export const phases = [
  'while it starts',
  'while it subscribes',
  'while it catches up',
  'while a burst is stored',
  'while its window opens',
] as const;
export type Phase = (typeof phases)[number];

const limitMs = 30_000;
const burstSize = 150;
/** How far into a phase a kill may come. Milliseconds. */
const spreadMs: Readonly<Record<Phase, number>> = {
  'while it starts': 1_200,
  'while it subscribes': 250,
  'while it catches up': 300,
  'while a burst is stored': 150,
  'while its window opens': 900,
};

/**
 * Resolves at a random moment of the phase, or when the app has ended by itself; with the time from its start until all
 * channels listened, where the phase waits for that.
 */
export async function momentOf(
  phase: Phase,
  run: { app: SpawnedApp; simulator: Simulator; flow: Flow; before: Before; chance: () => number },
): Promise<number | null> {
  const { app, simulator, flow, before, chance } = run;
  await Promise.race([app.ended, reached(phase, simulator, before)]);
  const reachedAfterMs = performance.now() - app.startedAtMs;
  if (phase === 'while a burst is stored') flow.burst(burstSize);
  // Nothing is waited for: that the moment is any moment is what is tried.
  await delay(chance() * spreadMs[phase]);
  return phase === 'while a burst is stored' ? reachedAfterMs : null;
}

/** What the simulator had seen before the app was started. */
export interface Before {
  readonly connections: number;
  readonly atMs: number;
}

export function stateBefore(simulator: Simulator): Before {
  return { connections: simulator.totalConnections, atMs: Date.now() };
}

async function reached(phase: Phase, simulator: Simulator, before: Before): Promise<void> {
  switch (phase) {
    case 'while it starts':
      return;
    case 'while it subscribes':
    case 'while its window opens':
      await simulator.waitFor('a connection', () => simulator.totalConnections > before.connections, limitMs);
      return;
    case 'while it catches up':
      await simulator.waitFor(
        'a catch-up',
        () => simulator.requests.some(({ path, atMs }) => atMs >= before.atMs && path.endsWith('/messages')),
        limitMs,
      );
      return;
    case 'while a burst is stored':
      return allListening(simulator, limitMs);
  }
}

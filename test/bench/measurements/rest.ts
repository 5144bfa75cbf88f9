import type { Figure, Measurement } from '../figures.ts';
import type { SpawnedApp } from '../../support/desktop/spawnApp.ts';
import { sampleTree, type TreeSample } from '../../support/processTree.ts';
import { delay } from '../../support/desktop/waiting.ts';
import {
  allSubscribed,
  during,
  nobodyConnected,
  startBare,
  startEmpty,
  startNotifier,
  watchTray,
} from '../stage/programs.ts';
import { onStage } from '../stage/stage.ts';

/** What the app takes while it rests in the tray, connected and with nothing to do. */

const channels = 50;
/** After the start, for what is begun then to be over. */
const settleMs = 15_000;
const idleMs = 60_000;

interface Rest extends TreeSample {
  /** Of one processor, in per cent, over the idle time. */
  busyPercent: number;
}

export const measureRest: Measurement = ({ short, say }) =>
  onStage(channels, async (stage) => {
    const rounds = short ? 1 : 2;
    const idle = short ? 5_000 : idleMs;
    const icons = await watchTray(stage);
    const kinds = {
      empty: () => startEmpty(stage),
      lean: () => startEmpty(stage, ['--enable-features=NetworkServiceInProcess2']),
      bare: () => startBare(stage, { notify: true }),
      app: () => startNotifier(stage),
    };
    type Kind = keyof typeof kinds;
    const seen: Record<Kind, Rest[]> = { empty: [], lean: [], bare: [], app: [] };
    try {
      for (let round = 0; round < rounds; round += 1) {
        for (const kind of Object.keys(kinds) as Kind[]) {
          say(`${kind}, round ${round + 1} of ${rounds}`);
          const up = kind === 'app' || kind === 'bare' ? undefined : icons.next();
          seen[kind].push(
            await during(kinds[kind](), async (program) => {
              await (up ?? allSubscribed(stage));
              // What is only told of is not waited for so long.
              return restOf(
                program,
                short && kind !== 'app' ? 4_000 : settleMs,
                kind === 'lean' || kind === 'bare' ? 1_000 : idle,
              );
            }),
          );
          await nobodyConnected(stage);
        }
      }
    } finally {
      icons.stop();
    }
    const megabytes = (kind: Kind): number[] => seen[kind].map(({ pssBytes }) => pssBytes / 1e6);
    const busy = (kind: Kind): number[] => seen[kind].map(({ busyPercent }) => busyPercent);
    const figures: Figure[] = [
      {
        name: `memory in the tray, ${channels} channels (PSS, all processes)`,
        unit: 'MB',
        rounds: megabytes('app'),
        floor: { name: 'empty tray app', rounds: megabytes('empty') },
        budget: { of: 'ratio', most: 1 },
      },
      {
        name: 'the same beside an empty app with our flags',
        unit: 'MB',
        rounds: megabytes('app'),
        floor: { name: 'empty, our flags', rounds: megabytes('lean') },
        budget: null,
      },
      {
        name: 'the same beside pusher-js alone',
        unit: 'MB',
        rounds: megabytes('app'),
        floor: { name: 'pusher-js alone', rounds: megabytes('bare') },
        budget: null,
      },
      {
        name: `processor at rest, connected, over ${idle / 1_000} s`,
        unit: '%',
        rounds: busy('app'),
        floor: { name: 'empty tray app', rounds: busy('empty') },
        budget: { of: 'more', most: 0.1 },
      },
    ];
    return figures;
  });

/** The time is what is measured, so that it is waited for and not for a fact. */
async function restOf({ pid }: SpawnedApp, settle: number, idle: number): Promise<Rest> {
  await delay(settle);
  const before = sampleTree(pid);
  const beganMs = performance.now();
  await delay(idle);
  const after = sampleTree(pid);
  return { ...after, busyPercent: ((after.cpuMs - before.cpuMs) / (performance.now() - beganMs)) * 100 };
}

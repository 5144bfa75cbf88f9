import { type Figure, type Measurement } from '../figures.ts';
import {
  allSubscribed,
  during,
  nobodyConnected,
  said,
  startBare,
  startEmpty,
  startNotifier,
  watchTray,
} from '../stage/programs.ts';
import { onStage } from '../stage/stage.ts';

/** From the start of the program to its icon in the tray, and until all of fifty channels are listened to. */

const channels = 50;

export const measureStart: Measurement = ({ short }) =>
  onStage(channels, async (stage) => {
    const icons = await watchTray(stage);
    const empty: number[] = [];
    const tray: number[] = [];
    const listening: number[] = [];
    const both: number[] = [];
    try {
      // The first of each finds nothing in the file cache and is not counted.
      for (let round = short ? 0 : -1; round < (short ? 1 : 7); round += 1) {
        const emptyIcon = icons.next();
        const emptyMs = await during(
          startEmpty(stage),
          async ({ startedAtMs }) => (await emptyIcon) - startedAtMs,
        );
        const icon = icons.next();
        const [trayMs, listeningMs] = await during(startNotifier(stage), async ({ startedAtMs }) => {
          const registered = (await icon) - startedAtMs;
          return [registered, (await allSubscribed(stage)) - startedAtMs] as const;
        });
        await nobodyConnected(stage);
        const bareMs = await during(startBare(stage, { notify: false }), async (program) => {
          const { tookMs } = await said(program, 'listening');
          return Number(tookMs);
        });
        await nobodyConnected(stage);
        if (round < 0) continue;
        empty.push(emptyMs);
        tray.push(trayMs);
        listening.push(listeningMs);
        both.push(emptyMs + bareMs);
      }
    } finally {
      icons.stop();
    }
    const figures: Figure[] = [
      {
        name: 'start to the icon in the tray',
        unit: 'ms',
        rounds: tray,
        floor: { name: 'empty tray app', rounds: empty },
        budget: { of: 'ratio', most: 1.25 },
      },
      {
        name: `start to ${channels} channels listening`,
        unit: 'ms',
        rounds: listening,
        // The least that both can take: an empty app's start, and then pusher-js alone from its making to the last channel.
        floor: { name: 'empty app + pusher-js', rounds: both },
        budget: { of: 'ratio', most: 1.25 },
      },
    ];
    return figures;
  });

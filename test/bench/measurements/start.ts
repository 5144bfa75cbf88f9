import { type Figure, type Measurement } from '../figures.ts';
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

/** From the start of the program to its icon in the tray, and until all of fifty channels are listened to. */

const channels = 50;

export const measureStart: Measurement = ({ short }) =>
  onStage(channels, async (stage) => {
    const icons = await watchTray(stage);
    const empty: number[] = [];
    const tray: number[] = [];
    const listening: number[] = [];
    const bare: number[] = [];
    try {
      // The first of each finds nothing in the file cache and is not counted.
      for (let round = short ? 0 : -1; round < (short ? 1 : 7); round += 1) {
        const emptyIcon = icons.next();
        const emptyMs = await during(startEmpty(stage), async ({ beganMs }) => (await emptyIcon) - beganMs);
        const icon = icons.next();
        const [trayMs, listeningMs] = await during(startNotifier(stage), async ({ beganMs }) => {
          const registered = (await icon) - beganMs;
          return [registered, (await allSubscribed(stage)) - beganMs] as const;
        });
        await nobodyConnected(stage);
        const bareMs = await during(startBare(stage, { notify: false }), async (program) => {
          const { tookMs } = await program.said('listening');
          return Number(tookMs);
        });
        await nobodyConnected(stage);
        if (round < 0) continue;
        empty.push(emptyMs);
        tray.push(trayMs);
        listening.push(listeningMs - trayMs);
        bare.push(bareMs);
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
        name: `from there to ${channels} channels listening`,
        unit: 'ms',
        rounds: listening,
        floor: { name: 'pusher-js alone', rounds: bare },
        budget: { of: 'ratio', most: 1.25 },
      },
    ];
    return figures;
  });

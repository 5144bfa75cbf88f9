import { startBusMonitor, type BusMonitor } from '../../support/desktop/busMonitor.ts';
import { delay } from '../../support/desktop/waiting.ts';
import { median, quantile, type Figure, type Measurement } from '../figures.ts';
import { allSubscribed, during, nobodyConnected, startBare, startNotifier } from '../stage/programs.ts';
import { onStage, type Stage } from '../stage/stage.ts';

/** From a frame that the server sends to the call of the notification service on the bus. */

const channels = 50;
/** Between two messages, so that none waits for another. */
const apartMs = 40;
const answerLimitMs = 10_000;

export const measureLatency: Measurement = ({ short }) =>
  onStage(channels, async (stage) => {
    const monitor = await startBusMonitor(stage.desktop.busAddress);
    const messages = short ? 20 : 200;
    const rounds = short ? 1 : 5;
    const seen: Record<'app' | 'bare', number[][]> = { app: [], bare: [] };
    try {
      for (let round = 0; round < rounds; round += 1) {
        for (const kind of ['bare', 'app'] as const) {
          const starting = kind === 'app' ? startNotifier(stage) : startBare(stage, { notify: true });
          seen[kind].push(
            await during(starting, async () => {
              await allSubscribed(stage);
              // The first ones load what the later ones find loaded.
              await latencies(stage, monitor, 10, `warm ${kind} ${round}`);
              return latencies(stage, monitor, messages, `${kind} ${round}`);
            }),
          );
          await nobodyConnected(stage);
        }
      }
    } finally {
      monitor.stop();
    }
    const figure = (name: string, of: (values: readonly number[]) => number, most: number): Figure => ({
      name,
      unit: 'ms',
      rounds: seen.app.map(of),
      floor: { name: 'pusher-js + Notification', rounds: seen.bare.map(of) },
      budget: { of: 'ratio', most },
    });
    return [
      figure('frame to notification, median', median, 1.15),
      figure('frame to notification, p99', (values) => quantile(values, 0.99), 1.5),
    ];
  });

async function latencies(
  { simulator }: Stage,
  monitor: BusMonitor,
  count: number,
  round: string,
): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const customer = simulator.cast.customers[index % simulator.cast.customers.length];
    if (customer === undefined) throw new Error('the cast has no customers');
    const text = `${round} message ${index}`;
    const arrived = monitor.waitForCall(({ body }) => body.includes(text), answerLimitMs);
    const sentMs = performance.now();
    simulator.message({ customer, text });
    found.push((await arrived).seenAt - sentMs);
    monitor.clear();
    await delay(apartMs);
  }
  return found;
}

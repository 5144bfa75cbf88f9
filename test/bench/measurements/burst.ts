import { DatabaseSync } from '@photostructure/sqlite';
import { join } from 'node:path';
import { launchApp } from '../../support/desktop/launchApp.ts';
import { measureLoop, readLoop } from '../../support/desktop/loopDelay.ts';
import { delay, waitFor } from '../../support/desktop/waiting.ts';
import { single, type Figure, type Measurement } from '../figures.ts';
import {
  allSubscribed,
  during,
  nobodyConnected,
  notifierArguments,
  said,
  startBare,
  startNotifier,
} from '../stage/programs.ts';
import { onStage, type Stage } from '../stage/stage.ts';
import { watchTasks } from '../stage/pageTasks.ts';

/** Ten thousand events within a second over twenty channels. */

const channels = 20;
const steps = 20;
const spanMs = 1_000;
const drainLimitMs = 120_000;

export const measureBurst: Measurement = ({ short, say }) =>
  onStage(channels, async (stage) => {
    const events = short ? 2_000 : 10_000;
    const rounds = short ? 1 : 3;
    const seen: Record<'app' | 'bare', number[]> = { app: [], bare: [] };
    let lost = 0;
    for (let round = 0; round < rounds; round += 1) {
      seen.bare.push(
        await during(startBare(stage, { notify: false, tellAt: events }), async (program) => {
          await allSubscribed(stage);
          const drained = said(program, 'received');
          const beganMs = await send(stage, events, `bare ${round}`);
          await drained;
          return performance.now() - beganMs;
        }),
      );
      await nobodyConnected(stage);
      await during(startNotifier(stage), async ({ userData }) => {
        await allSubscribed(stage);
        const stored = countStored(userData);
        const beganMs = await send(stage, events, `app ${round}`);
        const found = await drain(stored, events);
        seen.app.push(performance.now() - beganMs);
        lost += events - found;
        stored.close();
      });
      await nobodyConnected(stage);
    }
    say('with its window open');
    const { longestTask, mostWork, loop, missing } = await withWindow(stage, events);
    if (lost + missing > 0) throw new Error(`${lost + missing} events were lost`);
    const figures: Figure[] = [
      {
        name: `${events.toLocaleString('en')} events in a second, until all are stored`,
        unit: 'ms',
        rounds: seen.app,
        floor: { name: 'pusher-js, discarding', rounds: seen.bare },
        budget: { of: 'ratio', most: 2 },
      },
      single('events lost of them', 'events', lost + missing, { budget: { of: 'value', most: 0 } }),
      single('longest task of the page meanwhile', 'ms', longestTask, {
        budget: { of: 'value', most: 50 },
      }),
      single('most work of one of its tasks, without waiting for a core', 'ms', mostWork),
      single("longest wait of main's loop meanwhile", 'ms', loop),
    ];
    return figures;
  });

/** Sends them in twenty portions of a second, going round the channels; answers with when it began. */
async function send({ simulator }: Stage, events: number, name: string): Promise<number> {
  const { customers } = simulator.cast;
  const beganMs = performance.now();
  const portion = events / steps;
  for (let step = 0; step < steps; step += 1) {
    for (let index = 0; index < portion; index += 1) {
      const number = step * portion + index;
      const customer = customers[number % customers.length];
      if (customer !== undefined) simulator.message({ customer, text: `${name} ${number}` });
    }
    const nextMs = beganMs + ((step + 1) * spanMs) / steps;
    await delay(Math.max(0, nextMs - performance.now()));
  }
  return beganMs;
}

interface Stored {
  count(): number;
  close(): void;
}

/** Looks into the app's history from outside. */
function countStored(userData: string): Stored {
  const database = new DatabaseSync(join(userData, 'history.db'), { readOnly: true });
  const count = database.prepare('SELECT count(*) AS events FROM events');
  return {
    count: () => (count.get() as { events: number }).events,
    close: () => database.close(),
  };
}

async function drain(stored: Stored, events: number): Promise<number> {
  return waitFor(
    () => (stored.count() >= events ? stored.count() : undefined),
    () => `${stored.count()} of ${events} events were stored`,
    drainLimitMs,
  );
}

async function withWindow(
  stage: Stage,
  events: number,
): Promise<{ longestTask: number; mostWork: number; loop: number; missing: number }> {
  const { userData, args } = await notifierArguments(stage);
  const launched = await launchApp({
    env: stage.desktop.env,
    userData,
    keepUserData: true,
    args,
  });
  try {
    await allSubscribed(stage);
    const page = await launched.page();
    await page.getByRole('search').waitFor();
    // What its first opening takes is measured elsewhere.
    await page.waitForLoadState('networkidle');
    const stored = countStored(userData);
    const seenTasks = await watchTasks(page);
    await measureLoop(launched.app);
    await send(stage, events, 'window');
    const found = await drain(stored, events);
    await page.waitForSelector('[role="option"]');
    stored.close();
    const { longestTask, mostWork } = await seenTasks();
    const { max } = await readLoop(launched.app);
    return { longestTask, mostWork, loop: max, missing: events - found };
  } finally {
    await launched.close();
  }
}

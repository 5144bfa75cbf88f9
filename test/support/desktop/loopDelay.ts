import type { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ElectronApplication } from '@playwright/test';
import { waitFor } from './waiting.ts';

/** How long the app's main process let others wait: delays of its event loop, in milliseconds. */
export interface LoopDelay {
  max: number;
  p99: number;
}

/** Of the meter's timer; what it measures contains it. Milliseconds. */
const resolutionMs = 5;
const answerLimitMs = 10_000;

type WithMeter = typeof globalThis & { loopMeter?: ReturnType<typeof monitorEventLoopDelay> };

/** Begins to measure, anew when it measures already. */
export async function measureLoop(app: ElectronApplication): Promise<void> {
  await app.evaluate((_electron, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const main: WithMeter = globalThis;
    main.loopMeter?.disable();
    main.loopMeter = monitorEventLoopDelay({ resolution });
    main.loopMeter.enable();
  }, resolutionMs);
}

export async function readLoop(app: ElectronApplication): Promise<LoopDelay> {
  // The debugger may forget who waits when V8 collects much: asked again.
  const nanoseconds = await waitFor(
    () =>
      app.evaluate(() => {
        const { loopMeter }: WithMeter = globalThis;
        return loopMeter === undefined ? undefined : { max: loopMeter.max, p99: loopMeter.percentile(99) };
      }),
    () => 'the event loop was not measured',
    answerLimitMs,
  );
  const waited = (value: number): number => Math.max(0, Math.round(value / 1e6 - resolutionMs));
  return { max: waited(nanoseconds.max), p99: waited(nanoseconds.p99) };
}

import type { CDPSession, Page } from '@playwright/test';

/** What the page was busy with: its observer tells keys and clicks, Chromium's trace each task of its main thread. */

export interface PageTasks {
  /** From its begin to its end: what a person waits for. Milliseconds. */
  longestTask: number;
  /** The most that one task worked; the rest of {@link longestTask} it waited for a processor. Milliseconds. */
  mostWork: number;
  /** From the slowest key or click to its picture; 0 where none took 16. Milliseconds. */
  slowestInput: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** Chromium tells of nothing faster. Milliseconds. */
const shortestInputTold = 16;

type WithInputs = typeof globalThis & { inputs?: number[] };

/** Watches from now on until the answer is called. */
export async function watchTasks(page: Page): Promise<() => Promise<PageTasks>> {
  await page.evaluate((shortestToldMs) => {
    const target: WithInputs = globalThis;
    const inputs: number[] = [];
    target.inputs = inputs;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) inputs.push(duration);
    }).observe({ type: 'event', durationThreshold: shortestToldMs } as PerformanceObserverInit);
  }, shortestInputTold);
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  return async () => {
    await endTracing(session);
    const inputs = await page.evaluate(() => {
      const { inputs: seen }: WithInputs = globalThis;
      return seen ?? [];
    });
    const tasks = tasksOfPage(events);
    return {
      longestTask: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1_000)),
      mostWork: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1_000)),
      slowestInput: Math.max(0, ...inputs),
    };
  };
}

async function endTracing(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
}

function tasksOfPage(events: readonly TraceEvent[]): TraceEvent[] {
  const main = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' &&
      ph === 'X' &&
      main.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  // An empty list would be a good figure, and none.
  if (tasks.length === 0) throw new Error('the trace holds no task of the page');
  return tasks;
}

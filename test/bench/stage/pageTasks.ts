import type { Page } from '@playwright/test';

/** What the page was busy with, as its own observer tells it. */

type WithTasks = typeof globalThis & { tasks?: { type: string; duration: number }[] };

export async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const target: WithTasks = globalThis;
    const tasks: { type: string; duration: number }[] = [];
    target.tasks = tasks;
    new PerformanceObserver((list) => {
      for (const { entryType: type, duration } of list.getEntries()) tasks.push({ type, duration });
    }).observe({ entryTypes: ['longtask', 'event'] });
  });
}

/** The longest of a kind since {@link watchTasks}. Milliseconds. */
export async function readTasks(page: Page): Promise<(type: string) => number> {
  const tasks = await page.evaluate(() => {
    const { tasks: seen }: WithTasks = globalThis;
    return seen ?? [];
  });
  return (type) => Math.max(0, ...tasks.filter((task) => task.type === type).map(({ duration }) => duration));
}

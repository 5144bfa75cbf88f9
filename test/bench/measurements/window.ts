import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { History } from '../../../electron/core/ports.ts';
import { openHistory } from '../../../electron/platform/history.ts';
import { everyEvent } from '../../../electron/shared/eventFilter.ts';
import { launchApp } from '../../support/desktop/launchApp.ts';
import { measureLoop, readLoop } from '../../support/desktop/loopDelay.ts';
import { waitFor } from '../../support/desktop/waiting.ts';
import { startDesktop } from '../../support/desktop/virtualDesktop.ts';
import { watchTasks, type PageTasks } from '../stage/pageTasks.ts';
import { commonWord, everywhereWord, fillHistory, rareWord, unreadAtTheEnd } from '../stage/filledHistory.ts';
import type { WindowMemory } from '../../../electron/shared/windowMemory.ts';
import { median, quantile, single, type Figure, type Measurement } from '../figures.ts';

/** The real window over a small and a large history. */

const smallEvents = 100;
const opens = 5;
/** By turns, so that a machine that gets slower does so for both. */
const rounds = 2;
const startLimitMs = 60_000;
/** Without any channel and account the window would show the first day instead of the list. */
const { fromMs: _from, toMs: _to, ...everyFilter } = everyEvent;
const channels = '--channels=private-v1.licenses.1229.messengers.telegram';

interface Measured {
  start: number;
  open: readonly number[];
  scroll: number;
  filter: number;
  search: number;
  longestTask: number;
  mostWork: number;
  slowestInput: number;
  loop: number;
}

export const measureWindow: Measurement = async ({ events, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-bench-'));
  const desktop = await startDesktop({
    notifications: 'dunst',
    panel: 'xfce',
    windowManager: 'xfwm4',
    keyring: true,
  });
  try {
    const smallData = join(folder, 'small');
    const largeData = join(folder, 'large');
    say(`filling a history with ${smallEvents} and one with ${events} events`);
    fillHistory(join(smallData, 'history.db'), smallEvents, Date.now());
    fillHistory(join(largeData, 'history.db'), events, Date.now());
    const queries = searchTimes(join(largeData, 'history.db'));
    const small: Measured[] = [];
    const large: Measured[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`measuring, round ${round} of ${rounds}`);
      small.push(await measureApp(desktop.env, smallData));
      large.push(await measureApp(desktop.env, largeData));
    }
    const middle = await measureMiddle(desktop.env, largeData);
    const many = events.toLocaleString('en');
    const beside = (
      name: string,
      of: (from: Measured) => number | readonly number[],
      budget: Figure['budget'],
    ): Figure => ({
      name,
      unit: 'ms',
      rounds: large.flatMap(of),
      floor: { name: `with ${smallEvents}`, rounds: small.flatMap(of) },
      budget,
    });
    const most50 = { of: 'value', most: 50 } as const;
    return [
      beside(`window open to first rows, ${many} events`, ({ open }) => open, { of: 'ratio', most: 1.2 }),
      beside('start with its window, to first rows', ({ start }) => start, null),
      beside('scroll on until 1,000 rows are loaded', ({ scroll }) => scroll, null),
      beside('unread only, and back', ({ filter }) => filter, null),
      beside('a word typed, to its rows', ({ search }) => search, null),
      beside('longest task of the page', ({ longestTask }) => longestTask, most50),
      beside('most work of one, without waiting for a core', ({ mostWork }) => mostWork, null),
      single('window left in the middle, to that row', 'ms', middle.shown),
      // Before there is anything to press.
      single('longest task of that page until then', 'ms', middle.opening.longestTask),
      single('most work of one until then, without waiting for a core', 'ms', middle.opening.mostWork),
      single('longest task of that page from then on', 'ms', middle.there.longestTask, { budget: most50 }),
      single('most work of one from then on, without waiting for a core', 'ms', middle.there.mostWork),
      beside('slowest key or click to its picture', ({ slowestInput }) => slowestInput, null),
      beside("longest wait of main's loop", ({ loop }) => loop, null),
      single(`search in main, ${many} events, median`, 'ms', median(queries)),
      single(`search in main, ${many} events, p95`, 'ms', quantile(queries, 0.95), {
        budget: { of: 'value', most: 30 },
      }),
    ];
  } finally {
    await desktop.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** What people type, letter by letter: each beginning of each word is a search of its own. */
function searchTimes(file: string): number[] {
  const { history } = openHistory(file, Date.now());
  const typed = [commonWord, rareWord, everywhereWord, 'возврат', 'oak table', '70000001', 'nothing'];
  const times: number[] = [];
  try {
    for (const word of typed) {
      for (let length = 2; length <= word.length; length += 1) {
        const began = performance.now();
        history.page({ beforeRow: null, limit: 100, filter: { ...everyEvent, text: word.slice(0, length) } });
        times.push(performance.now() - began);
      }
    }
  } finally {
    history.close();
  }
  return times;
}

async function measureApp(env: Readonly<Record<string, string>>, userData: string): Promise<Measured> {
  leaveWindow(userData, () => null);
  const began = performance.now();
  const launched = await launchApp({ env, userData, keepUserData: true, args: ['--language=en', channels] });
  try {
    const { app } = launched;
    const first = await launched.page();
    await toRows(first);
    const start = performance.now() - began;

    const openTimes: number[] = [];
    let page = first;
    for (let time = 0; time < opens; time += 1) {
      await closeWindow(app);
      const opened = await openWindow(app);
      ({ page } = opened);
      const { since } = opened;
      await toRows(page);
      const seen = await page.evaluate(() => Date.now());
      openTimes.push(seen - since);
    }

    await measureLoop(app);
    const seenTasks = await watchTasks(page);
    const scroll = await timed(() => scrollOn(page));
    const unread = page.getByRole('button', { name: 'Unread', exact: true });
    const filter = await timed(async () => {
      await unread.click();
      await untilRows(page, 'few');
      await unread.click();
      await untilRows(page, 'many');
    });
    const search = await timed(async () => {
      await page.keyboard.press('/');
      await page.keyboard.type(commonWord);
      await untilRows(page, 'marked');
    });
    const tasks = await seenTasks();
    const { max } = await readLoop(app);
    return {
      start,
      open: openTimes,
      scroll,
      filter,
      search,
      ...tasks,
      loop: max,
    };
  } finally {
    await launched.close();
  }
}

/** A window that was left in the middle of it all, opened there again, and scrolled on both ways. */
async function measureMiddle(
  env: Readonly<Record<string, string>>,
  userData: string,
): Promise<{ shown: number; opening: PageTasks; there: PageTasks }> {
  const row = leaveWindow(userData, (history) => Math.floor(history.events() / 2));
  const launched = await launchApp({
    env,
    userData,
    keepUserData: true,
    args: ['--language=en', channels, '--hidden'],
  });
  try {
    const { page, since } = await openWindow(launched.app);
    const tasksOfOpening = await watchTasks(page);
    await page.waitForSelector(`[data-row="${row}"]`, { timeout: startLimitMs });
    const shown = (await page.evaluate(() => Date.now())) - since;
    const opening = await tasksOfOpening();
    const tasksThere = await watchTasks(page);
    await scrollOn(page);
    return { shown, opening, there: await tasksThere() };
  } finally {
    await launched.close();
  }
}

/** As an earlier window would have left it: all events, at this row of them. */
function leaveWindow<Row extends number | null>(userData: string, rowIn: (history: History) => Row): Row {
  const { history } = openHistory(join(userData, 'history.db'), Date.now());
  const row = rowIn(history);
  const memory: WindowMemory = {
    page: 'events',
    filter: { ...everyFilter, period: 'any', fromDay: null, toDay: null },
    openKey: null,
    top: row === null ? null : { row, offset: 0 },
    welcome: null,
    drafts: [],
  };
  history.saveNote('window memory', JSON.stringify(memory));
  history.close();
  return row;
}

/** `few`: so many as are unread; `many`: more than those; `marked`: each of them found by its words. */
async function untilRows(page: Page, what: 'few' | 'many' | 'marked'): Promise<void> {
  await page.waitForFunction(
    ([wanted, few]) => {
      const list = document.querySelector('[role="listbox"]');
      const rows = [...document.querySelectorAll('[role="option"]')];
      if (list === null || rows.length === 0) return false;
      if (wanted === 'marked') return rows.every((row) => row.querySelector('mark') !== null);
      const high = list.scrollHeight > (few + 10) * 56;
      return wanted === 'many' ? high : !high;
    },
    [what, unreadAtTheEnd] as const,
    { polling: 'raf', timeout: startLimitMs },
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** As a click on the icon does; with the moment it was asked for, by the clock. */
async function openWindow(app: ElectronApplication): Promise<{ page: Page; since: number }> {
  // The icon stands before there is a program that could be asked.
  await waitFor(
    () => app.evaluate(({ app: electron }) => electron.listenerCount('activate') > 0 || undefined),
    () => 'the program was not loaded',
    startLimitMs,
  );
  const opened = app.waitForEvent('window');
  const since = Date.now();
  // The debugger may forget who waits when V8 collects much, as after a start: asked again, the window stands already.
  await waitFor(
    () =>
      app.evaluate(({ app: electron }) => {
        setImmediate(() => electron.emit('activate'));
        return true;
      }),
    () => 'the window was not asked for',
    startLimitMs,
  );
  return { page: await opened, since };
}

async function closeWindow(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
  });
}

async function toRows(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelectorAll('[role="option"]').length > 0, undefined, {
    polling: 'raf',
    timeout: startLimitMs,
  });
}

/** Wheel steps, as fast as the page takes them, until so many rows have been fetched. */
async function scrollOn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const list = document.querySelector('[role="listbox"]');
    if (list === null) throw new Error('there is no list');
    let idle = 0;
    while (list.scrollHeight < 1_000 * 56 && idle < 60) {
      const before = list.scrollHeight;
      list.scrollBy({ top: 400 });
      // Inline: a named function would carry a helper of tsx that the page does not have.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const stays = list.scrollHeight === before && list.scrollTop + list.clientHeight >= before - 1;
      idle = stays ? idle + 1 : 0;
    }
  });
}

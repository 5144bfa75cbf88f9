import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Outcome } from '../../electron/shared/event.ts';
import { summariseListening } from '../../electron/shared/listening.ts';
import { startBusMonitor, type BusMonitor } from '../support/desktop/busMonitor.ts';
import { launchApp, type LaunchedApp } from '../support/desktop/launchApp.ts';
import { dunst } from '../support/desktop/screen.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { listeningWords, readEvents, readState } from './appView.ts';
import { demoHelp, readDemoOptions, type DemoOptions } from './demoOptions.ts';
import { placeWindow, takeScreenPicture, takeTrayMenuPicture, takeWindowPictures } from './pictures.ts';
import { playStory } from './story/playStory.ts';
import { externalStage, simulatedStage, writeTokensFile, type Stage } from './stage.ts';
import { windowView } from '../support/windowView.ts';

/**
 * The app at work, for a person to watch: on this display where there is one, on a private desktop where there is
 * none. Ends with what was seen, and with pictures.
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A line listens within a second here; a server of somebody's own may take longer. Milliseconds. */
const listeningLimitMs = 20_000;

async function main(args: readonly string[]): Promise<number> {
  const options = readDemoOptions(args);
  if (options === 'help') {
    process.stdout.write(demoHelp);
    return 0;
  }
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await run(options, undo, stopping.signal);
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

async function run(
  options: DemoOptions,
  undo: (() => Promise<unknown>)[],
  signal: AbortSignal,
): Promise<number> {
  await mkdir(options.out, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-demo-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const stage = options.server === null ? await simulatedStage() : externalStage(options.server);
  undo.push(() => stage.stop());
  const desktop = hasDisplay() ? null : await privateDesktop();
  if (desktop !== null) undo.push(() => desktop.stop());
  const env = desktop?.env ?? ownEnvironment();
  const bus = desktop?.busAddress ?? process.env['DBUS_SESSION_BUS_ADDRESS'];
  const monitor = bus === undefined ? null : await startBusMonitor(bus);
  if (monitor !== null) undo.push(() => Promise.resolve(monitor.stop()));
  say(`demo: ${desktop === null ? 'on this display' : 'on a private desktop'}, with ${stage.title}`);

  const app = await launchApp({
    env,
    args: [
      ...stage.flags,
      `--import-tokens=${await writeTokensFile(folder, stage)}`,
      `--language=${options.language}`,
      `--theme=${options.theme}`,
    ],
  });
  undo.push(() => app.close());
  const page = await app.page();
  await windowView(page, options.language).drawn().waitFor();
  if (desktop !== null) await placeWindow(app);
  await waitUntilListening(page);
  const printing = printNotifications(monitor, options.story !== null);
  if (options.story !== null) {
    if (stage.simulator === null) throw new Error('a story is played on the simulator');
    const { simulator } = stage;
    return playStory({ simulator, app, page, desktop, monitor, options, signal }, (line) => {
      // What an act brought stands before the next one's title.
      printing.flush();
      say(line);
    }).finally(printing.stop);
  }
  await stage.play(options.seconds * 1_000, signal);
  if (desktop !== null) await takePictures(stage, desktop, app, page, monitor, options);
  else await takeWindowPictures(page, options);
  printing.stop();
  return report(page, monitor, options.server !== null);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function privateDesktop(): Promise<Desktop> {
  return startDesktop({
    notifications: 'dunst',
    panel: 'xfce',
    windowManager: 'xfwm4',
    keyring: true,
    width: 1440,
    height: 900,
  });
}

async function waitUntilListening(page: Page): Promise<void> {
  let last = '';
  await waitFor(
    async () => {
      const state = await readState(page);
      const words = listeningWords(state);
      if (words !== last) say(`demo: ${words}`);
      last = words;
      const { status } = summariseListening(state);
      return status === 'listening' || status === 'partly' ? true : undefined;
    },
    () => `nothing is listened to: ${last}`,
    listeningLimitMs,
  );
}

/**
 * One line per notification, as the service on the bus got it; `flush` prints what is left, `stop` ends it with that.
 * @param briefly of changes in place that come in quick succession, the last alone
 */
function printNotifications(
  monitor: BusMonitor | null,
  briefly: boolean,
): { readonly flush: () => void; readonly stop: () => void } {
  let printed = 0;
  const print = (): void => {
    const news = monitor?.notifications().slice(printed) ?? [];
    printed += news.length;
    for (const [index, { summary, body, replacesId }] of news.entries()) {
      const next = news[index + 1];
      if (briefly && replacesId !== 0 && next?.summary === summary && next.replacesId !== 0) continue;
      say(
        `notification${replacesId === 0 ? '' : ' (in place)'}: ${summary} — ${body.replaceAll('\n', ' · ')}`,
      );
    }
  };
  const timer = setInterval(print, 200);
  return {
    flush: print,
    stop: () => {
      clearInterval(timer);
      print();
    },
  };
}

async function takePictures(
  stage: Stage,
  desktop: Desktop,
  app: LaunchedApp,
  page: Page,
  monitor: BusMonitor | null,
  options: DemoOptions,
): Promise<void> {
  await takeWindowPictures(page, options);
  await dunst.closeAll(desktop.env);
  const rows = windowView(page, options.language).rows();
  // Before the last message: to read that one would take its notification off the picture.
  if ((await rows.count()) > 0) await rows.first().click();
  const before = monitor?.notifications().length ?? 0;
  const encore = stage.encore();
  if (encore !== null) {
    await waitFor(
      () => Promise.resolve((monitor?.notifications().length ?? 0) > before ? true : undefined),
      () => 'the last message raised no notification',
      5_000,
    );
  }
  await takeScreenPicture(desktop, options.out, 'desktop.png');
  await takeTrayMenuPicture(desktop, app, options.out);
  say(`demo: pictures in ${options.out}`);
}

async function report(page: Page, monitor: BusMonitor | null, external: boolean): Promise<number> {
  const events = await readEvents(page);
  const state = await readState(page);
  const { live, total } = summariseListening(state);
  const notShown: (Outcome | null)[] = [null, 'noService', 'refused', 'failed'];
  const notifications =
    monitor?.notifications().length ?? events.filter(({ outcome }) => !notShown.includes(outcome)).length;
  say(
    `demo: ${events.length} events, ${notifications} notifications, ${live} of ${total} channels listening`,
  );
  if (state.notifications.available === false)
    say('demo: there is no notification service here, so nothing was shown');
  if (live === 0) return 1;
  return external || (events.length > 0 && notifications > 0) ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

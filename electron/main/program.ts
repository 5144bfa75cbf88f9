import { join } from 'node:path';
import { app, powerMonitor } from 'electron/main';
import type { Notice } from '../shared/appState.ts';
import { parseLink } from '../shared/links.ts';
import { defaultSettings } from '../shared/settings.ts';
import { flagProblems, helpText, readCommandLine, type CommandLine } from './commandLine.ts';
import type { App, Places } from './app.ts';
import { compose } from './compose.ts';
import { eraseData } from './eraseData.ts';
import type { FirstMoments } from './index.ts';
import { holdData, holdDataLater } from './instance/holdLock.ts';
import { answerStart, askRunning, handedOverSchema } from './instance/secondStart.ts';
import { guardAgainstCrashes } from './lifecycle/crashGuards.ts';
import { createLogger } from './logFile.ts';
import { hardenSession } from './window/hardening.ts';
import { servePage } from './window/pageProtocol.ts';

/** What follows the first moments (`index.ts`): orders and answers, or the app itself. */

/** Nobody was there to take an order (`--status`, `--pause`, `--resume`). */
const exitNotRunning = 3;
const exitWrongFlags = 2;

/** Says what is wrong with the flags and ends; false when they are right. */
function endsForFlags(commandLine: CommandLine): boolean {
  const problems = flagProblems(commandLine, defaultSettings);
  for (const problem of problems) process.stderr.write(`chatapp-notifier: ${problem}\n`);
  if (problems.length > 0) app.exit(exitWrongFlags);
  return problems.length > 0;
}

/** `--help`, `--version`, or an order for the app that runs. */
export function ask(argv: readonly string[]): void {
  const commandLine = readCommandLine(argv);
  if (endsForFlags(commandLine)) return;
  if (commandLine.answer !== null) {
    process.stdout.write(commandLine.answer === 'help' ? helpText : `${app.getVersion()}\n`);
    app.exit(0);
  } else if (commandLine.order !== null) {
    void give(argv, commandLine.order).then(
      (code) => app.exit(code),
      (error: unknown) => {
        process.stderr.write(`chatapp-notifier: ${String(error)}\n`);
        app.exit(1);
      },
    );
  }
}

/** Another one runs, and has been told what this one was started for. */
export function leave(argv: readonly string[]): void {
  const commandLine = readCommandLine(argv);
  if (endsForFlags(commandLine)) return;
  if (commandLine.importTokens !== null)
    process.stderr.write('chatapp-notifier: it runs already: quit it first, or sign in in its window\n');
  app.exit(commandLine.importTokens === null ? 0 : exitWrongFlags);
}

/** Hands an order to the running app; it starts nothing. */
async function give(argv: readonly string[], order: NonNullable<CommandLine['order']>): Promise<number> {
  let running = true;
  const answer = await askRunning((answerTo) => {
    running = !app.requestSingleInstanceLock({ argv, answerTo });
    return running;
  });
  if (order.do === 'status') process.stdout.write(answer ?? `${JSON.stringify({ running })}\n`);
  else if (!running) process.stderr.write('chatapp-notifier: is not running\n');
  return running && answer !== null ? 0 : exitNotRunning;
}

export function begin({ argv, built, assets, locked, tray, starts, links }: FirstMoments): void {
  const commandLine = readCommandLine(argv);
  if (endsForFlags(commandLine)) return;
  if (!locked) holdDataLater({ argv: [...argv], answerTo: null });
  else if (!holdData({ argv: [...argv], answerTo: null })) return app.exit(0);
  const data = app.getPath('userData');
  const places: Places = { data, assets, preload: join(built, '..', 'preload', 'index.cjs') };
  let windowPrepared = false;
  /** Chromium's session is made by the first window: until then it is 16 MB that nobody needs (measured). */
  const prepareWindow = (): void => {
    if (windowPrepared) return;
    windowPrepared = true;
    hardenSession();
    servePage(join(built, '..', 'renderer'));
  };
  const logger = createLogger(join(data, 'logs'), process.env['CHATAPP_NOTIFIER_LOG'] === 'console');
  guardAgainstCrashes(logger);
  let running: App | null = null;
  let icon: FirstMoments['tray'] | null = tray;

  /** What was asked for while there was no app to ask: before it was made, and while it erased. */
  const early: ((app: App) => void)[] = [];
  const soon = (take: (app: App) => void): void => {
    if (running === null) early.push(take);
    else take(running);
  };
  const started = (given: readonly string[], handedOver: unknown): void => {
    const parsed = handedOverSchema.safeParse(handedOver);
    const second = readCommandLine(parsed.success ? parsed.data.argv : given.slice(1));
    const answerTo = parsed.success ? parsed.data.answerTo : null;
    soon((to) => {
      if (second.order !== null) {
        const answer = to.obey(second.order);
        if (answerTo !== null) answerStart(answerTo, answer, (error) => logger.warn('no answer', { error }));
      } else if (second.link !== null) to.follow(second.link);
      // The session starts it again while it runs: nobody asked for a window.
      else if (!second.hidden || second.page !== null) to.open(second.page ?? 'events');
    });
  };
  const linked = (address: string): void => {
    const link = parseLink(address);
    if (link !== null) soon((to) => to.follow(link));
  };
  for (const { given, handedOver } of starts) started(given, handedOver);
  for (const address of links) commandLine.link ??= parseLink(address);
  app.removeAllListeners('second-instance');
  app.removeAllListeners('open-url');
  app.on('second-instance', (_event, given, _folder, handedOver) => started(given, handedOver));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    linked(address);
  });
  app.on('activate', () => running?.open());
  // The window goes first, and leaves word of what it showed; then everything else.
  app.on('before-quit', () => running?.quitting());
  app.on('will-quit', () => running?.stop());
  const endNow = (): void => {
    running?.sessionEnds();
    app.quit();
  };

  function start(line: CommandLine, notices: readonly Notice[] = []): App {
    const made = compose(
      places,
      line,
      logger,
      { quit: () => app.quit(), erase, prepareWindow, icon },
      notices,
    );
    // It went with the app before; the next one makes its own.
    icon = null;
    running = made;
    for (const take of early.splice(0)) take(made);
    return made;
  }

  /** As on the first day: nothing of the run before is left, and the next one begins in its place. */
  async function erase(): Promise<void> {
    await running?.letGo();
    running?.stop();
    running = null;
    const left = await eraseData(data, logger);
    const notices = left.length === 0 ? [] : [{ code: 'notAllErased' as const, detail: left.join(', ') }];
    start({ ...commandLine, hidden: true, page: null, importTokens: null, link: null }, notices).open();
  }

  // macOS tells of a start with the session in no other way.
  if (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin) commandLine.hidden = true;
  start(commandLine);
  // Only now, and as the first: Electron sets handlers of its own while it starts, in the place of Node's, and Node
  // sets its own anew only for the first who listens (a library did, long before).
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, endNow);
  }
  // On Linux only a listener that comes after the first of others is told (seen with Electron 33).
  setImmediate(() => powerMonitor.on('shutdown', endNow));
  logger.info('started', { version: app.getVersion(), electron: process.versions.electron });
}

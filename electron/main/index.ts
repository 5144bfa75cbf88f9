import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, powerMonitor } from 'electron/main';
import type { Notice } from '../shared/appState.ts';
import { linkScheme, parseLink } from '../shared/links.ts';
import { defaultSettings } from '../shared/settings.ts';
import { flagProblems, helpText, readCommandLine, type CommandLine } from './commandLine.ts';
import type { App, Places } from './app.ts';
import { compose } from './compose.ts';
import { eraseData } from './eraseData.ts';
import { answerStart, askRunning, handedOverSchema, type HandedOver } from './instance/secondStart.ts';
import { guardAgainstCrashes } from './lifecycle/crashGuards.ts';
import { holdFolder, isFound } from './instance/folderLock.ts';
import { isClosedToAll } from './lifecycle/dataFolder.ts';
import { createLogger } from './logFile.ts';
import { hardenAllContents, hardenSession } from './window/hardening.ts';
import { registerPageScheme, servePage } from './window/pageProtocol.ts';

/** Where it begins: flags, lock, scheme, guards, then `compose`. */

const argv = process.argv.slice(1);
const commandLine = readCommandLine(argv);
const problems = flagProblems(commandLine, defaultSettings);
/** Nobody was there to take an order (`--status`, `--pause`, `--resume`). */
const exitNotRunning = 3;
/** How often an app that could not take the lock tries again. Milliseconds. */
const lockAgainMs = 1_000;
const stayFoundMs = 5_000;

if (problems.length > 0) {
  for (const problem of problems) process.stderr.write(`chatapp-notifier: ${problem}\n`);
  app.exit(2);
} else if (commandLine.answer !== null) {
  process.stdout.write(commandLine.answer === 'help' ? helpText : `${app.getVersion()}\n`);
  app.exit(0);
} else if (commandLine.order !== null) {
  void give(commandLine.order).then(
    (code) => app.exit(code),
    (error: unknown) => {
      process.stderr.write(`chatapp-notifier: ${String(error)}\n`);
      app.exit(1);
    },
  );
} else if (takeLock({ argv, answerTo: null })) {
  if (holdData()) {
    begin();
    stayFound();
  } else app.exit(0);
} else if (isClosedToAll(app.getPath('userData'))) {
  // It says so in tray and window, and works as soon as it can.
  begin();
  lockLater();
} else {
  // The app that is running is told by Electron, and shows its window.
  app.exit(0);
}

/** Until the end. */
function holdData(): boolean {
  const release = holdFolder(app.getPath('userData'));
  if (release !== null) app.once('quit', release);
  return release !== null;
}

/** The one of two that ended takes the link with it by which later starts find the other. */
function stayFound(): void {
  setInterval(() => {
    const folder = app.getPath('userData');
    if (isFound(folder, process.pid) || isClosedToAll(folder)) return;
    app.releaseSingleInstanceLock();
    takeLock({ argv, answerTo: null });
  }, stayFoundMs).unref();
}

/** As soon as there is a place for the lock. Whoever was quicker is the one that goes on. */
function lockLater(): void {
  const timer = setInterval(() => {
    if (isClosedToAll(app.getPath('userData'))) return;
    clearInterval(timer);
    if (takeLock({ argv, answerTo: null }) && holdData()) stayFound();
    else app.quit();
  }, lockAgainMs);
}

function takeLock(handedOver: HandedOver): boolean {
  return app.requestSingleInstanceLock(handedOver);
}

/** Hands an order to the running app; it starts nothing. */
async function give(order: NonNullable<CommandLine['order']>): Promise<number> {
  let running = true;
  const answer = await askRunning((answerTo) => {
    running = !takeLock({ argv, answerTo });
    return running;
  });
  if (order.do === 'status') process.stdout.write(answer ?? `${JSON.stringify({ running })}\n`);
  else if (!running) process.stderr.write('chatapp-notifier: is not running\n');
  return running && answer !== null ? 0 : exitNotRunning;
}

function begin(): void {
  registerPageScheme();
  hardenAllContents();
  // The network service in this process: a tray app is idle, and a process of its own costs 25 MB (measured).
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  const built = fileURLToPath(new URL('.', import.meta.url));
  const data = app.getPath('userData');
  // Icons and sounds are read by others than this program, who know no archives.
  const assets = join(built, '..', 'assets').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  const places: Places = { data, assets, preload: join(built, '..', 'preload', 'index.cjs') };
  const logger = createLogger(join(data, 'logs'), process.env['CHATAPP_NOTIFIER_LOG'] === 'console');
  guardAgainstCrashes(logger);
  let running: App | null = null;

  /** What other starts asked for while there was no app to ask: before it was ready, and while it erased. */
  const early: ((app: App) => void)[] = [];
  app.on('second-instance', (_event, given, _folder, handedOver) => {
    const parsed = handedOverSchema.safeParse(handedOver);
    const second = readCommandLine(parsed.success ? parsed.data.argv : given.slice(1));
    const answerTo = parsed.success ? parsed.data.answerTo : null;
    const take = (to: App): void => {
      if (second.order !== null) {
        const answer = to.obey(second.order);
        if (answerTo !== null) answerStart(answerTo, answer, (error) => logger.warn('no answer', { error }));
      } else if (second.link === null) to.open(second.page ?? 'events');
      else to.follow(second.link);
    };
    if (running === null) early.push(take);
    else take(running);
  });
  // Closing the window leaves the app in the tray.
  app.on('window-all-closed', () => undefined);
  app.on('activate', () => running?.open());
  // macOS hands addresses over as events, also before the app is ready.
  app.on('open-url', (event, address) => {
    event.preventDefault();
    const link = parseLink(address);
    if (link === null) return;
    if (running === null) commandLine.link ??= link;
    else running.follow(link);
  });
  // Windows shows notifications of programs only that it knows by such an id; the installer gives it the same.
  if (process.platform === 'win32') app.setAppUserModelId('online.chatapp.notifier');
  // On Linux the desktop file says it; there this call would take over text/html, too.
  if (process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme);
  // The window goes first, and leaves word of what it showed; then everything else.
  app.on('before-quit', () => running?.quitting());
  app.on('will-quit', () => running?.stop());
  const endNow = (): void => {
    running?.sessionEnds();
    app.quit();
  };

  function start(line: CommandLine, notices: readonly Notice[] = []): App {
    const started = compose(places, line, logger, { quit: () => app.quit(), erase }, notices);
    running = started;
    for (const take of early.splice(0)) take(started);
    return started;
  }

  /** As on the first day: nothing of the run before is left, and the next one begins in its place. */
  async function erase(): Promise<void> {
    running?.stop();
    running = null;
    const left = await eraseData(data, logger);
    const notices = left.length === 0 ? [] : [{ code: 'notAllErased' as const, detail: left.join(', ') }];
    start({ ...commandLine, hidden: true, page: null, importTokens: null, link: null }, notices).open();
  }

  // Not awaited at the top: an ES module that waits there for `ready` waits for ever.
  void app.whenReady().then(() => {
    hardenSession();
    servePage(join(built, '..', 'renderer'));
    // macOS tells of a start with the session in no other way.
    if (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
      commandLine.hidden = true;
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
  });
}

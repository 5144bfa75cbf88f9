import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron/main';
import { linkScheme, parseLink } from '../shared/links.ts';
import { defaultSettings } from '../shared/settings.ts';
import { flagProblems, readCommandLine } from './commandLine.ts';
import { compose, type App } from './compose.ts';
import { guardAgainstCrashes } from './lifecycle/crashGuards.ts';
import { createLogger } from './logFile.ts';
import { hardenAllContents, hardenSession } from './window/hardening.ts';
import { registerPageScheme, servePage } from './window/pageProtocol.ts';

/** Where it begins: scheme, lock, guards, then `compose`. */

const commandLine = readCommandLine(process.argv.slice(1));
const problems = flagProblems(commandLine, defaultSettings);
if (problems.length > 0) {
  for (const problem of problems) process.stderr.write(`chatapp-notifier: ${problem}\n`);
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) {
  // The app that is running is told by Electron, and shows its window.
  app.exit(0);
} else {
  begin();
}

function begin(): void {
  registerPageScheme();
  hardenAllContents();
  // The network service in this process: a tray app is idle, and a process of its own costs 25 MB (measured).
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  const built = fileURLToPath(new URL('.', import.meta.url));
  const data = app.getPath('userData');
  const logger = createLogger(join(data, 'logs'), process.env['CHATAPP_NOTIFIER_LOG'] === 'console');
  guardAgainstCrashes(logger);
  let running: App | null = null;

  app.on('second-instance', (_event, argv) => {
    const second = readCommandLine(argv.slice(1));
    if (second.link === null) running?.open(second.page ?? 'events');
    else running?.follow(second.link);
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
  // On Linux the desktop file says it; there this call would take over text/html, too.
  if (process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme);
  app.on('before-quit', () => running?.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());

  // Not awaited at the top: an ES module that waits there for `ready` waits for ever.
  void app.whenReady().then(() => {
    hardenSession();
    servePage(join(built, '..', 'renderer'));
    running = compose(
      { data, assets: join(built, '..', 'assets'), preload: join(built, '..', 'preload', 'index.cjs') },
      commandLine,
      logger,
      () => app.quit(),
    );
    logger.info('started', { version: app.getVersion(), electron: process.versions.electron });
  });
}

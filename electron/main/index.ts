import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { app, type Tray } from 'electron/main';
import { linkScheme } from '../shared/links.ts';
import type { HandedOver } from './instance/secondStart.ts';
import { isClosedToAll } from './lifecycle/dataFolder.ts';
import { leaveOutUnused } from './lifecycle/chromium.ts';
import { firstTray } from './tray/firstTray.ts';
import { hardenAllContents } from './window/hardening.ts';
import { registerPageScheme } from './window/pageProtocol.ts';

/**
 * The first moments: the lock, what Chromium must know before it is ready, and the icon. Everything else is loaded once
 * that stands (`program.ts`), so that nothing heavy may be imported here.
 */

/** What others asked for before there was a program to ask. */
export interface FirstMoments {
  argv: readonly string[];
  built: string;
  assets: string;
  /** False: there is no place for the lock now. */
  locked: boolean;
  tray: Tray;
  starts: { given: readonly string[]; handedOver: unknown }[];
  links: string[];
}

// Young objects have a megabyte and not sixteen until a storm needs more (`lifecycle/rest.ts`): the rest lay there unused.
setFlagsFromString('--semi-space-growth-factor=1');
// What runs here runs in short bursts: V8's last and largest compiler is 4 MB that hardly ever pay (measured).
setFlagsFromString('--no-opt');

const argv = process.argv.slice(1);
/** These print something, or tell the app that runs; they start none. */
const onlyAsks = argv.some((argument) => /^--(help|version|status|resume|pause)(=|$)/.test(argument));
const handedOver: HandedOver = { argv, answerTo: null };

if (onlyAsks) void import('./program.ts').then(({ ask }) => ask(argv), broken);
else if (app.requestSingleInstanceLock(handedOver)) begin(true);
// It says so in tray and window, and works as soon as it can.
else if (isClosedToAll(app.getPath('userData'))) begin(false);
// The app that is running is told by Electron, and shows its window.
else void import('./program.ts').then(({ leave }) => leave(argv), broken);

function begin(locked: boolean): void {
  registerPageScheme();
  hardenAllContents();
  leaveOutUnused();
  const built = fileURLToPath(new URL('.', import.meta.url));
  // Icons and sounds are read by others than this program, who know no archives.
  const assets = join(built, '..', 'assets').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
  const starts: FirstMoments['starts'] = [];
  const links: string[] = [];
  app.on('second-instance', (_event, given, _folder, theirs) => {
    starts.push({ given, handedOver: theirs });
  });
  // macOS hands addresses over as events, also before the app is ready.
  app.on('open-url', (event, address) => {
    event.preventDefault();
    links.push(address);
  });
  // Closing the window leaves the app in the tray.
  app.on('window-all-closed', () => undefined);
  // Windows shows notifications of programs only that it knows by such an id; the installer gives it the same.
  if (process.platform === 'win32') app.setAppUserModelId('online.chatapp.notifier');
  // On Linux the desktop file says it; there this call would take over text/html, too.
  if (process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme);
  // Not awaited at the top: an ES module that waits there for `ready` waits for ever.
  void app
    .whenReady()
    .then(async () => {
      const tray = firstTray(assets);
      const program = await import('./program.ts');
      program.begin({ argv, built, assets, locked, tray, starts, links });
    })
    .catch(broken);
}

/** Nothing is there yet that could tell it in a better way. */
function broken(error: unknown): void {
  process.stderr.write(`chatapp-notifier: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  app.exit(1);
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeAtEnd } from './cleanUp.ts';
import { desktopEnvironment, type Person } from './desktopEnvironment.ts';
import {
  displayNumber,
  hostIsRegistered,
  makeRunDirectory,
  notificationCommand,
  startLimitMs,
  watcherName,
  writeConfiguration,
} from './desktopParts.ts';
import { startProcess, type OwnProcess } from './ownProcess.ts';
import { paintRootWindow } from './rootWindow.ts';
import { connectToBus, type SessionBus } from './sessionBus.ts';
import { waitFor } from './waiting.ts';

export interface DesktopOptions {
  readonly notifications: 'dunst' | 'xfce4-notifyd' | 'none';
  readonly panel: 'xfce' | 'none';
  readonly windowManager: 'xfwm4' | 'none';
  /** Whether there is an unlocked key store (org.freedesktop.secrets). */
  readonly keyring: boolean;
  /** In pixels; 1280 x 800 when left out. */
  readonly width?: number;
  readonly height?: number;
  /** Whose it is: all of it runs as them, and all they have is theirs. Ours when left out. */
  readonly person?: Person | undefined;
}

/** A desktop of its own: screen, session bus and what was asked for on it. */
export interface Desktop {
  /** Such as `:1`. */
  readonly display: string;
  /** The whole environment for programs that run on it. */
  readonly env: Readonly<Record<string, string>>;
  readonly busAddress: string;
  readonly runDirectory: string;
  readonly width: number;
  readonly height: number;
  /** Ends what it started and removes its directory. A second call does nothing. */
  stop(): Promise<void>;
  stopNotifications(): Promise<void>;
  startNotifications(): Promise<void>;
  stopPanel(): Promise<void>;
  startPanel(): Promise<void>;
  /** The service stays on the bus and answers nothing. */
  pauseNotifications(): void;
  continueNotifications(): void;
}

const notificationsName = 'org.freedesktop.Notifications';
const backgroundColour = 0xdbe4ee;
const secretsName = 'org.freedesktop.secrets';

/** Starts a desktop and returns when all of it answers. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const width = options.width ?? 1280;
  const height = options.height ?? 800;
  const runDirectory = makeRunDirectory();
  const processes: OwnProcess[] = [];
  let bus: SessionBus | undefined;

  const forget = removeAtEnd(() => {
    for (const running of processes) running.signal('SIGKILL');
    rmSync(runDirectory, { recursive: true, force: true });
  });

  async function stop(): Promise<void> {
    bus?.disconnect();
    // Newest first, so that programs go before their screen and their bus.
    for (const running of processes.splice(0).toReversed()) await running.stop();
    rmSync(runDirectory, { recursive: true, force: true, maxRetries: 3 });
    forget();
  }

  try {
    const busAddress = `unix:path=${join(runDirectory, 'bus')}`;
    writeConfiguration(runDirectory, busAddress, options.person);
    const base = desktopEnvironment(runDirectory, busAddress, options.person);
    const start = async (
      name: string,
      command: readonly [string, ...string[]],
      env: NodeJS.ProcessEnv,
      input?: string,
    ): Promise<OwnProcess> => {
      const logFile = join(runDirectory, 'log', name);
      const running = await startProcess(name, command, {
        env,
        logFile,
        owner: options.person,
        ...(input === undefined ? {} : { input }),
      });
      processes.push(running);
      return running;
    };

    const screen = `${width}x${height}x24`;
    // -s 0: the screen saver would come after ten minutes and make the session look locked.
    const server = ['-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-dpi', '96', '-s', '0'];
    const [xvfb] = await Promise.all([
      start('Xvfb', ['Xvfb', '-displayfd', '3', ...server], base),
      start(
        'bus',
        ['dbus-daemon', '--nofork', '--nopidfile', `--config-file=${join(runDirectory, 'bus.conf')}`],
        base,
      ),
    ]);
    const number = await displayNumber(xvfb);
    const display = `:${number}`;
    const env = { ...base, DISPLAY: display };
    const connection = await waitFor(
      () => connectToBus(busAddress),
      () => 'the session bus did not answer',
      startLimitMs,
    );
    bus = connection;

    const waitForName = async (name: string, owner: OwnProcess): Promise<void> => {
      await waitFor(
        async () => {
          if (!owner.isRunning()) throw new Error(`${owner.name} ended: ${owner.logTail()}`);
          return (await connection.hasOwner(name)) || undefined;
        },
        () => `${owner.name} did not take ${name}; its log: ${owner.logTail()}`,
        startLimitMs,
      );
    };

    let notifications: OwnProcess | undefined;
    let panel: OwnProcess | undefined;
    const end = async (running: OwnProcess | undefined): Promise<void> => {
      if (running === undefined) return;
      processes.splice(processes.indexOf(running), 1);
      await running.stop();
    };

    const desktop: Desktop = {
      display,
      env,
      busAddress,
      runDirectory,
      width,
      height,
      stop,
      async startNotifications() {
        if (options.notifications === 'none' || notifications !== undefined) return;
        notifications = await start(
          'notifications',
          notificationCommand(options.notifications, runDirectory),
          env,
        );
        await waitForName(notificationsName, notifications);
      },
      async stopNotifications() {
        await end(notifications);
        notifications = undefined;
      },
      pauseNotifications: () => notifications?.signal('SIGSTOP'),
      continueNotifications: () => notifications?.signal('SIGCONT'),
      async startPanel() {
        if (options.panel === 'none' || panel !== undefined) return;
        panel = await start('panel', ['xfce4-panel', '--disable-wm-check', '--sm-client-disable'], env);
        await waitForName(watcherName, panel);
        // The watcher is there before the host that shows what it collects.
        await waitFor(
          async () => (await hostIsRegistered(connection)) || undefined,
          () => 'the panel registered no tray host',
          startLimitMs,
        );
      },
      async stopPanel() {
        await end(panel);
        panel = undefined;
      },
    };

    const startKeyring = async (): Promise<void> => {
      // With an empty password it makes no key store at all. It protects nothing here: the store goes with the desktop.
      const command = ['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'] as const;
      await waitForName(secretsName, await start('keyring', command, env, 'desktop'));
    };
    if (options.windowManager === 'xfwm4') {
      await start('xfwm4', ['xfwm4', '--compositor=off', '--sm-client-disable'], env);
    }
    await Promise.all([
      paintRootWindow(number, backgroundColour),
      desktop.startNotifications(),
      desktop.startPanel(),
      options.keyring ? startKeyring() : undefined,
    ]);
    return desktop;
  } catch (problem) {
    await stop();
    throw problem;
  }
}

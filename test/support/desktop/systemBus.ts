import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { messageTypes } from './busMessage.ts';
import { busConfiguration } from './desktopFiles.ts';
import { startProcess } from './ownProcess.ts';
import { busDaemon, openConnection } from './sessionBus.ts';
import { waitFor } from './waiting.ts';

/**
 * A system bus of its own with a stand-in for logind, so that Electron's powerMonitor hears of sleep. Electron only
 * listens to `PrepareForSleep`, and asks for an inhibitor, which is refused here and does no harm.
 */
export interface SystemBus {
  /** For the app's environment: DBUS_SYSTEM_BUS_ADDRESS. */
  address: string;
  /** As logind says it: before going to sleep, and after. */
  sleep(): void;
  wake(): void;
  /** As logind says it when the computer is shut down. */
  shutDown(): void;
  /** Somebody listens to it. */
  isHeard(): Promise<boolean>;
  stop(): Promise<void>;
}

const login = { path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager' } as const;

export async function startSystemBus(): Promise<SystemBus> {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-bus-'));
  const socket = join(folder, 'bus');
  const address = `unix:path=${socket}`;
  const configuration = join(folder, 'bus.conf');
  await writeFile(configuration, busConfiguration(address, folder));
  const daemon = await startProcess(
    'system bus',
    ['dbus-daemon', '--nofork', '--nopidfile', `--config-file=${configuration}`],
    { env: process.env, logFile: join(folder, 'log') },
  );
  await waitFor(
    () => Promise.resolve(existsSync(socket) || undefined),
    () => `no system bus: ${daemon.logTail()}`,
    5_000,
  );
  const connection = await openConnection(address);
  let serial = 1;
  let heard = false;
  const call = (member: string, signature: string, body: unknown[]): void =>
    connection.message({
      type: messageTypes.methodCall,
      serial: serial++,
      ...busDaemon,
      member,
      signature,
      body,
    });
  // The app's inhibitor call tells that its powerMonitor has found this logind, and listens.
  connection.on('message', (message) => {
    if (message.type !== messageTypes.methodCall || message.member !== 'Inhibit') return;
    heard = true;
    connection.message({
      type: messageTypes.error,
      serial: serial++,
      replySerial: message.serial,
      destination: message.sender,
      errorName: 'org.freedesktop.DBus.Error.AccessDenied',
      signature: 's',
      body: ['no inhibitors here'],
    });
  });
  connection.message({ type: messageTypes.methodCall, serial: serial++, ...busDaemon, member: 'Hello' });
  call('RequestName', 'su', ['org.freedesktop.login1', 0]);
  const tell = (member: 'PrepareForSleep' | 'PrepareForShutdown', begins: boolean): void =>
    connection.message({
      type: messageTypes.signal,
      serial: serial++,
      ...login,
      member,
      signature: 'b',
      body: [begins],
    });
  return {
    address,
    sleep: () => tell('PrepareForSleep', true),
    wake: () => tell('PrepareForSleep', false),
    shutDown: () => tell('PrepareForShutdown', true),
    isHeard: () => Promise.resolve(heard),
    async stop() {
      connection.end();
      await daemon.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

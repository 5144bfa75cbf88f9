import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  busConfiguration,
  dunstConfiguration,
  menuProgram,
  panelConfiguration,
  windowManagerConfiguration,
} from './desktopFiles.ts';
import type { Person } from './desktopEnvironment.ts';
import type { OwnProcess } from './ownProcess.ts';
import type { SessionBus } from './sessionBus.ts';

/** How long a part of the desktop may take to come up. */
export const startLimitMs = 15_000;
/** The tray host's name on the bus. */
export const watcherName = 'org.kde.StatusNotifierWatcher';
const systemServices = '/usr/share/dbus-1/services';
/** Of a unix socket's path. Source: unix(7). */
const longestSocketPath = 107;

export function makeRunDirectory(): string {
  const name = 'chatapp-desktop-XXXXXX/keyring/control';
  const parent = tmpdir().length + name.length < longestSocketPath ? tmpdir() : '/tmp';
  const runDirectory = mkdtempSync(join(parent, 'chatapp-desktop-'));
  for (const folder of ['home', 'config', 'data', 'cache', 'services', 'log'])
    mkdirSync(join(runDirectory, folder));
  mkdirSync(join(runDirectory, 'runtime'), { mode: 0o700 });
  return runDirectory;
}

/** @param person whose the desktop will be; their own places are used, and the run directory becomes theirs */
export function writeConfiguration(runDirectory: string, busAddress: string, person?: Person): void {
  const services = join(runDirectory, 'services');
  writeFileSync(join(runDirectory, 'bus.conf'), busConfiguration(busAddress, services));
  const menu = join(runDirectory, 'config', 'menu');
  writeFileSync(menu, menuProgram(menuWishFile(runDirectory)), { mode: 0o755 });
  writeFileSync(join(runDirectory, 'config', 'dunstrc'), dunstConfiguration(menu));
  const settings = person === undefined ? join(runDirectory, 'config') : join(person.home, '.config');
  const channels = join(settings, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  mkdirSync(channels, { recursive: true });
  writeFileSync(join(channels, 'xfce4-panel.xml'), panelConfiguration);
  writeFileSync(join(channels, 'xfwm4.xml'), windowManagerConfiguration);
  // xfconfd leaves when idle: it must be started on demand, and not once.
  const xfconf = 'org.xfce.Xfconf.service';
  const source = join(systemServices, xfconf);
  if (existsSync(source)) copyFileSync(source, join(services, xfconf));
  if (person === undefined) return;
  giveTo(person, runDirectory);
  giveTo(person, person.home);
}

/** Makes a folder and all that is in it somebody's. */
export function giveTo({ uid, gid }: Person, folder: string): void {
  lchownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, name), uid, gid);
}

/** What will be chosen from dunst's context menu: a part of one of its lines. */
export function menuWishFile(runDirectory: string): string {
  return join(runDirectory, 'config', 'menu-wish');
}

/** The number Xvfb chose; it writes it when it is ready for clients. */
export async function displayNumber(server: OwnProcess): Promise<number> {
  if (server.report === undefined) throw new Error('Xvfb has no way to report its display');
  const late = AbortSignal.timeout(startLimitMs);
  const problem = (): Error => new Error(`Xvfb did not start: ${server.logTail()}`);
  const [chunk] = await once(server.report, 'data', { signal: late }).catch(() => {
    throw problem();
  });
  const number = Number(String(chunk).trim());
  if (!Number.isInteger(number)) throw problem();
  return number;
}

export function notificationCommand(
  service: 'dunst' | 'xfce4-notifyd',
  runDirectory: string,
): readonly [string, ...string[]] {
  if (service === 'dunst') return ['dunst', '-conf', join(runDirectory, 'config', 'dunstrc')];
  // Its program lies in a folder named after the processor; its own service file says where.
  const serviceFile = join(systemServices, 'org.xfce.xfce4-notifyd.Notifications.service');
  const program = existsSync(serviceFile)
    ? /^Exec=(\S+)/m.exec(readFileSync(serviceFile, 'utf8'))?.[1]
    : undefined;
  if (program === undefined) throw new Error('xfce4-notifyd is not installed');
  return [program];
}

export async function hostIsRegistered(bus: SessionBus): Promise<boolean> {
  const path = '/StatusNotifierWatcher';
  return (await bus.getProperty(watcherName, path, watcherName, 'IsStatusNotifierHostRegistered')) === true;
}

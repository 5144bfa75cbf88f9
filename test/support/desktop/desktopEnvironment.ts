import { join } from 'node:path';

/** What of our own environment programs on the desktop may see: nothing that ties them to the session outside. */
const passedOn = /^(PATH|LANG|LC_.*|TZ|USER|LOGNAME|TMPDIR|CI|NODE_EXTRA_CA_CERTS|CHATAPP_NOTIFIER_.*)$/;

/** An account of this computer that the whole desktop can run as, where we are root. */
export interface Person {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Where their files are; the places in it are the ordinary ones. */
  readonly home: string;
}

/** The environment of a desktop without its DISPLAY, which is known only when the screen is up. */
export function desktopEnvironment(
  runDirectory: string,
  busAddress: string,
  person?: Person,
): Record<string, string> {
  return { ...accountOf(runDirectory, person), ...sessionOf(runDirectory, busAddress) };
}

function accountOf(runDirectory: string, person: Person | undefined): Record<string, string> {
  if (person !== undefined) {
    const { name, home } = person;
    return { LANG: 'C.UTF-8', PATH: '/usr/local/bin:/usr/bin:/bin', USER: name, LOGNAME: name, HOME: home };
  }
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && passedOn.test(name) ? [[name, value] as const] : [],
  );
  return {
    LANG: 'C.UTF-8',
    ...Object.fromEntries(inherited),
    HOME: join(runDirectory, 'home'),
    XDG_CONFIG_HOME: join(runDirectory, 'config'),
    XDG_DATA_HOME: join(runDirectory, 'data'),
    XDG_STATE_HOME: join(runDirectory, 'data'),
    XDG_CACHE_HOME: join(runDirectory, 'cache'),
  };
}

function sessionOf(runDirectory: string, busAddress: string): Record<string, string> {
  return {
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    XDG_RUNTIME_DIR: join(runDirectory, 'runtime'),
    XDG_CONFIG_DIRS: '/etc/xdg',
    XDG_DATA_DIRS: '/usr/local/share:/usr/share',
    XDG_SESSION_TYPE: 'x11',
    // Also what makes Electron take the key store of org.freedesktop.secrets.
    XDG_CURRENT_DESKTOP: 'XFCE',
    // No accessibility bus, no portals, no settings of the person who runs the tests.
    NO_AT_BRIDGE: '1',
    GTK_USE_PORTAL: '0',
    GSETTINGS_BACKEND: 'memory',
  };
}

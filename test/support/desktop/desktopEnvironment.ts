import { join } from 'node:path';

/** What of our own environment programs on the desktop may see: nothing that ties them to the session outside. */
const passedOn = /^(PATH|LANG|LC_.*|TZ|USER|LOGNAME|TMPDIR|CI|NODE_EXTRA_CA_CERTS|CHATAPP_NOTIFIER_.*)$/;

/** The environment of a desktop without its DISPLAY, which is known only when the screen is up. */
export function desktopEnvironment(runDirectory: string, busAddress: string): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && passedOn.test(name) ? [[name, value] as const] : [],
  );
  return {
    LANG: 'C.UTF-8',
    ...Object.fromEntries(inherited),
    DBUS_SESSION_BUS_ADDRESS: busAddress,
    HOME: join(runDirectory, 'home'),
    XDG_CONFIG_HOME: join(runDirectory, 'config'),
    XDG_DATA_HOME: join(runDirectory, 'data'),
    XDG_STATE_HOME: join(runDirectory, 'data'),
    XDG_CACHE_HOME: join(runDirectory, 'cache'),
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

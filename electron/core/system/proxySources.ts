/**
 * Whether anything on this computer could name a proxy that only Chromium can read. On a Linux desktop without proxy
 * settings of its own Chromium looks at the environment alone, and asking it costs 16 MB for as long as the app runs
 * (measured). Source: Chromium's `proxy_config_service_linux.cc`.
 *
 * In doubt it must be asked: a company's proxy that is passed by makes the app deaf.
 */

/** Desktops whose proxy is the environment's; all others may have settings of their own. */
const withoutSettings = new Set(['xfce', 'lxqt', 'lxde', 'i3', 'sway', 'hyprland', 'openbox', 'fluxbox']);

const variables = [
  'http_proxy',
  'https_proxy',
  'ftp_proxy',
  'all_proxy',
  'auto_proxy',
  'socks_server',
  'no_proxy',
];

/** Set by sessions of desktops that have such settings, whatever `XDG_CURRENT_DESKTOP` says. */
const sessions = ['GNOME_DESKTOP_SESSION_ID', 'KDE_FULL_SESSION'];

export function mayHaveProxy(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (platform !== 'linux') return true;
  const set = (name: string): boolean => (environment[name] ?? '') !== '';
  if (variables.some((name) => set(name) || set(name.toUpperCase()))) return true;
  if (sessions.some(set)) return true;
  const desktops = (environment['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase().split(':');
  return !desktops.every((desktop) => withoutSettings.has(desktop));
}

/**
 * What Debian and its kin must have installed, by the purpose. Where a package was renamed (the 64-bit time change of
 * Debian 13 and Ubuntu 24.04) both names are given, the newer first; either will do.
 * @type {Readonly<Record<'electron' | 'desktop' | 'packing' | 'installed', readonly (readonly string[])[]>>}
 */
export const debianPackages = {
  // libnotify is opened at run time only: without it Electron's notifications do nothing and say nothing.
  electron: [
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libnotify4'],
    ['libnss3'],
    ['libasound2t64', 'libasound2'],
    ['libgbm1'],
    ['libsecret-1-0'],
  ],
  desktop: [
    ['xvfb'],
    ['dbus-daemon'],
    ['dbus-bin'],
    ['dunst'],
    ['xfce4-notifyd'],
    ['xfce4-panel'],
    ['lxqt-panel'],
    ['xfwm4'],
    ['xdotool'],
    ['x11-utils'],
    ['imagemagick'],
    ['gnome-keyring'],
    ['faketime'],
    ['adwaita-icon-theme'],
    ['librsvg2-common'],
    ['fonts-dejavu-core'],
    ['fonts-noto-core'],
    ['fonts-noto-color-emoji'],
    ['fonts-wqy-microhei'],
  ],
  packing: [['p7zip-full'], ['rpm'], ['xz-utils'], ['desktop-file-utils']],
  // What starts programs at a login and opens addresses; then all else that our own package depends on, so that what
  // installing it changes is the package itself.
  installed: [
    ['dex'],
    ['xdg-utils'],
    ['libglib2.0-bin'],
    ['desktop-file-utils'],
    ['libxss1'],
    ['libxtst6'],
    ['libatspi2.0-0t64', 'libatspi2.0-0'],
    ['libuuid1'],
    ['libdrm2'],
  ],
};

/** The programs of the private desktop, for systems without apt, where package names are unknown to us. */
export const desktopPrograms = ['Xvfb', 'dbus-daemon', 'dunst', 'xfce4-panel', 'xfwm4', 'xdotool', 'import'];

/**
 * The AppImage that this very process runs from; null when it runs from none. The variables are inherited by everything that
 * an AppImage starts: a terminal in one hands them to us, too.
 */
export function ownImage(): string | null {
  const { APPIMAGE: image = '', APPDIR: mount = '' } = process.env;
  return image !== '' && mount !== '' && process.execPath.startsWith(`${mount}/`) ? image : null;
}

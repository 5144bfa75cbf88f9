import { app } from 'electron/main';
import { autostartEntry } from '../../core/system/autostartEntry.ts';
import { autostartFile, writeAutostart } from '../../platform/freedesktop/autostartFile.ts';
import { ownImage } from './ownImage.ts';
import type { AppState } from '../../shared/appState.ts';

const hiddenFlag = '--hidden';

/** Makes the session start the app, hidden, or no longer; answers with what came of it. */
export async function applyStartAtLogin(
  wanted: boolean,
  onError: (error: unknown) => void,
): Promise<AppState['desktop']['startAtLogin']> {
  try {
    if (process.platform === 'linux') {
      const entry = wanted ? autostartEntry([...launchCommand(), hiddenFlag], app.getName()) : null;
      await writeAutostart(autostartFile(process.env), entry);
      return wanted ? 'on' : 'off';
    }
    // A portable program runs from a folder that is gone afterwards; this is the file that the person has.
    const path = process.env['PORTABLE_EXECUTABLE_FILE'] ?? process.execPath;
    app.setLoginItemSettings({ openAtLogin: wanted, path, args: [hiddenFlag] });
    return app.getLoginItemSettings({ path, args: [hiddenFlag] }).openAtLogin
      ? 'on'
      : wanted
        ? 'failed'
        : 'off';
  } catch (error) {
    onError(error);
    return 'failed';
  }
}

/** How this app is started anew: an AppImage by its own file, a packaged app by its program, otherwise as it was. */
function launchCommand(): string[] {
  const image = ownImage();
  if (image !== null) return [image];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}

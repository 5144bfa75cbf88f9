import { app } from 'electron/main';
import { autostartEntry } from '../../core/system/autostartEntry.ts';
import { autostartFile, writeAutostart } from '../../platform/freedesktop/autostartFile.ts';
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
    app.setLoginItemSettings({ openAtLogin: wanted, args: [hiddenFlag] });
    return app.getLoginItemSettings({ args: [hiddenFlag] }).openAtLogin ? 'on' : wanted ? 'failed' : 'off';
  } catch (error) {
    onError(error);
    return 'failed';
  }
}

/** How this app is started anew: an AppImage by its own file, a packaged app by its program, otherwise as it was. */
function launchCommand(): string[] {
  const image = process.env['APPIMAGE'];
  if (image !== undefined && image !== '') return [image];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}

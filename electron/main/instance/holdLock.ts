import { app } from 'electron/main';
import { isClosedToAll } from '../lifecycle/dataFolder.ts';
import { holdFolder, isFound } from './folderLock.ts';
import type { HandedOver } from './secondStart.ts';

/** Being the only one, and staying the one whom others find. */

/** How often an app that could not take the lock tries again. Milliseconds. */
const lockAgainMs = 1_000;
const stayFoundMs = 5_000;

/** @returns false when another process holds the data: this one must end. */
export function holdData(handedOver: HandedOver): boolean {
  const release = holdFolder(app.getPath('userData'));
  if (release === null) return false;
  app.once('quit', release);
  stayFound(handedOver);
  return true;
}

/** As soon as there is a place for the lock. Whoever was quicker is the one that goes on. */
export function holdDataLater(handedOver: HandedOver): void {
  const timer = setInterval(() => {
    if (isClosedToAll(app.getPath('userData'))) return;
    clearInterval(timer);
    if (!app.requestSingleInstanceLock(handedOver) || !holdData(handedOver)) app.quit();
  }, lockAgainMs);
}

/** The one of two that ended takes the link with it by which later starts find the other. */
function stayFound(handedOver: HandedOver): void {
  setInterval(() => {
    const folder = app.getPath('userData');
    if (isFound(folder, process.pid) || isClosedToAll(folder)) return;
    app.releaseSingleInstanceLock();
    app.requestSingleInstanceLock(handedOver);
  }, stayFoundMs).unref();
}

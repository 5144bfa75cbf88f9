import type { Link } from '../shared/links.ts';
import type { Snoozing } from './snoozing.ts';
import type { MainWindow } from './window/mainWindow.ts';

/** Does what one of the app's own addresses asks for; an event that is no longer kept is said so by the window. */
export function followLink(link: Link, window: MainWindow, snoozing: Snoozing): void {
  if (link.action === null) return window.show({ to: 'event', key: link.key });
  const found = snoozing.targetOf(link.action === 'mute' ? 'line' : 'chat', link.key);
  const length = link.action === 'mute' ? 'forever' : 'quarterHour';
  if (found !== null) snoozing.snooze(found.target, length, found.name);
}

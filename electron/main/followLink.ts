import type { History } from '../core/ports.ts';
import type { Link } from '../shared/links.ts';
import type { Snoozing } from './snoozing.ts';
import type { MainWindow } from './window/mainWindow.ts';

/** Does what one of the app's own addresses asks for; what is no longer kept is said so by the window. */
export function followLink(
  link: Link,
  parts: { window: MainWindow; snoozing: Snoozing; history: History },
): void {
  const { window, snoozing } = parts;
  switch (link.to) {
    case 'page':
      return window.show({ to: 'page', page: link.page });
    case 'line':
      return window.show({ to: 'line', lineId: link.lineId });
    case 'chat': {
      const key = parts.history.newestOfChat(link);
      // A chat of which nothing is stored leads to its line.
      return window.show(key === null ? { to: 'line', lineId: link.lineId } : { to: 'event', key });
    }
    case 'event':
      break;
  }
  // Only Windows hands its notifications' buttons back as addresses; from elsewhere an address opens, and does nothing.
  if (link.action === null || process.platform !== 'win32')
    return window.show({ to: 'event', key: link.key });
  const found = snoozing.targetOf(link.action === 'mute' ? 'line' : 'chat', link.key);
  const length = link.action === 'mute' ? 'forever' : 'quarterHour';
  if (found !== null) snoozing.snooze(found.target, length, found.name);
}

import type { TrayAction } from '../../core/state/view.ts';
import type { Accounts } from '../../platform/accounts.ts';
import type { Snoozing } from '../snoozing.ts';
import type { MainWindow } from '../window/mainWindow.ts';

/** What each entry of the tray's menu does. */
export function createTrayActions(parts: {
  window: MainWindow;
  snoozing: Snoozing;
  accounts: Accounts;
  markAllRead: () => void;
  /** Shows the key store's question for its password. */
  unlock: () => void;
  /** Installs what is ready, which ends the app. */
  update: () => void;
  quit: () => void;
}): (action: TrayAction) => void {
  const { window, snoozing } = parts;
  return (action) => {
    switch (action.type) {
      case 'open':
        return window.show();
      case 'openEvent':
        return window.show({ to: 'event', key: action.key });
      case 'settings':
        return window.show({ to: 'page', page: 'settings' });
      case 'markAllRead':
        return parts.markAllRead();
      case 'reconnect':
        return parts.accounts.wakeAll();
      case 'pause':
        snoozing.snooze({ scope: 'all' }, action.length, null);
        return;
      case 'wakeUp':
        return snoozing.wakeUp(action.id);
      case 'onShift':
        return snoozing.onShiftUntil(action.untilMs);
      case 'muteLine': {
        const { accountId, lineId, name } = action;
        snoozing.snooze({ scope: 'line', accountId, lineId }, 'forever', name);
        return;
      }
      case 'unlock':
        return parts.unlock();
      case 'update':
        return void setImmediate(parts.update);
      case 'quit':
        // A moment later, so that the panel gets its answer before the tray is gone.
        return void setImmediate(parts.quit);
    }
  };
}

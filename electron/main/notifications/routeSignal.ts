import type { ToastSignal } from '../../core/ports.ts';
import { trayHintId } from '../trayHint.ts';
import type { MainWindow } from '../window/mainWindow.ts';
import { replyTroubleKey } from './replyTrouble.ts';

/** Most notifications are attention's; the app's own lead to the window, and nothing else comes of them. */
export function routeSignal(
  signal: ToastSignal,
  window: Pick<MainWindow, 'show'>,
  toAttention: (signal: ToastSignal) => void,
): void {
  const answered = replyTroubleKey(signal.id);
  const isOwn = answered !== null || signal.id === 'test' || signal.id === trayHintId;
  if (!isOwn) toAttention(signal);
  else if (signal.signal === 'clicked')
    window.show(answered === null ? undefined : { to: 'event', key: answered });
}

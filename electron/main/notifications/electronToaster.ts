import { Notification } from 'electron/main';
import type { Toaster, ToastResult, ToastSignal } from '../../core/ports.ts';

/** Notifications by Electron's own class, for Windows and macOS. */
export function createElectronToaster(icon: string, tell: (signal: ToastSignal) => void): Toaster {
  // A notification nobody refers to is collected, and its click never comes.
  const shown = new Map<string, Notification>();

  function close(id: string): void {
    const before = shown.get(id);
    shown.delete(id);
    before?.close();
  }

  return {
    show(toast) {
      if (!Notification.isSupported()) return Promise.resolve({ result: 'noService', detail: null });
      close(toast.id);
      const notification = new Notification({
        title: toast.title,
        subtitle: toast.footer,
        body:
          process.platform === 'darwin'
            ? toast.body
            : [toast.body, toast.footer].filter((part) => part !== '').join('\n'),
        icon,
        urgency: toast.urgency,
      });
      shown.set(toast.id, notification);
      return new Promise<ToastResult>((resolve) => {
        notification.once('show', () => resolve({ result: 'delivered' }));
        notification.once('failed', (_event, error) => {
          shown.delete(toast.id);
          resolve({ result: 'refused', detail: error.slice(0, 500) });
        });
        notification.once('click', () => {
          shown.delete(toast.id);
          tell({ id: toast.id, signal: 'clicked' });
        });
        notification.once('close', () => {
          if (shown.get(toast.id) !== notification) return;
          shown.delete(toast.id);
          tell({ id: toast.id, signal: 'closed' });
        });
        notification.show();
      });
    },
    withdraw: close,
    service: () => Promise.resolve(Notification.isSupported() ? process.platform : null),
    stop() {
      for (const id of [...shown.keys()]) close(id);
    },
  };
}

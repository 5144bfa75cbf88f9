import { pathToFileURL } from 'node:url';
import { Notification, type NotificationConstructorOptions } from 'electron/main';
import type { Toast, ToastButton, Toaster, ToastResult, ToastSignal } from '../../core/ports.ts';
import { toastXml } from './toastXml.ts';

/** Notifications by Electron's own class, for Windows and macOS. */

/** Those that lie in the notification centre hold memory here; the oldest lose their voice. */
const mostKept = 200;
const longestReply = 10_000;
/** By then the system has said whether it took it, or never will. Milliseconds. */
const answerMs = 20_000;

/** @param icon path of the app's picture */
export function createElectronToaster(icon: string, tell: (signal: ToastSignal) => void): Toaster {
  // A notification nobody refers to is collected, and its click never comes.
  const shown = new Map<string, Notification>();

  function close(id: string): void {
    const before = shown.get(id);
    shown.delete(id);
    before?.close();
  }

  function keep(id: string, notification: Notification): void {
    shown.set(id, notification);
    const [oldest] = shown.keys();
    if (shown.size > mostKept && oldest !== undefined) shown.delete(oldest);
  }

  function listen(id: string, buttons: readonly ToastButton[], notification: Notification): void {
    const end = (signal: ToastSignal): void => {
      if (shown.get(id) !== notification) return;
      shown.delete(id);
      tell(signal);
    };
    notification.once('click', () => end({ id, signal: 'clicked' }));
    notification.on('close', ({ reason }) => {
      if (shown.get(id) !== notification) return;
      // On Windows it lies in the notification centre then, and can still be clicked.
      if (reason === 'timedOut') return tell({ id, signal: 'expired' });
      end({ id, signal: reason === 'userCanceled' ? 'dismissed' : 'closed' });
    });
    notification.once('reply', (_event, text) =>
      end({ id, signal: 'replied', text: text.slice(0, longestReply) }),
    );
    notification.once('action', (_event, index) => {
      const action = buttons[index]?.action;
      if (action !== undefined) end({ id, signal: 'button', action });
    });
  }

  return {
    show(toast, leaves) {
      if (!Notification.isSupported()) return Promise.resolve({ result: 'noService', detail: null });
      close(toast.id);
      const buttons = process.platform === 'darwin' ? withoutReply(toast) : toast.buttons;
      const notification = new Notification(
        process.platform === 'darwin' ? macOptions(toast, buttons) : windowsOptions(toast, icon),
      );
      keep(toast.id, notification);
      listen(toast.id, buttons, notification);
      return new Promise<ToastResult>((resolve) => {
        const settle = (result: ToastResult): void => {
          clearTimeout(overdue);
          resolve(result);
        };
        const overdue = setTimeout(() => settle({ result: 'failed', detail: 'no answer' }), answerMs);
        notification.once('show', () => settle({ result: 'delivered', doNotDisturb: null }));
        notification.once('failed', (_event, error) => {
          if (shown.get(toast.id) === notification) shown.delete(toast.id);
          settle({ result: 'refused', detail: error.slice(0, 500) });
        });
        leaves?.();
        notification.show();
      });
    },
    withdraw: close,
    withdrawAll() {
      for (const id of [...shown.keys()]) close(id);
      return Promise.resolve();
    },
    service: () => Promise.resolve(Notification.isSupported() ? process.platform : null),
    // Windows and macOS bring a click back by the toast's link, or as a start of the app.
    adopt: () => Promise.resolve([]),
    marks: () => [],
    stop() {
      // Those of Windows stay: their clicks start the app again.
      const ids = process.platform === 'win32' ? [] : [...shown.keys()];
      for (const id of ids) close(id);
      shown.clear();
    },
  };
}

/** macOS has a field for the answer in place of the button. */
function withoutReply({ buttons, reply }: Toast): ToastButton[] {
  return buttons.filter(({ action }) => action !== 'reply' || reply === null);
}

function macOptions(toast: Toast, buttons: readonly ToastButton[]): NotificationConstructorOptions {
  return {
    title: toast.title,
    subtitle: toast.footer,
    body: toast.body,
    // The app plays its own sounds.
    silent: true,
    actions: buttons.map(({ label }) => ({ type: 'button', text: label })),
    hasReply: toast.reply !== null,
    ...(toast.reply === null ? {} : { replyPlaceholder: toast.reply.placeholder }),
  };
}

function windowsOptions(toast: Toast, icon: string): NotificationConstructorOptions {
  const body = [toast.body, toast.footer].filter((part) => part !== '').join('\n');
  return {
    title: toast.title,
    body,
    icon,
    silent: true,
    urgency: toast.urgency,
    timeoutType: toast.urgency === 'critical' ? 'never' : 'default',
    // Overrules all of the above; without a link, a click could not come back through it.
    ...(toast.link === null ? {} : { toastXml: toastXml(toast, pathToFileURL(icon).href) }),
  };
}

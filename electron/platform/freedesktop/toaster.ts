import type { Logger, Stop, Toast, Toaster, ToastResult, ToastSignal } from '../../core/ports.ts';
import type { BusSignal, SessionBus } from './sessionBus.ts';

/**
 * Notifications by `org.freedesktop.Notifications` (Desktop Notifications 1.2), spoken directly: Electron's own
 * class replaces nothing in place, names no close reason, and blocks the whole process while it calls.
 */

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

const urgencies = { low: 0, normal: 1, critical: 2 } as const;

export interface FreedesktopToasterOptions {
  appName: string;
  /** A picture outside of any archive, which the service can read. */
  iconFile: string;
  /** Name of the .desktop file without its ending. */
  desktopEntry: string;
}

interface Shown {
  serviceId: number;
}

export function createFreedesktopToaster(
  bus: SessionBus,
  options: FreedesktopToasterOptions,
  tell: (signal: ToastSignal) => void,
  logger: Logger,
): Toaster {
  const shown = new Map<string, Shown>();
  /** The newest toast that waits for its predecessor of the same id, with all who wait for it. */
  const queued = new Map<string, { toast: Toast; settle: ((result: ToastResult) => void)[] }>();
  const sending = new Set<string>();
  let capabilities: Promise<Set<string>> | null = null;

  const stops: Stop[] = [
    bus.onSignal(`type='signal',interface='${name}',path='${path}'`, (signal) => {
      // The answer that names an id and a signal about it may come in one piece: the answer first.
      if (signal.interface === name) setImmediate(() => onSignal(signal));
    }),
    bus.onSignal(
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`,
      ({ member, body }) => {
        if (member !== 'NameOwnerChanged' || body[0] !== name) return;
        // Another service, or none: it knows none of our ids, and may know other capabilities.
        capabilities = null;
        for (const id of [...shown.keys()]) {
          shown.delete(id);
          tell({ id, signal: 'closed' });
        }
      },
    ),
  ];

  function onSignal({ member, body }: BusSignal): void {
    const [serviceId, detail] = body;
    const id = typeof serviceId === 'number' ? ourId(serviceId) : null;
    if (id === null) return;
    if (member === 'ActionInvoked' && detail === 'default') {
      shown.delete(id);
      tell({ id, signal: 'clicked' });
    }
    if (member === 'NotificationClosed') {
      shown.delete(id);
      tell({ id, signal: closeReason(detail) });
    }
  }

  function ourId(serviceId: number): string | null {
    for (const [id, entry] of shown) if (entry.serviceId === serviceId) return id;
    return null;
  }

  async function askCapabilities(): Promise<Set<string>> {
    const answer = await bus.call({ destination: name, path, interface: name, member: 'GetCapabilities' });
    if (answer.ok && Array.isArray(answer.body[0])) return new Set(answer.body[0].map(String));
    capabilities = null;
    return new Set();
  }

  async function send(toast: Toast): Promise<ToastResult> {
    capabilities ??= askCapabilities();
    const can = await capabilities;
    // A service that interprets markup gets none of the sender's to interpret.
    const plain = can.has('body-markup') ? escapeMarkup : (text: string) => text;
    const body = [toast.body, toast.footer]
      .filter((part) => part !== '')
      .map(plain)
      .join('\n');
    const hints = [
      ['desktop-entry', ['s', options.desktopEntry]],
      ['category', ['s', 'im.received']],
      ['urgency', ['y', urgencies[toast.urgency]]],
    ];
    const answer = await bus.call({
      destination: name,
      path,
      interface: name,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: [
        options.appName,
        shown.get(toast.id)?.serviceId ?? 0,
        options.iconFile,
        toast.title,
        body,
        can.has('actions') ? ['default', toast.openLabel] : [],
        hints,
        -1,
      ],
    });
    if (answer.ok) {
      const [serviceId] = answer.body;
      if (typeof serviceId === 'number') shown.set(toast.id, { serviceId });
      return { result: 'delivered' };
    }
    logger.warn('notification not shown', { error: answer.error, message: answer.message });
    const none = [
      'noBus',
      'disconnected',
      'org.freedesktop.DBus.Error.ServiceUnknown',
      'org.freedesktop.DBus.Error.NameHasNoOwner',
    ];
    if (none.includes(answer.error)) return { result: 'noService', detail: answer.message };
    return {
      result: answer.error === 'timedOut' ? 'failed' : 'refused',
      detail: `${answer.error}: ${answer.message}`.slice(0, 500),
    };
  }

  /** One call at a time per id, so that the second knows what to replace; in a storm only the newest is sent. */
  async function work(id: string): Promise<void> {
    if (sending.has(id)) return;
    sending.add(id);
    for (let next = queued.get(id); next !== undefined; next = queued.get(id)) {
      queued.delete(id);
      const result = await send(next.toast);
      for (const settle of next.settle) settle(result);
    }
    sending.delete(id);
  }

  return {
    show(toast) {
      return new Promise((resolve) => {
        const waiting = queued.get(toast.id);
        queued.set(toast.id, { toast, settle: [...(waiting?.settle ?? []), resolve] });
        void work(toast.id);
      });
    },
    withdraw(id) {
      const entry = shown.get(id);
      if (!entry) return;
      shown.delete(id);
      const body = [entry.serviceId];
      void bus.call({
        destination: name,
        path,
        interface: name,
        member: 'CloseNotification',
        signature: 'u',
        body,
      });
    },
    async service() {
      const answer = await bus.call({
        destination: name,
        path,
        interface: name,
        member: 'GetServerInformation',
      });
      return answer.ok && typeof answer.body[0] === 'string' ? answer.body[0].slice(0, 300) : null;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Reasons of `NotificationClosed` (Desktop Notifications 1.2): 1 expired, 2 dismissed by the person, 3 by a call. */
function closeReason(reason: unknown): ToastSignal['signal'] {
  if (reason === 1) return 'expired';
  return reason === 2 ? 'dismissed' : 'closed';
}

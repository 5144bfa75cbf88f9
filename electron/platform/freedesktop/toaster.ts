import type {
  Clock,
  Logger,
  Stop,
  Toast,
  ToastAction,
  Toaster,
  ToastResult,
  ToastSignal,
} from '../../core/ports.ts';
import { createDoNotDisturb } from './doNotDisturb.ts';
import { busDaemon, callToTheEnd, watchNotificationService } from './notificationService.ts';
import { closeCall, notifications, notifyCall, type Appearance } from './notifyCall.ts';
import { callLimitMs, type BusAnswer, type BusSignal, type SessionBus } from './sessionBus.ts';
import { markOf, putAway, readMark, tellsOnlyItsSender } from './toastMark.ts';
import { createToastQueue, type Flight, type Landing } from './toastQueue.ts';
import { createToastRegister, type Registered } from './toastRegister.ts';

/**
 * Notifications by `org.freedesktop.Notifications` (Desktop Notifications 1.2), spoken directly: Electron's own
 * class replaces nothing in place, names no close reason, and blocks the whole process while it calls.
 *
 * A service that stands still (seen: dunst, stopped) shows all that it was sent when it goes on. So a call counts
 * as under way until it is answered, however late; `show` answers `pending` after the deadline, and what is shown
 * after that is told.
 */

const inFlight = 4;
const mostWaiting = 1_000;
const mostRegistered = 500;
const longestReply = 10_000;

export interface FreedesktopToasterOptions extends Appearance {
  clock: Pick<Clock, 'monotonicMs'>;
  /** After this `show` answers `pending`. Milliseconds; {@link callLimitMs} when left out. */
  answerMs?: number;
}

export function createFreedesktopToaster(
  bus: SessionBus,
  options: FreedesktopToasterOptions,
  tell: (signal: ToastSignal) => void,
  logger: Logger,
): Toaster {
  const answerMs = options.answerMs ?? callLimitMs;
  const register = createToastRegister(mostRegistered);
  const doNotDisturb = createDoNotDisturb(bus, options.clock);
  const queue = createToastQueue((toast, flight) => deliver(toast, flight), {
    inFlight,
    waiting: mostWaiting,
    answerMs,
    shownLate: (id) => tell({ id, signal: 'shown' }),
  });
  const service = watchNotificationService(bus, answerMs, (lost) => {
    doNotDisturb.forget();
    keepOnly(({ owner }) => owner !== lost);
  });
  const stops: Stop[] = [
    service.stop,
    bus.onSignal(
      `type='signal',interface='${notifications.interface}',path='${notifications.path}'`,
      (signal) => {
        // The answer that names an id and a signal about it may come in one piece: the answer first.
        if (signal.interface === notifications.interface) setImmediate(() => onSignal(signal));
      },
    ),
  ];

  /** Another process, or another bus, knows none of the ids. */
  function keepOnly(isKnown: (entry: Registered) => boolean): void {
    for (const [id, entry] of register.entries()) {
      if (isKnown(entry)) continue;
      register.remove(id);
      // What is on its way to the next one is not over.
      if (!entry.expired && !queue.has(id)) tell({ id, signal: 'closed' });
    }
  }

  function onSignal({ sender, member, body: [serviceId, detail] }: BusSignal): void {
    const id = register.find(sender, serviceId);
    if (id === null) return;
    if (member === 'NotificationClosed') ended(id, closeReason(detail));
    else if (member === 'NotificationReplied' && typeof detail === 'string') {
      answered(id, { id, signal: 'replied', text: detail.slice(0, longestReply) });
    } else if (member === 'ActionInvoked' && detail === 'default') answered(id, { id, signal: 'clicked' });
    else if (member === 'ActionInvoked' && isToastAction(detail)) {
      answered(id, { id, signal: 'button', action: detail });
    }
  }

  /** Its end is not told any more; most services close it by themselves (dunst not always: seen with `dunstctl action`). */
  function answered(id: string, signal: ToastSignal): void {
    const entry = register.get(id);
    register.remove(id);
    if (entry !== undefined) close(entry.serviceId);
    tell(signal);
  }

  function ended(id: string, signal: CloseSignal): void {
    const entry = register.get(id);
    if (entry === undefined || (entry.expired && signal === 'expired')) return;
    // It may lie in the notification centre, or be called back from the history: then its buttons still act.
    if (signal === 'expired') register.set(id, { ...entry, expired: true });
    else register.remove(id);
    tell({ id, signal });
  }

  function close(serviceId: number): void {
    // Not awaited: it is gone, or its service is.
    void bus.call(closeCall(serviceId));
  }

  /** The number to replace, or 0 for a new notification. */
  function placeFor(toast: Toast, capabilities: ReadonlySet<string>): number {
    const standing = register.get(toast.id);
    if (standing === undefined) return 0;
    // Where notifications persist, one that changes in place does so silently.
    if (!toast.again || !capabilities.has('persistence')) return standing.serviceId;
    register.remove(toast.id);
    close(standing.serviceId);
    return 0;
  }

  async function deliver(toast: Toast, flight: Flight, repeated = false): Promise<Landing> {
    // It ended while it was asked, and all that it showed with it; the bus may have the next one ready.
    const failed = async (answer: BusAnswer & { ok: false }): Promise<Landing> =>
      answer.error === noReply && !repeated
        ? deliver(toast, flight, true)
        : { result: Promise.resolve(failure(answer)) };
    let there = service.known();
    if (there === null) {
      // Only the first one waits: any other goes out in the same turn of the loop in which it was decided.
      const asked = await service.know();
      if (!asked.ok) return failed(asked.answer);
      if (flight.withdrawn) return { result: Promise.resolve({ result: 'withdrawn' }) };
      there = asked.service;
    }
    const { capabilities, name, owner, busId } = there;
    keepOnly((entry) => entry.owner === owner && entry.busId === busId);
    const call = notifyCall(toast, options, capabilities, placeFor(toast, capabilities));
    flight.leaves();
    const calling = callToTheEnd(bus, call, answerMs);
    // Beside the call and after it on the wire: the question delays nothing.
    const asking = doNotDisturb.ask(name, toast.urgency);
    const answer = await calling;
    if (!answer.ok) return failed(answer);
    const [serviceId] = answer.body;
    if (typeof serviceId === 'number') {
      if (flight.withdrawn) close(serviceId);
      else {
        register.set(toast.id, {
          serviceId,
          owner: answer.sender,
          busId,
          expired: false,
          kept: capabilities.has('persistence'),
          toast: tellsOnlyItsSender(name) ? toast : null,
        });
      }
    }
    return { result: asking.then((quiet) => ({ result: 'delivered', doNotDisturb: quiet })) };
  }

  function failure(answer: BusAnswer & { ok: false }): ToastResult {
    logger.warn('notification not shown', { error: answer.error, message: answer.message });
    if (noService.includes(answer.error)) return { result: 'noService', detail: answer.message };
    return { result: 'refused', detail: `${answer.error}: ${answer.message}`.slice(0, 500) };
  }

  async function adopt(marks: Parameters<Toaster['adopt']>[0]): Promise<string[]> {
    const [owning, busId] = await Promise.all([
      // Of the bus itself: a service that is not there is not started for this.
      bus.call({ ...busDaemon, member: 'GetNameOwner', signature: 's', body: [notifications.destination] }),
      service.busId(),
    ]);
    const standing = marks.flatMap((mark) => {
      const entry = readMark(mark);
      if (entry === null || !owning.ok || busId === '' || register.get(mark.id) !== undefined) return [];
      const isKnown = entry.owner === owning.body[0] && entry.busId === busId;
      return isKnown ? [{ id: mark.id, entry }] : [];
    });
    const gone = standing.some(({ entry }) => entry.toast !== null) ? await putAway(bus) : new Set();
    const adopted = standing.filter(({ entry }) => !gone.has(entry.serviceId));
    for (const { id, entry } of adopted) {
      register.set(id, entry);
      // Not awaited: it stands already, and a service that stands still would keep the start waiting.
      if (entry.toast !== null) void queue.show({ ...entry.toast, again: false });
    }
    return adopted.map(({ id }) => id);
  }

  function withdraw(id: string): void {
    queue.withdraw(id);
    const entry = register.get(id);
    if (entry === undefined) return;
    register.remove(id);
    close(entry.serviceId);
  }

  return {
    show: (toast, leaves) => queue.show(toast, leaves),
    withdraw,
    async withdrawAll() {
      queue.withdrawAll();
      for (const [id] of register.entries()) withdraw(id);
      // The bus takes one after the other: when it has answered this, the service will hear of those, however slow it is.
      await bus.call({ ...busDaemon, member: 'GetId' });
    },
    async service() {
      const answer = await bus.call({ ...notifications, member: 'GetServerInformation' });
      return answer.ok && typeof answer.body[0] === 'string' ? answer.body[0].slice(0, 300) : null;
    },
    adopt,
    marks: () =>
      register
        .entries()
        .filter(([, { expired, kept }]) => kept || !expired)
        .map(([id, entry]) => markOf(id, entry)),
    stop() {
      for (const stop of stops) stop();
      queue.stop();
    },
  };
}

/** From the bus: the service went without an answer. */
const noReply = 'org.freedesktop.DBus.Error.NoReply';
const noService = [
  'noBus',
  'disconnected',
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
  noReply,
];

function isToastAction(key: unknown): key is ToastAction {
  return key === 'reply' || key === 'snooze' || key === 'mute';
}

type CloseSignal = 'clicked' | 'dismissed' | 'expired' | 'closed';

/** Reasons of `NotificationClosed` (Desktop Notifications 1.2): 1 expired, 2 dismissed by the person, 3 by a call. */
function closeReason(reason: unknown): CloseSignal {
  if (reason === 1) return 'expired';
  return reason === 2 ? 'dismissed' : 'closed';
}

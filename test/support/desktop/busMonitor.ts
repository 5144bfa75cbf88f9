import {
  bodyOf,
  dictionaryOf,
  listOf,
  messageTypes,
  numberOf,
  textOf,
  type WireMessage,
} from './busMessage.ts';
import { busDaemon, openConnection } from './sessionBus.ts';

/** A Notify call as it went over the bus. Source: Desktop Notifications Specification 1.2. */
export interface SeenNotification {
  readonly sender: string;
  readonly serial: number;
  readonly seenAtMs: number;
  /** The same on the clock of `performance`, for measuring. Milliseconds. */
  readonly seenAt: number;
  readonly appName: string;
  readonly replacesId: number;
  readonly icon: string;
  readonly summary: string;
  readonly body: string;
  /** Keys and labels in turn. */
  readonly actions: readonly string[];
  readonly hints: ReadonlyMap<string, unknown>;
  /** In ms; -1 leaves it to the service, 0 is never. */
  readonly expireTimeoutMs: number;
  /** What the service answered; undefined until it has, and for ever when it refused. */
  readonly id: number | undefined;
  /** The D-Bus error name of a refusal. */
  readonly error: string | undefined;
  /** The place of the answer among all answers and signals: before and after, where milliseconds do not tell. */
  readonly answeredAt: number | undefined;
}

/** Why a notification went. Source: the specification's NotificationClosed signal. */
export type CloseReason = 'expired' | 'dismissed' | 'closed by a call' | 'undefined';

export type NotificationSignal =
  | (Signalled & { readonly kind: 'close call'; readonly sender: string })
  | (Signalled & { readonly kind: 'closed'; readonly reason: CloseReason })
  | (Signalled & { readonly kind: 'action'; readonly action: string });

interface Signalled {
  readonly id: number;
  readonly seenAtMs: number;
  /** Its place among all answers and signals. */
  readonly order: number;
}

export interface BusMonitor {
  /** Every Notify call so far, oldest first. */
  notifications(): readonly SeenNotification[];
  /** Close calls, and the service's signals, oldest first. */
  signals(): readonly NotificationSignal[];
  /** Resolves with the first notification, past or future, that was answered and fits. */
  waitForNotification(
    predicate: (notification: SeenNotification) => boolean,
    limitMs?: number,
  ): Promise<SeenNotification>;
  /** Resolves with the first call that fits, answered or not. */
  waitForCall(
    predicate: (notification: SeenNotification) => boolean,
    limitMs?: number,
  ): Promise<SeenNotification>;
  waitForSignal(
    predicate: (signal: NotificationSignal) => boolean,
    limitMs?: number,
  ): Promise<NotificationSignal>;
  /** Forgets what was seen, so that a test sees only its own. */
  clear(): void;
  stop(): void;
}

const notificationsName = 'org.freedesktop.Notifications';
const rules = [
  `interface='${notificationsName}'`,
  // The answers carry no interface; they come from whoever owns the name.
  `type='method_return',sender='${notificationsName}'`,
  `type='error',sender='${notificationsName}'`,
  // With nobody owning it, the refusal comes from the bus itself.
  `type='error',sender='${busDaemon.destination}'`,
];
const shownInErrors = 5;
const helloSerial = 1;
const monitorSerial = 2;
const closeReasons: Readonly<Record<number, CloseReason>> = {
  1: 'expired',
  2: 'dismissed',
  3: 'closed by a call',
};

/** Listens in on the notifications of a bus; the real service stays in place and notices nothing. */
export async function startBusMonitor(address: string): Promise<BusMonitor> {
  const connection = await openConnection(address);
  let notifications: SeenNotification[] = [];
  let signals: NotificationSignal[] = [];
  // Position in `notifications` of each call that waits for its answer.
  const unanswered = new Map<string, number>();
  const watchers = new Set<() => void>();
  let order = 0;
  let admitted: ((problem?: Error) => void) | undefined;

  connection.on('message', (message) => {
    // Afterwards the same number may be in an answer to somebody else.
    if (admitted !== undefined && message.replySerial === monitorSerial) {
      return admitted(message.type === messageTypes.error ? new Error(textOf(message.body?.[0])) : undefined);
    }
    order += 1;
    record(message);
    for (const watcher of [...watchers]) watcher();
  });
  await new Promise<void>((resolve, reject) => {
    admitted = (problem) => {
      admitted = undefined;
      return problem === undefined ? resolve() : reject(problem);
    };
    connection.message({ ...busDaemon, type: messageTypes.methodCall, serial: helloSerial, member: 'Hello' });
    connection.message({
      ...busDaemon,
      type: messageTypes.methodCall,
      serial: monitorSerial,
      interface: 'org.freedesktop.DBus.Monitoring',
      member: 'BecomeMonitor',
      signature: 'asu',
      body: [rules, 0],
    });
  });

  function record(message: WireMessage): void {
    if (message.type === messageTypes.methodCall && message.interface === notificationsName)
      recordCall(message);
    else if (message.type === messageTypes.signal && message.interface === notificationsName)
      recordSignal(message);
    else if (message.type === messageTypes.methodReturn || message.type === messageTypes.error)
      recordAnswer(message);
  }

  function recordCall(message: WireMessage): void {
    if (message.member === 'Notify') {
      unanswered.set(callKey(message.sender, message.serial), notifications.length);
      notifications.push(seenNotification(message));
    }
    if (message.member === 'CloseNotification') {
      const id = numberOf(message.body?.[0]);
      signals.push({ kind: 'close call', id, seenAtMs: Date.now(), order, sender: message.sender ?? '' });
    }
  }

  function recordSignal(message: WireMessage): void {
    const [first, second] = bodyOf(message).body;
    const id = numberOf(first);
    if (message.member === 'NotificationClosed') {
      signals.push({
        kind: 'closed',
        id,
        seenAtMs: Date.now(),
        order,
        reason: closeReasons[numberOf(second)] ?? 'undefined',
      });
    } else if (message.member === 'ActionInvoked') {
      signals.push({ kind: 'action', id, seenAtMs: Date.now(), order, action: textOf(second) });
    }
  }

  function recordAnswer(message: WireMessage): void {
    const key = callKey(message.destination, message.replySerial);
    const index = unanswered.get(key) ?? -1;
    const notification = notifications[index];
    if (notification === undefined) return;
    unanswered.delete(key);
    notifications[index] =
      message.type === messageTypes.error
        ? { ...notification, error: message.errorName ?? 'unnamed error' }
        : { ...notification, id: numberOf(message.body?.[0]), answeredAt: order };
  }

  function waitUntilSeen<Value>(
    find: () => Value | undefined,
    limitMs: number,
    what: string,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(
          new Error(`no such ${what} within ${limitMs} ms. Seen last:\n${describe(notifications, signals)}`),
        );
      }, limitMs);
      watchers.add(look);
      look();
    });
  }

  return {
    notifications: () => notifications,
    signals: () => signals,
    waitForNotification: (predicate, limitMs = 5_000) =>
      waitUntilSeen(
        () => notifications.find((seen) => seen.id !== undefined && predicate(seen)),
        limitMs,
        'notification',
      ),
    waitForCall: (predicate, limitMs = 5_000) =>
      waitUntilSeen(() => notifications.find(predicate), limitMs, 'call'),
    waitForSignal: (predicate, limitMs = 5_000) =>
      waitUntilSeen(() => signals.find(predicate), limitMs, 'signal'),
    clear() {
      notifications = [];
      signals = [];
      unanswered.clear();
    },
    stop() {
      watchers.clear();
      connection.end();
    },
  };
}

function callKey(caller: string | undefined, serial: number | undefined): string {
  return `${caller ?? ''} ${serial ?? 0}`;
}

function seenNotification(message: WireMessage): SeenNotification {
  const [appName, replacesId, icon, summary, body, actions, hints, expireTimeoutMs] = bodyOf(message).body;
  return {
    sender: message.sender ?? '',
    serial: message.serial,
    seenAtMs: Date.now(),
    seenAt: performance.now(),
    appName: textOf(appName),
    replacesId: numberOf(replacesId),
    icon: textOf(icon),
    summary: textOf(summary),
    body: textOf(body),
    actions: listOf(actions).map(textOf),
    hints: dictionaryOf(hints),
    expireTimeoutMs: numberOf(expireTimeoutMs),
    id: undefined,
    error: undefined,
    answeredAt: undefined,
  };
}

function describe(
  notifications: readonly SeenNotification[],
  signals: readonly NotificationSignal[],
): string {
  const lines = notifications
    .slice(-shownInErrors)
    .map(
      ({ id, error, summary, body }) =>
        `  notification ${error ?? id ?? '(no answer)'}: ${summary} | ${body}`,
    );
  const more = signals.slice(-shownInErrors).map((signal) => `  ${JSON.stringify(signal)}`);
  return [...lines, ...more].join('\n') || '  nothing';
}

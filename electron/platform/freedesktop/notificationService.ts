import type { Stop } from '../../core/ports.ts';
import { notifications } from './notifyCall.ts';
import type { BusAnswer, BusCall, SessionBus } from './sessionBus.ts';

/** What is known of the notification service that is there now. */
export interface NotificationService {
  capabilities: ReadonlySet<string>;
  /** As it calls itself; empty when it does not. */
  name: string;
  /** Unique bus name of the process. */
  owner: string;
  busId: string;
}

export type ServiceAnswer =
  { ok: true; service: NotificationService } | { ok: false; answer: BusAnswer & { ok: false } };

export interface NotificationServiceWatch {
  /** What {@link NotificationServiceWatch.know} has answered and what still holds; null: it must be asked. */
  known(): NotificationService | null;
  /** Asked once per service. Waits as long as the service takes; an end of it or of the bus is an answer. */
  know(): Promise<ServiceAnswer>;
  /** The bus's own id: unique names such as `:1.23` begin anew with every bus. */
  busId(): Promise<string>;
  stop: Stop;
}

/** The bus itself. */
export const busDaemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** @param lost told the unique name of each process that was the service and is it no more */
export function watchNotificationService(
  session: SessionBus,
  limitMs: number,
  lost: (owner: string) => void,
): NotificationServiceWatch {
  let known: Promise<ServiceAnswer> | null = null;
  let service: NotificationService | null = null;

  function forget(): void {
    known = null;
    service = null;
  }

  const stops: Stop[] = [
    session.onSignal(
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${notifications.destination}'`,
      ({ member, body: [name, before] }) => {
        if (member !== 'NameOwnerChanged' || name !== notifications.destination) return;
        forget();
        // What its last words caused comes first.
        if (typeof before === 'string' && before !== '') setImmediate(() => lost(before));
      },
    ),
    session.onLost(forget),
  ];

  async function busId(): Promise<string> {
    const answer = await session.call({ ...busDaemon, member: 'GetId' });
    return answer.ok && typeof answer.body[0] === 'string' ? answer.body[0] : '';
  }

  async function ask(): Promise<ServiceAnswer> {
    const [capabilities, information, id] = await Promise.all([
      callToTheEnd(session, { ...notifications, member: 'GetCapabilities' }, limitMs),
      callToTheEnd(session, { ...notifications, member: 'GetServerInformation' }, limitMs),
      busId(),
    ]);
    if (!capabilities.ok) return { ok: false, answer: capabilities };
    const [list] = capabilities.body;
    const name = information.ok ? information.body[0] : '';
    return {
      ok: true,
      service: {
        capabilities: new Set(Array.isArray(list) ? list.map(String) : []),
        name: typeof name === 'string' ? name.slice(0, 300) : '',
        owner: capabilities.sender,
        busId: id,
      },
    };
  }

  return {
    known: () => service,
    async know() {
      const asking = (known ??= ask());
      const answer = await asking;
      // Another service may have come while this one was asked.
      if (known !== asking) return answer;
      if (answer.ok) ({ service } = answer);
      else forget();
      return answer;
    },
    busId,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Answers when the call was answered or its connection ended, also long after its deadline. */
export function callToTheEnd(session: SessionBus, call: BusCall, limitMs: number): Promise<BusAnswer> {
  return new Promise((resolve) => {
    // Not awaited: one of the two answers in any case.
    void session.call(call, { limitMs, late: resolve }).then((answer) => {
      if (answer.ok || answer.error !== 'timedOut') resolve(answer);
    });
  });
}

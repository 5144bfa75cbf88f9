import dbusNative from '@homebridge/dbus-native';
import { dictionaryOf, listOf, numberOf, textOf } from './busMessage.ts';

/**
 * A notification service with what dunst and xfce4-notifyd lack: a centre that keeps what expired, and answers
 * written into the notification (as Plasma has both). It draws nothing.
 */
export interface NotificationStandIn {
  /** What lies on the screen or in the centre, by number. */
  readonly standing: ReadonlyMap<number, StandingNotification>;
  /** How many calls of Notify came. */
  calls(): number;
  /** Its do-not-disturb. */
  inhibit(): void;
  act(number: number, action: string): void;
  reply(number: number, text: string): void;
  /** Off the screen, and kept. */
  expire(number: number): void;
  dismiss(number: number): void;
  stop(): void;
}

export interface StandingNotification {
  readonly summary: string;
  readonly actions: readonly string[];
  readonly hints: ReadonlyMap<string, unknown>;
}

interface Description {
  name: string;
  methods: Record<string, [string, string]>;
  properties: Record<string, string>;
}

/** What the package really offers here; its own types leave it out. */
interface Client {
  requestName(name: string, flags: number, done: (problem: unknown) => void): void;
  exportInterface(object: object, path: string, description: Description): void;
  sendSignal(path: string, of: string, name: string, signature: string, body: unknown[]): void;
  connection: { end(): void };
}
const library = dbusNative as unknown as { createClient(options: { busAddress: string }): Client };

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

export async function startNotificationStandIn(busAddress: string): Promise<NotificationStandIn> {
  const client = library.createClient({ busAddress });
  const standing = new Map<number, StandingNotification>();
  let last = 0;
  let calls = 0;

  const service = {
    Inhibited: false,
    GetCapabilities: () => ['actions', 'body', 'persistence', 'inline-reply'],
    GetServerInformation: () => ['Stand-in', 'test', '1', '1.2'],
    Notify(...[, replaces, , summary, , actions, hints]: unknown[]) {
      calls += 1;
      const number = standing.has(numberOf(replaces)) ? numberOf(replaces) : (last += 1);
      standing.set(number, {
        summary: textOf(summary),
        actions: listOf(actions).map(textOf),
        hints: dictionaryOf(hints),
      });
      return number;
    },
    CloseNotification(number: unknown) {
      if (standing.delete(numberOf(number))) closed(numberOf(number), 3);
      return [];
    },
  };

  function tell(member: string, signature: string, body: unknown[]): void {
    client.sendSignal(path, name, member, signature, body);
  }
  function closed(number: number, reason: number): void {
    tell('NotificationClosed', 'uu', [number, reason]);
  }

  client.exportInterface(service, path, {
    name,
    methods: {
      GetCapabilities: ['', 'as'],
      GetServerInformation: ['', 'ssss'],
      Notify: ['susssasa{sv}i', 'u'],
      CloseNotification: ['u', ''],
    },
    properties: { Inhibited: 'b' },
  });
  const standIn: NotificationStandIn = {
    standing,
    calls: () => calls,
    inhibit() {
      service.Inhibited = true;
    },
    act: (number, action) => tell('ActionInvoked', 'us', [number, action]),
    reply: (number, text) => tell('NotificationReplied', 'us', [number, text]),
    expire: (number) => closed(number, 1),
    dismiss(number) {
      standing.delete(number);
      closed(number, 2);
    },
    stop: () => client.connection.end(),
  };
  await new Promise<void>((resolve, reject) => {
    client.requestName(name, 0, (problem) =>
      problem ? reject(new Error(`${name} was not given away`)) : resolve(),
    );
  });
  return standIn;
}

import dbusNative from '@homebridge/dbus-native';
import {
  bodyOf,
  messageTypes,
  textOf,
  unwrapVariant,
  type BusMessage,
  type WireMessage,
} from './busMessage.ts';

/** What a test needs of a message bus; small enough for a fake. */
export interface SessionBus {
  call(request: BusCall): Promise<readonly unknown[]>;
  /** One property, with its variant taken off. */
  getProperty(destination: string, path: string, interfaceName: string, name: string): Promise<unknown>;
  hasOwner(name: string): Promise<boolean>;
  /** Calls back for each signal the match rule lets through, until the returned function is called. */
  onSignal(rule: string, listener: (signal: BusMessage) => void): Promise<() => void>;
  disconnect(): void;
}

/** A method call; `signature` and `body` go together. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** The bus daemon itself. */
export const busDaemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

interface WireConnection {
  message(message: WireMessage): void;
  end(): void;
  on(event: 'message', listener: (message: WireMessage) => void): void;
  on(event: 'error', listener: (problem: Error) => void): void;
  on(event: 'end', listener: () => void): void;
  once(event: 'connect', listener: () => void): void;
}

interface WireModule {
  createConnection(options: { busAddress: string }): WireConnection;
}

// The package's own types leave out the door we need.
const wire: WireModule = dbusNative as unknown as WireModule;
const callLimitMs = 10_000;

/**
 * Opens a bare connection: unlike the package's own bus class it answers no call and sends nothing by itself, which
 * a monitor must not do.
 */
export async function openConnection(address: string): Promise<WireConnection> {
  const connection = wire.createConnection({ busAddress: address });
  await new Promise<void>((resolve, reject) => {
    connection.on('error', (problem) => reject(new Error(`bus ${address}: ${problem.message}`)));
    connection.on('end', () => reject(new Error(`bus ${address} closed the connection`)));
    connection.once('connect', resolve);
  });
  return connection;
}

/** Connects to a bus and says hello; every call fails with the error's D-Bus name in its text. */
export async function connectToBus(address: string): Promise<SessionBus> {
  const connection = await openConnection(address);
  const calls = new Map<
    number,
    { resolve: (body: readonly unknown[]) => void; reject: (problem: Error) => void }
  >();
  const listeners = new Set<(signal: BusMessage) => void>();
  let serial = 0;
  let ended = false;

  connection.on('message', (message) => {
    if (message.type === messageTypes.signal) {
      const signal = bodyOf(message);
      for (const listener of [...listeners]) listener(signal);
      return;
    }
    const waiting = calls.get(message.replySerial ?? 0);
    if (waiting === undefined) return;
    calls.delete(message.replySerial ?? 0);
    if (message.type === messageTypes.error) {
      waiting.reject(new Error(`${message.errorName ?? 'D-Bus error'}: ${textOf(message.body?.[0])}`));
    } else waiting.resolve(message.body ?? []);
  });
  connection.on('end', () => {
    ended = true;
    for (const { reject } of calls.values()) reject(new Error('the bus closed the connection'));
    calls.clear();
  });

  function call(request: BusCall): Promise<readonly unknown[]> {
    if (ended) return Promise.reject(new Error('the bus connection is closed'));
    serial += 1;
    const mySerial = serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        calls.delete(mySerial);
        reject(new Error(`${request.member} of ${request.destination} gave no answer in ${callLimitMs} ms`));
      }, callLimitMs);
      const settle = (): void => clearTimeout(timer);
      calls.set(mySerial, {
        resolve: (body) => (settle(), resolve(body)),
        reject: (problem) => (settle(), reject(problem)),
      });
      connection.message({ ...request, type: messageTypes.methodCall, serial: mySerial });
    });
  }

  await call({ ...busDaemon, member: 'Hello' });
  return {
    call,
    async getProperty(destination, path, interfaceName, name) {
      const [value] = await call({
        destination,
        path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [interfaceName, name],
      });
      return unwrapVariant(value);
    },
    async hasOwner(name) {
      const [owned] = await call({ ...busDaemon, member: 'NameHasOwner', signature: 's', body: [name] });
      return owned === true;
    },
    async onSignal(rule, listener) {
      await call({ ...busDaemon, member: 'AddMatch', signature: 's', body: [rule] });
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        // Deliberately not awaited: nobody waits for the bus to forget a rule, and it may be gone already.
        call({ ...busDaemon, member: 'RemoveMatch', signature: 's', body: [rule] }).catch(() => undefined);
      };
    },
    disconnect() {
      ended = true;
      for (const { reject } of calls.values()) reject(new Error('disconnected'));
      calls.clear();
      connection.end();
    },
  };
}

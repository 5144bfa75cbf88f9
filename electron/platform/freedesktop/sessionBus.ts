import dbus from '@homebridge/dbus-native';
import type { Stop } from '../../core/ports.ts';
import { createMessageEncoder, type OutgoingMessage } from './busMessage.ts';

/** A small typed face over the D-Bus library: calls with a deadline, signals, and a connection that comes back. */

export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  /** D-Bus signature of `body`; empty for none. */
  signature?: string;
  body?: unknown[];
}

export type BusEmission = Pick<BusCall, 'path' | 'interface' | 'member' | 'signature' | 'body'>;

export interface BusSignal {
  sender: string;
  path: string;
  interface: string;
  member: string;
  body: unknown[];
}

export type BusAnswer =
  /** `sender`: the unique name of who answered. */
  { ok: true; body: unknown[]; sender: string } | { ok: false; error: string; message: string };

export interface CallLimits {
  /** Milliseconds; {@link callLimitMs} when left out. */
  limitMs?: number;
  /** Told once, after the call was answered with `timedOut`: what came of it in the end, however late. */
  late?: (answer: BusAnswer) => void;
}

export interface SessionBus {
  call(call: BusCall, limits?: CallLimits): Promise<BusAnswer>;
  /** Says something to whoever listens; nobody answers. */
  emit(signal: BusEmission): void;
  /** Match rule and listener both survive a lost connection. */
  onSignal(rule: string, listener: (signal: BusSignal) => void): Stop;
  /** Told whenever the connection was lost; the next call makes a new one, maybe to another bus. */
  onLost(listener: () => void): Stop;
  nameHasOwner(name: string): Promise<boolean>;
  stop(): void;
}

/** A service that has not answered by then is taken as hung. Milliseconds. */
export const callLimitMs = 20_000;

interface Message {
  type: number;
  sender?: string;
  path?: string;
  interface?: string;
  member?: string;
  body?: unknown[];
}

/** What the library really offers; its own type declarations cover a fraction. */
interface Client {
  invoke(
    message: BusCall,
    /** The library gives the whole answer as `this`, except when it could not even ask. */
    callback: (
      this: { message?: Message } | undefined,
      error: { name?: string; message?: string } | null,
      ...body: unknown[]
    ) => void,
  ): void;
  addMatch(rule: string, callback: (error: unknown) => void): void;
  sendSignal(path: string, face: string, name: string, signature: string, body: unknown[]): void;
  connection: {
    on(event: 'message', listener: (message: Message) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'end' | 'connect', listener: () => void): void;
    /** Replaced by the library itself once it is connected: until then it keeps what it is given. */
    message: (message: OutgoingMessage) => void;
    end(): void;
    stream: { destroy(): void; unref(): void; write(bytes: Uint8Array): void };
  };
}
interface Library {
  createClient(options: { busAddress: string }): Client;
  messageType: { signal: number };
}
const library = dbus as unknown as Library;

/** The address of the session bus, or null when this session has none. */
export function sessionBusAddress(environment: NodeJS.ProcessEnv): string | null {
  const address = environment['DBUS_SESSION_BUS_ADDRESS'];
  if (address !== undefined && address !== '') return address;
  const runtime = environment['XDG_RUNTIME_DIR'];
  return runtime === undefined || runtime === '' ? null : `unix:path=${runtime}/bus`;
}

export function createSessionBus(address: string | null): SessionBus {
  let client: Client | null = null;
  let stopped = false;
  const pending = new Set<(answer: BusAnswer) => void>();
  const subscriptions = new Map<number, { rule: string; listener: (signal: BusSignal) => void }>();
  const lossListeners = new Set<() => void>();
  const encode = createMessageEncoder();
  let nextSubscription = 1;

  function lost(from: Client, why: string): void {
    if (client !== from) return;
    client = null;
    from.connection.stream.destroy();
    for (const settle of [...pending]) settle({ ok: false, error: 'disconnected', message: why });
    for (const listener of [...lossListeners]) listener();
  }

  function connect(): Client | null {
    if (client !== null || stopped || address === null) return client;
    try {
      const made = library.createClient({ busAddress: address });
      made.connection.on('error', (error) => lost(made, error.message));
      made.connection.on('end', () => lost(made, 'the bus closed the connection'));
      made.connection.on('connect', () => writeOurselves(made));
      made.connection.on('message', (message) => {
        if (message.type === library.messageType.signal) deliver(message);
      });
      client = made;
      for (const { rule } of subscriptions.values()) made.addMatch(rule, ignoreMatchAnswer);
      return made;
    } catch (error) {
      // An address of a kind the library does not know: the same to us as no bus.
      client = null;
      lastFailure = error instanceof Error ? error.message : String(error);
      return null;
    }
  }
  let lastFailure = 'this session has no D-Bus';

  function writeOurselves({ connection }: Client): void {
    const theirs = connection.message;
    connection.message = (message) => {
      const bytes = encode(message);
      if (bytes === null) theirs(message);
      else connection.stream.write(bytes);
    };
  }

  function deliver(message: Message): void {
    const signal: BusSignal = {
      sender: message.sender ?? '',
      path: message.path ?? '',
      interface: message.interface ?? '',
      member: message.member ?? '',
      body: message.body ?? [],
    };
    for (const { listener } of [...subscriptions.values()]) listener(signal);
  }

  function call(request: BusCall, { limitMs = callLimitMs, late }: CallLimits = {}): Promise<BusAnswer> {
    const connected = connect();
    if (connected === null) return Promise.resolve({ ok: false, error: 'noBus', message: lastFailure });
    return new Promise((resolve) => {
      let overdue = false;
      const settle = (answer: BusAnswer): void => {
        clearTimeout(deadline);
        if (!pending.delete(settle)) return;
        if (overdue) late?.(answer);
        else resolve(answer);
      };
      const deadline = setTimeout(() => {
        overdue = true;
        if (late === undefined) pending.delete(settle);
        resolve({ ok: false, error: 'timedOut', message: `no answer within ${limitMs} ms` });
      }, limitMs);
      pending.add(settle);
      connected.invoke(request, function answered(error, ...body) {
        if (!error) return settle({ ok: true, body, sender: this?.message?.sender ?? '' });
        settle({ ok: false, error: error.name ?? 'failed', message: (error.message ?? '').slice(0, 500) });
      });
    });
  }

  return {
    call,
    emit({ path, interface: face, member, signature = '', body = [] }) {
      connect()?.sendSignal(path, face, member, signature, body);
    },
    onSignal(rule, listener) {
      const id = nextSubscription++;
      subscriptions.set(id, { rule, listener });
      if (client === null) connect();
      else client.addMatch(rule, ignoreMatchAnswer);
      return () => subscriptions.delete(id);
    },
    onLost(listener) {
      lossListeners.add(listener);
      return () => lossListeners.delete(listener);
    },
    async nameHasOwner(name) {
      const answer = await call({
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'NameHasOwner',
        signature: 's',
        body: [name],
      });
      return answer.ok && answer.body[0] === true;
    },
    stop() {
      stopped = true;
      if (client !== null) lost(client, 'stopped');
    },
  };
}

/** A refused match rule shows as signals that never come; the rules here are constants that every bus takes. */
function ignoreMatchAnswer(): void {
  // See above.
}

/** Takes the variant off a value, also one in another: the library gives `[signature tree, [value]]`. */
export function variantValue(variant: unknown): unknown {
  if (!Array.isArray(variant)) return variant;
  const [tree, values] = variant as unknown[];
  if (!Array.isArray(tree) || !Array.isArray(values)) return variant;
  return variantValue((values as unknown[])[0]);
}

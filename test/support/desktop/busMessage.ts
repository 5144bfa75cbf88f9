/** Message types of the D-Bus specification, "Message Protocol". */
export const messageTypes = { methodCall: 1, methodReturn: 2, error: 3, signal: 4 } as const;

/** A message as dbus-native reads and writes it. */
export interface WireMessage {
  readonly type: number;
  readonly serial: number;
  readonly replySerial?: number;
  readonly sender?: string;
  readonly destination?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A received message with a body that is always there. */
export interface BusMessage extends WireMessage {
  readonly body: readonly unknown[];
}

export function bodyOf(message: WireMessage): BusMessage {
  return { ...message, body: message.body ?? [] };
}

/** Takes the variant off a value: dbus-native gives `[signature tree, [value]]`. Other values come back as they are. */
export function unwrapVariant(value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 2) return value;
  const [tree, content] = value as readonly unknown[];
  if (!isSignatureTree(tree) || !Array.isArray(content) || content.length !== 1) return value;
  return unwrapVariant((content as readonly unknown[])[0]);
}

function isSignatureTree(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 1 && isRecord(value[0]) && typeof value[0]['type'] === 'string'
  );
}

/** Turns an `a{sv}` (a list of pairs) into a map of plain values. */
export function dictionaryOf(value: unknown): ReadonlyMap<string, unknown> {
  const entries = listOf(value).map((pair) => {
    const [key, content] = listOf(pair);
    return [String(key), unwrapVariant(content)] as const;
  });
  return new Map(entries);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

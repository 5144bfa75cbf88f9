/**
 * Calls as bytes (D-Bus specification, "Message Protocol": little endian, version 1). The library writes them too, but
 * parses every signature anew and joins dozens of buffers: a third of a millisecond for one notification, a tenth of its
 * whole way from the server to the screen (measured). What this does not know is left to it.
 */

export interface OutgoingMessage {
  serial: number;
  type?: number;
  flags?: number;
  path?: string;
  interface?: string;
  member?: string;
  destination?: string;
  signature?: string;
  body?: unknown[];
}

/** A complete type of a signature: its code, and for arrays, structures and dictionary entries what is in them. */
interface Type {
  code: string;
  inner: readonly Type[];
}

const littleEndian = 0x6c;
const methodCall = 1;
const protocolVersion = 1;
/** Where a message keeps the length of its body, and of its header's fields. */
const bodyLengthAt = 4;
/** The header's fields: number, name, and type. In this order the library writes them. */
const fields = [
  [1, 'path', 'o'],
  [2, 'interface', 's'],
  [3, 'member', 's'],
  [6, 'destination', 's'],
  [8, 'signature', 'g'],
] as const;
const alignments: Readonly<Record<string, number>> = { y: 1, g: 1, v: 1, '(': 8, '{': 8 };

/** @returns a function that answers null for what the library has to write: answers, signals, types not used here */
export function createMessageEncoder(): (message: OutgoingMessage) => Buffer | null {
  const known = new Map<string, readonly Type[] | null>();
  let bytes = Buffer.alloc(4_096);
  let at = 0;

  function typesOf(signature: string): readonly Type[] | null {
    const before = known.get(signature);
    if (before !== undefined) return before;
    const read = readSignature(signature);
    known.set(signature, read);
    return read;
  }

  function room(more: number): void {
    if (at + more <= bytes.length) return;
    const larger = Buffer.alloc(Math.max(bytes.length * 2, at + more));
    bytes.copy(larger, 0, 0, at);
    bytes = larger;
  }

  function align(to: number): void {
    room(to);
    while (at % to !== 0) bytes[at++] = 0;
  }

  function byte(value: number): void {
    room(1);
    at = bytes.writeUInt8(value, at);
  }

  function int32(value: number): void {
    align(4);
    room(4);
    at = bytes.writeInt32LE(value, at);
  }

  function uint32(value: number): void {
    align(4);
    room(4);
    at = bytes.writeUInt32LE(value, at);
  }

  function text(value: string): void {
    // The bus ends the connection of whoever sends it one.
    if (value.includes('\0')) throw new TypeError('a text with a NUL in it');
    const length = Buffer.byteLength(value);
    uint32(length);
    room(length + 1);
    at += bytes.write(value, at);
    bytes[at++] = 0;
  }

  function signatureText(value: string): void {
    byte(value.length);
    room(value.length + 1);
    at += bytes.write(value, at, 'latin1');
    bytes[at++] = 0;
  }

  function array(element: Type, values: readonly unknown[]): void {
    uint32(0);
    const lengthAt = at - 4;
    align(alignments[element.code] ?? 4);
    const from = at;
    for (const value of values) write(element, value);
    bytes.writeUInt32LE(at - from, lengthAt);
  }

  function structure(types: readonly Type[], values: readonly unknown[]): void {
    if (types.length !== values.length) throw new TypeError('a structure with too few or too many values');
    types.forEach((type, index) => write(type, values[index]));
  }

  function variant([signature, value]: readonly unknown[]): void {
    const types = typeof signature === 'string' ? typesOf(signature) : null;
    if (types?.length !== 1) throw new TypeError(`no variant: ${String(signature)}`);
    signatureText(String(signature));
    structure(types, [value]);
  }

  /** @throws where a value is not of its type, or beyond its bounds: a fault of the caller's. */
  function write({ code, inner }: Type, value: unknown): void {
    if (typeof value === 'string' && (code === 's' || code === 'o')) return text(value);
    if (typeof value === 'string' && code === 'g') return signatureText(value);
    if (typeof value === 'number' && code === 'y') return byte(value);
    if (typeof value === 'number' && code === 'u') return uint32(value);
    if (typeof value === 'number' && code === 'i') return int32(value);
    if (typeof value === 'boolean' && code === 'b') return uint32(value ? 1 : 0);
    if (!Array.isArray(value)) throw new TypeError(`not of type "${code}": ${typeof value}`);
    const values: readonly unknown[] = value;
    const [element] = inner;
    if (code === 'v') return variant(values);
    if (code === 'a' && element !== undefined) return array(element, values);
    align(8);
    structure(inner, values);
  }

  return (message) => {
    const types = typesOf(message.signature ?? '');
    if (types === null || (message.type ?? methodCall) !== methodCall) return null;
    at = 0;
    for (const value of [littleEndian, methodCall, message.flags ?? 0, protocolVersion]) byte(value);
    uint32(0);
    uint32(message.serial);
    uint32(0);
    const lengthAt = at - 4;
    const from = at;
    for (const [number, name, code] of fields) {
      const value = message[name];
      if (value === undefined || value === '') continue;
      align(8);
      byte(number);
      variant([code, value]);
    }
    bytes.writeUInt32LE(at - from, lengthAt);
    align(8);
    const bodyFrom = at;
    structure(types, message.body ?? []);
    bytes.writeUInt32LE(at - bodyFrom, bodyLengthAt);
    // A copy: the stream keeps what it is given until it is on its way.
    return Buffer.from(bytes.subarray(0, at));
  };
}

/** Null when it holds a type that is not used here, or is none. */
function readSignature(signature: string): readonly Type[] | null {
  let at = 0;

  function next(): Type | null {
    const code = signature.charAt(at++);
    if ('ybiusogv'.includes(code) && code !== '') return { code, inner: [] };
    if (code === 'a') {
      const element = next();
      return element === null ? null : { code, inner: [element] };
    }
    if (code !== '(' && code !== '{') return null;
    const end = code === '(' ? ')' : '}';
    const inner: Type[] = [];
    while (signature.charAt(at) !== end) {
      const one = next();
      if (one === null) return null;
      inner.push(one);
    }
    at += 1;
    return { code, inner };
  }

  const types: Type[] = [];
  while (at < signature.length) {
    const type = next();
    if (type === null) return null;
    types.push(type);
  }
  return types;
}

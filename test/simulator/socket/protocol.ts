import { createHmac, timingSafeEqual } from 'node:crypto';

/** ChatApp's public, constant Pusher application key (its page "Receiving incoming events"). */
export const chatAppKey = 'ChatsAppApiProdKey';

/** The channel of one messenger in one line. */
export function lineChannel(licenseId: number, messengerType: string): string {
  return `private-v1.licenses.${licenseId}.messengers.${messengerType}`;
}

export function companyChannel(companyId: number): string {
  return `private-v1.companies.${companyId}`;
}

export function userChannel(userId: number): string {
  return `private-v1.users.${userId}`;
}

/** The employee's channel in a company (only the older documentation names it). */
export function employeeChannel(companyId: number, userId: number): string {
  return `private-v1.companies.${companyId}.users.${userId}`;
}

type ParsedChannel =
  | { readonly kind: 'line'; readonly licenseId: number; readonly messengerType: string }
  | { readonly kind: 'company'; readonly companyId: number }
  | { readonly kind: 'user'; readonly userId: number }
  | { readonly kind: 'employee'; readonly companyId: number; readonly userId: number };

/** Reads a channel name; null when it is none of ChatApp's four kinds. */
export function parseChannel(name: string): ParsedChannel | null {
  const line = /^private-v1\.licenses\.(\d+)\.messengers\.([A-Za-z0-9]+)$/.exec(name);
  if (line !== null) return { kind: 'line', licenseId: Number(line[1]), messengerType: line[2] ?? '' };
  const employee = /^private-v1\.companies\.(\d+)\.users\.(\d+)$/.exec(name);
  if (employee !== null)
    return { kind: 'employee', companyId: Number(employee[1]), userId: Number(employee[2]) };
  const company = /^private-v1\.companies\.(\d+)$/.exec(name);
  if (company !== null) return { kind: 'company', companyId: Number(company[1]) };
  const user = /^private-v1\.users\.(\d+)$/.exec(name);
  if (user !== null) return { kind: 'user', userId: Number(user[1]) };
  return null;
}

/** The `auth` of a private channel: `key:hex(HMAC-SHA256(secret, "socketId:channel"))`. */
export function signChannel(key: string, secret: string, socketId: string, channel: string): string {
  return `${key}:${createHmac('sha256', secret).update(`${socketId}:${channel}`).digest('hex')}`;
}

/** Compares two signatures without telling by time where they differ. */
export function sameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A frame as text; absent parts are left out, as laravel-websockets does. */
export function frame(event: string, data?: unknown, channel?: string): string {
  return JSON.stringify({
    event,
    ...(channel === undefined ? {} : { channel }),
    ...(data === undefined ? {} : { data }),
  });
}

interface ClientFrame {
  readonly event: string;
  readonly channel: string | null;
  readonly auth: string;
}

/** Reads a frame of a client; null when it is not a Pusher frame. */
export function parseClientFrame(text: string): ClientFrame | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(parsed) || typeof parsed['event'] !== 'string') return null;
  const data = isObject(parsed['data']) ? parsed['data'] : {};
  const channel = data['channel'];
  const auth = data['auth'];
  return {
    event: parsed['event'],
    channel: typeof channel === 'string' ? channel : null,
    auth: typeof auth === 'string' ? auth : '',
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

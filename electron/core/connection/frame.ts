import { parseJson } from '../intake/json.ts';
import { asItem, property } from '../intake/read.ts';

/**
 * What a frame must be before pusher-js may see it. pusher-js 8.6 throws uncaught on a dozen odd frames and goes
 * deaf for ever on an odd first one (measured, 39 frames); none of those passes here.
 */

export type FirstFrame =
  | { type: 'greeting'; socketId: string; forward: string }
  | { type: 'refusal'; closeCode: number; detail: string }
  | { type: 'bad'; reason: string };

export type LaterFrame =
  /** `forward` is what pusher-js gets; an event's data reaches it as text, so that no id is rounded. */
  { type: 'forward'; forward: string; pong: boolean } | { type: 'bad'; reason: string };

const objectNames = new Set(Object.getOwnPropertyNames(Object.prototype));

/** pusher-js must not ping by itself: silence is watched where the socket is. Seconds; thirty days. */
const neverSeconds = 2_592_000;

interface Frame {
  event: string;
  channel: string | null;
  data: unknown;
}

function readFrame(text: string): Frame | string {
  const parsed = parseJson(text);
  if (!parsed.ok) return 'not JSON';
  const frame = asItem(parsed.value);
  if (frame === null) return 'not an object';
  const event = property(frame, 'event');
  if (typeof event !== 'string' || event === '') return 'event is not a name';
  const channel = property(frame, 'channel') ?? null;
  if (channel !== null && (typeof channel !== 'string' || objectNames.has(channel)))
    return 'channel is not a name';
  return { event, channel, data: property(frame, 'data') };
}

/** Pusher sends `data` as a JSON text, some servers as an object; both are the same to us. */
function decoded(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  const parsed = parseJson(data);
  return parsed.ok ? parsed.value : data;
}

/** JSON.parse takes any depth, JSON.stringify runs out of stack: null then. */
function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

export function checkFirstFrame(text: string): FirstFrame {
  const frame = readFrame(text);
  if (typeof frame === 'string') return { type: 'bad', reason: frame };
  const data = decoded(frame.data);
  if (frame.event === 'pusher:error') {
    const code = property(data, 'code');
    const message = property(data, 'message');
    const detail = typeof message === 'string' ? message.slice(0, 200) : '';
    return typeof code === 'number' && Number.isInteger(code)
      ? { type: 'refusal', closeCode: code, detail }
      : { type: 'bad', reason: `error without a code ${detail}`.trim() };
  }
  if (frame.event !== 'pusher:connection_established')
    return { type: 'bad', reason: `greeted with ${frame.event.slice(0, 100)}` };
  const socketId = property(data, 'socket_id');
  if (typeof socketId !== 'string' || socketId === '')
    return { type: 'bad', reason: 'greeting without socket_id' };
  const forward = JSON.stringify({
    event: frame.event,
    data: JSON.stringify({ socket_id: socketId, activity_timeout: neverSeconds }),
  });
  return { type: 'greeting', socketId, forward };
}

export function checkLaterFrame(text: string): LaterFrame {
  const frame = readFrame(text);
  if (typeof frame === 'string') return { type: 'bad', reason: frame };
  if (frame.event === 'pusher:pong')
    return { type: 'forward', forward: '{"event":"pusher:pong","data":{}}', pong: true };
  if (!frame.event.startsWith('pusher:') && !frame.event.startsWith('pusher_internal:')) {
    const dataText = typeof frame.data === 'string' ? frame.data : jsonText(frame.data ?? null);
    if (dataText === null) return { type: 'bad', reason: 'nested too deeply' };
    const forward = JSON.stringify({
      event: frame.event,
      channel: frame.channel ?? undefined,
      data: JSON.stringify(dataText),
    });
    return { type: 'forward', forward, pong: false };
  }
  const data = decoded(frame.data);
  const needsData = frame.event !== 'pusher_internal:subscription_succeeded' && frame.event !== 'pusher:ping';
  if (needsData && asItem(data) === null)
    return { type: 'bad', reason: `${frame.event.slice(0, 100)} without data` };
  // Never the text itself: what was checked is what pusher-js gets, to the last number.
  const known = jsonText({ event: frame.event, channel: frame.channel ?? undefined, data: frame.data });
  return known === null
    ? { type: 'bad', reason: 'nested too deeply' }
    : { type: 'forward', forward: known, pong: false };
}

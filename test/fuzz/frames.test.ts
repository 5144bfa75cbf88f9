import { it } from 'vitest';
import { checkFirstFrame, checkLaterFrame } from '../../electron/core/connection/frame.ts';
import { intake } from '../../electron/core/intake/intake.ts';
import { lineChannelName } from '../support/events.ts';
import { makeFrame } from './support/frames.ts';
import { mustBeSound } from './support/promises.ts';
import { fuzz } from './support/target.ts';

/** The way of a frame up to the history, without a socket: the guard, what pusher-js makes of it, and the one door. */

it('whatever comes as a frame is refused with a reason or becomes sound events', async () => {
  await fuzz({
    name: 'guard and intake',
    share: 1,
    make: makeFrame,
    feed: take,
    // One frame may hold ten thousand items, each of them an event; an ordinary one holds one.
    slowestAllowed: 1_000,
  });
});

function take(text: string): string {
  const first = checkFirstFrame(text);
  if (first.type === 'greeting') mustBeForwarded(first.forward);
  else if (first.type === 'bad') mustBeReason(first.reason);
  const later = checkLaterFrame(text);
  if (later.type === 'bad') {
    mustBeReason(later.reason);
    return later.reason.replace(/^(pusher_?\w*:).*? (without data)/s, '$1… $2');
  }
  const { event, channel, data } = mustBeForwarded(later.forward);
  if (event.startsWith('pusher:') || event.startsWith('pusher_internal:')) return 'taken';
  // As pusher-js hands it on: the text inside the text.
  const dataText = JSON.parse(String(data)) as unknown;
  mustBeSound(
    intake({
      accountId: '685',
      channel: channel ?? lineChannelName,
      name: event,
      dataText: String(dataText),
      receivedAtMs: 1_700_000_000_000,
      recovered: false,
    }),
  );
  return 'taken';
}

function mustBeForwarded(text: string): { event: string; channel?: string; data: unknown } {
  const frame = JSON.parse(text) as { event: unknown; channel?: unknown; data: unknown };
  if (typeof frame.event !== 'string' || !['string', 'undefined', 'object'].includes(typeof frame.channel))
    throw new Error('pusher-js would throw');
  return {
    event: frame.event,
    data: frame.data,
    ...(typeof frame.channel === 'string' && { channel: frame.channel }),
  };
}

function mustBeReason(reason: string): void {
  if (reason === '' || reason.length > 300) throw new Error(`no reason: ${reason.slice(0, 400)}`);
}

import type { Cause, ChannelState, Line } from '../../shared/appState.ts';
import type { ApiFailure } from '../ports.ts';

/** Names of ChatApp's private channels, and the life of each: a refusal of one never touches another. */

export interface ChannelTarget {
  name: string;
  kind: ChannelState['kind'];
  lineId: string | null;
  messengerType: string | null;
}

export function messengerChannel(place: { lineId: string; messengerType: string }): string {
  return `private-v1.licenses.${place.lineId}.messengers.${place.messengerType}`;
}

/** One channel per messenger of a line (ChatApp, "Receiving incoming events", step 3). */
export function messengerChannels(lines: readonly Line[]): ChannelTarget[] {
  return lines.flatMap((line) =>
    line.messengers.map((messenger) => ({
      name: messengerChannel({ lineId: line.id, messengerType: messenger.type }),
      kind: 'messenger' as const,
      lineId: line.id,
      messengerType: messenger.type,
    })),
  );
}

/** Company, user and employee channels; documented by ChatApp but unproven, so a refusal of them is no alarm. */
export function personChannels(accountId: string, companyIds: readonly string[]): ChannelTarget[] {
  const target = (name: string, kind: ChannelState['kind']): ChannelTarget => ({
    name,
    kind,
    lineId: null,
    messengerType: null,
  });
  return [
    target(`private-v1.users.${accountId}`, 'user'),
    ...companyIds.flatMap((companyId) => [
      target(`private-v1.companies.${companyId}`, 'company'),
      target(`private-v1.companies.${companyId}.users.${accountId}`, 'employee'),
    ]),
  ];
}

/** Whether nothing of it has to be fetched for want of hearing it: it is heard, or not to be heard. */
export function isHeard({ kind, status }: Pick<ChannelState, 'kind' | 'status'>): boolean {
  return kind !== 'messenger' || status === 'listening' || status === 'noAccess' || status === 'off';
}

/** Reads line and messenger back out of a channel name; both null for any other channel. */
export function parseChannel(name: string): ChannelTarget {
  const messenger = /^private-v1\.licenses\.([^.]+)\.messengers\.(.+)$/.exec(name);
  if (messenger) {
    return { name, kind: 'messenger', lineId: messenger[1] ?? null, messengerType: messenger[2] ?? null };
  }
  const rest = { name, lineId: null, messengerType: null };
  if (name.startsWith('private-v1.companies.')) {
    return { ...rest, kind: name.includes('.users.') ? 'employee' : 'company' };
  }
  if (name.startsWith('private-v1.users.')) return { ...rest, kind: 'user' };
  return { ...rest, kind: 'other' };
}

/** Time a subscription may take before it counts as failed; servers exist that never answer a wrong signature. */
export const subscriptionLimitMs = 8_000;

export interface ChannelEntry extends ChannelState {
  /** Failures in a row since it last listened. */
  failures: number;
}

export type ChannelInput =
  | { type: 'asked' }
  | { type: 'subscribed'; nowMs: number }
  | { type: 'failed'; failure: ApiFailure }
  | { type: 'overdue' }
  | { type: 'heard'; nowMs: number }
  | { type: 'linkLost' };

export function newChannel(target: ChannelTarget, off: boolean): ChannelEntry {
  return {
    ...target,
    status: off ? 'off' : 'waiting',
    cause: null,
    lastProofMs: null,
    lastEventMs: null,
    failures: 0,
  };
}

/** The next state of one channel and, where it should be asked again, after how long. */
export function stepChannel(
  channel: ChannelEntry,
  input: ChannelInput,
  chance: number,
): { channel: ChannelEntry; askAfterMs: number | null } {
  // What still comes in of a channel that was switched off changes nothing.
  if (channel.status === 'off') return { channel, askAfterMs: null };
  switch (input.type) {
    case 'asked':
      return { channel: { ...channel, status: 'asking' }, askAfterMs: null };
    case 'subscribed':
      return {
        channel: { ...channel, status: 'listening', cause: null, failures: 0, lastProofMs: input.nowMs },
        askAfterMs: null,
      };
    case 'heard':
      return {
        channel: { ...channel, lastProofMs: input.nowMs, lastEventMs: input.nowMs },
        askAfterMs: null,
      };
    case 'linkLost':
      // "No access" stays in view: the next connection has not disproved it yet.
      return {
        channel: { ...channel, status: channel.status === 'noAccess' ? 'noAccess' : 'waiting' },
        askAfterMs: null,
      };
    case 'overdue':
      return failed(channel, { code: 'notAuthorised' }, false, chance);
    case 'failed':
      return failed(channel, causeOf(input.failure), input.failure.error === 'noAccess', chance);
  }
}

export function causeOf(failure: ApiFailure): Cause {
  switch (failure.error) {
    case 'unavailable':
      return failure.cause;
    case 'noAccess':
      return { code: 'noAccess' };
    case 'tokenRefused':
      return { code: 'tokenRefused' };
    case 'rateLimited':
      return { code: 'httpStatus', status: 429 };
  }
}

function failed(
  channel: ChannelEntry,
  cause: Cause,
  noAccess: boolean,
  chance: number,
): { channel: ChannelEntry; askAfterMs: number } {
  const failures = channel.failures + 1;
  const longestMs = noAccess ? 15 * 60_000 : 60_000;
  const firstMs = noAccess ? 60_000 : 1_000;
  const step = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 10));
  return {
    channel: { ...channel, status: noAccess ? 'noAccess' : 'failing', cause, failures },
    askAfterMs: Math.round(step / 2 + (chance * step) / 2),
  };
}

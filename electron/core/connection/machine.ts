import type { Cause } from '../../shared/appState.ts';
import { backoff, retryDelayMs } from './backoff.ts';

/**
 * The link of one account, and the only owner of retries.
 *
 * | state      | start        | stop | established | ended          | retry due    | attempt due     | stable due | wake             | proof late |
 * | ---------- | ------------ | ---- | ----------- | -------------- | ------------ | --------------- | ---------- | ---------------- | ---------- |
 * | off        | → connecting | –    | –           | –              | –            | –               | –          | –                | –          |
 * | connecting | –            | → off | → connected | → retrying    | –            | → retrying      | –          | – (under way)    | –          |
 * | connected  | –            | → off | –          | → retrying     | –            | –               | attempt:=0 | → connecting     | → retrying |
 * | retrying   | –            | → off | –          | –              | → connecting | –               | –          | → connecting     | –          |
 *
 * Every opened link has a generation; an input that speaks of an older one is about a link that is already
 * closed, and changes nothing. At most one link is open: `openLink` never leaves without `closeLink` before it.
 */

export interface Link {
  status: 'off' | 'connecting' | 'connected' | 'retrying';
  generation: number;
  /** Failures in a row; 0 again once a link proved stable. */
  attempt: number;
  cause: Cause | null;
  retryAtMs: number | null;
  socketId: string | null;
}

export type LinkInput =
  | { type: 'start' }
  | { type: 'stop' }
  | { type: 'established'; generation: number; socketId: string }
  | { type: 'ended'; generation: number; cause: Cause; closeCode: number | null }
  | { type: 'timer'; timer: LinkTimer; generation: number }
  | { type: 'wake' }
  | { type: 'proofLate'; generation: number };

export type LinkTimer = 'retry' | 'attempt' | 'stable';

export type LinkEffect =
  | { type: 'openLink'; generation: number }
  | { type: 'closeLink' }
  | { type: 'setTimer'; timer: LinkTimer; delayMs: number; generation: number }
  | { type: 'cancelTimers' };

/** An attempt that has not been greeted by then has failed; longer than the socket's own handshake deadline. */
export const attemptLimitMs = 12_000;

export const linkOff: Link = {
  status: 'off',
  generation: 0,
  attempt: 0,
  cause: null,
  retryAtMs: null,
  socketId: null,
};

export interface Surroundings {
  nowMs: number;
  /** 0 ≤ x < 1. */
  chance: number;
}

type Step = { link: Link; effects: LinkEffect[] };

function connect(link: Link, attempt: number): Step {
  const generation = link.generation + 1;
  return {
    link: { ...link, status: 'connecting', generation, attempt, retryAtMs: null, socketId: null },
    effects: [
      { type: 'cancelTimers' },
      { type: 'closeLink' },
      { type: 'openLink', generation },
      { type: 'setTimer', timer: 'attempt', delayMs: attemptLimitMs, generation },
    ],
  };
}

function retryLater(link: Link, cause: Cause, closeCode: number | null, around: Surroundings): Step {
  const delayMs = retryDelayMs(link.attempt, closeCode, around.chance);
  return {
    link: {
      ...link,
      status: 'retrying',
      attempt: link.attempt + 1,
      cause,
      retryAtMs: around.nowMs + delayMs,
      socketId: null,
    },
    effects: [
      { type: 'cancelTimers' },
      { type: 'closeLink' },
      { type: 'setTimer', timer: 'retry', delayMs, generation: link.generation },
    ],
  };
}

const unchanged = (link: Link): Step => ({ link, effects: [] });

export function stepLink(link: Link, input: LinkInput, around: Surroundings): Step {
  if ('generation' in input && input.generation !== link.generation) return unchanged(link);
  switch (input.type) {
    case 'start':
      return link.status === 'off' ? connect({ ...link, cause: null }, 0) : unchanged(link);
    case 'stop':
      if (link.status === 'off') return unchanged(link);
      return {
        // The generation moves on, so that nothing of the closed link is heard any more.
        link: { ...linkOff, generation: link.generation + 1 },
        effects: [{ type: 'cancelTimers' }, { type: 'closeLink' }],
      };
    case 'established':
      if (link.status !== 'connecting') return unchanged(link);
      return {
        link: { ...link, status: 'connected', cause: null, retryAtMs: null, socketId: input.socketId },
        effects: [
          { type: 'cancelTimers' },
          { type: 'setTimer', timer: 'stable', delayMs: backoff.stableAfterMs, generation: link.generation },
        ],
      };
    case 'ended':
      if (link.status !== 'connecting' && link.status !== 'connected') return unchanged(link);
      return retryLater(link, input.cause, input.closeCode, around);
    case 'proofLate':
      if (link.status !== 'connected') return unchanged(link);
      return retryLater(link, { code: 'noReply' }, null, around);
    case 'wake':
      if (link.status !== 'connected' && link.status !== 'retrying') return unchanged(link);
      return connect(link, 0);
    case 'timer':
      return onTimer(link, input.timer, around);
  }
}

function onTimer(link: Link, timer: LinkTimer, around: Surroundings): Step {
  switch (timer) {
    case 'retry':
      return link.status === 'retrying' ? connect(link, link.attempt) : unchanged(link);
    case 'attempt':
      return link.status === 'connecting'
        ? retryLater(link, { code: 'timedOut' }, null, around)
        : unchanged(link);
    case 'stable':
      return link.status === 'connected' ? { link: { ...link, attempt: 0 }, effects: [] } : unchanged(link);
  }
}

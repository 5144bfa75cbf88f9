import { changedNotes, type Note } from '../core/attention/notes.ts';
import type { AttentionState, LiveToast } from '../core/attention/state.ts';
import type { Clock, Stop } from '../core/ports.ts';

/**
 * Notes of what stands on the screen, is held and waits, as it changes. A storm's digest changes with every batch and
 * names up to a thousand chats: it is noted twice a second, and the rest at once.
 */
export interface StateNotes {
  changed(state: AttentionState): void;
  /** This is what the notes say already. */
  begin(state: AttentionState): void;
  stop: Stop;
}

const digestEveryMs = 500;

/**
 * @param first what the notes say at the beginning
 * @param later told when something was noted after the fact, and is to be written
 */
export function createStateNotes(
  first: AttentionState,
  clock: Clock,
  note: (note: Note) => void,
  later: () => void,
): StateNotes {
  let noted = first;
  let newest = first;
  let digestsAtMs = Number.NEGATIVE_INFINITY;
  let waiting: Stop | null = null;

  function take(state: AttentionState, digests: boolean): void {
    const live = digests ? state.live : withoutChangedDigests(noted.live, state.live);
    const now = { ...state, live };
    changedNotes(noted, now).forEach(note);
    noted = now;
  }

  function takeDigests(): void {
    waiting = null;
    digestsAtMs = clock.monotonicMs();
    take(newest, true);
    later();
  }

  return {
    changed(state) {
      newest = state;
      const leftMs = digestsAtMs + digestEveryMs - clock.monotonicMs();
      if (leftMs <= 0) digestsAtMs = clock.monotonicMs();
      else waiting ??= clock.after(leftMs, takeDigests);
      take(state, leftMs <= 0);
    },
    begin(state) {
      noted = newest = state;
    },
    stop() {
      waiting?.();
      if (waiting !== null) takeDigests();
    },
  };
}

function withoutChangedDigests(
  before: ReadonlyMap<string, LiveToast>,
  after: ReadonlyMap<string, LiveToast>,
): ReadonlyMap<string, LiveToast> {
  if (before === after) return after;
  return new Map(
    [...after].map(([id, toast]) => [id, toast.kind === 'storm' ? (before.get(id) ?? toast) : toast]),
  );
}

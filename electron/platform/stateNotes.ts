import { changedNotes, type Note } from '../core/attention/notes.ts';
import type { AttentionState, LiveToast } from '../core/attention/state.ts';
import type { Clock, Stop } from '../core/ports.ts';

/**
 * Notes of what stands on the screen, is held and waits, as it changes. What stands for many events changes with every
 * batch of a storm and is long: it is noted twice a second, and the rest at once.
 */
export interface StateNotes {
  changed(state: AttentionState): void;
  /** This is what the notes say already. */
  begin(state: AttentionState): void;
  stop: Stop;
}

const longEveryMs = 500;
/** Events from which on something is long. */
const longFrom = 20;

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
  let longAtMs = Number.NEGATIVE_INFINITY;
  let waiting: Stop | null = null;

  function take(state: AttentionState, long: boolean): void {
    const now = long
      ? state
      : {
          ...state,
          live: asBefore(noted.live, state.live, isLongToast),
          waiting: asBefore(noted.waiting, state.waiting, ({ keys }) => keys.length >= longFrom),
        };
    changedNotes(noted, now).forEach(note);
    noted = now;
  }

  function takeLong(): void {
    waiting = null;
    longAtMs = clock.monotonicMs();
    take(newest, true);
    later();
  }

  return {
    changed(state) {
      newest = state;
      const leftMs = longAtMs + longEveryMs - clock.monotonicMs();
      if (leftMs <= 0) longAtMs = clock.monotonicMs();
      else waiting ??= clock.after(leftMs, takeLong);
      take(state, leftMs <= 0);
    },
    begin(state) {
      noted = newest = state;
    },
    stop() {
      waiting?.();
      if (waiting !== null) takeLong();
    },
  };
}

function isLongToast({ kind, members }: LiveToast): boolean {
  if (kind === 'storm') return true;
  let events = 0;
  for (const { keys } of members.values()) events += keys.length;
  return events >= longFrom;
}

/** What came or went, and of what changed all but the long ones. */
function asBefore<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  isLong: (value: Value) => boolean,
): ReadonlyMap<string, Value> {
  if (before === after) return after;
  return new Map([...after].map(([id, value]) => [id, isLong(value) ? (before.get(id) ?? value) : value]));
}

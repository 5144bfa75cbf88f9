import type { LongWork } from '../core/ports.ts';
import type { Store } from '../core/state/store.ts';
import type { Work } from '../shared/appState.ts';

/** Long work under way, as the window shows it. */
export interface WorkList extends LongWork {
  stop(id: string): void;
}

/** The window draws no faster; each step would be a state of its own. Milliseconds. */
const tellEveryMs = 100;

export function createWorkList(store: Store, nowMs: () => number): WorkList {
  const stopped = new Set<string>();
  let count = 0;
  const change = (id: string, next: (work: Work) => Work | null): void =>
    store.update((state) => ({
      ...state,
      work: state.work.flatMap((work) => (work.id === id ? (next(work) ?? []) : work)),
    }));
  return {
    begin(what, total) {
      count += 1;
      const id = `${what} ${count}`;
      let toldMs = nowMs();
      store.update((state) => ({
        ...state,
        work: [...state.work, { id, what, done: 0, total, canStop: true }].slice(-10),
      }));
      return {
        progress(done) {
          if (nowMs() - toldMs < tellEveryMs) return;
          toldMs = nowMs();
          change(id, (work) => ({ ...work, done }));
        },
        stopped: () => stopped.has(id),
        end() {
          stopped.delete(id);
          change(id, () => null);
        },
      };
    },
    stop: (id) => void stopped.add(id),
  };
}

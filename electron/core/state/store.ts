import type { AppState } from '../../shared/appState.ts';
import type { Stop } from '../ports.ts';

/** The one value everything draws, with a revision that grows with every change. */
export interface Snapshot {
  revision: number;
  value: AppState;
}

export interface Store {
  get(): AppState;
  snapshot(): Snapshot;
  /** Announces nothing when the value comes back unchanged. */
  update(change: (state: AppState) => AppState): void;
  subscribe(listener: (snapshot: Snapshot) => void): Stop;
}

export function createStore(initial: AppState): Store {
  let current: Snapshot = { revision: 1, value: initial };
  const listeners = new Set<(snapshot: Snapshot) => void>();
  return {
    get: () => current.value,
    snapshot: () => current,
    update(change) {
      const value = change(current.value);
      if (value === current.value) return;
      current = { revision: current.revision + 1, value };
      for (const listener of [...listeners]) listener(current);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

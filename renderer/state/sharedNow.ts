import { useSyncExternalStore } from 'react';

/** How often running times are renewed. Milliseconds. */
const everyMs = 10_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

/** `read` of the present moment; drawn again only when what it reads changed. One timer serves all who look. */
export function useRunning(read: (nowMs: number) => string): string {
  return useSyncExternalStore(listen, () => read(Date.now()));
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const told of listeners) told();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

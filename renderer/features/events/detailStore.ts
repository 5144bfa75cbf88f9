import type { EventRow } from '../../../electron/shared/event.ts';
import type { NotifierClient } from '../../state/client.ts';
import { followEvents } from '../../state/followEvents.ts';

export type Detail =
  { phase: 'loading' | 'gone' | 'failed' } | { phase: 'ready'; row: EventRow; raw: string };

/** One event whole, renewed when main says that rows changed. */
export interface DetailStore {
  read: () => Detail;
  listen: (listener: () => void) => () => void;
  start: () => () => void;
  retry: () => void;
}

export function createDetailStore(client: NotifierClient, key: string): DetailStore {
  const listeners = new Set<() => void>();
  let detail: Detail = { phase: 'loading' };
  /** Of two answers the one asked for later counts. */
  let asked = 0;

  function set(next: Detail): void {
    detail = next;
    for (const listener of listeners) listener();
  }

  async function ask(): Promise<void> {
    asked += 1;
    const turn = asked;
    const answer = await client.invoke('events.get', { key });
    if (turn !== asked) return;
    if (!answer.ok) {
      if (detail.phase !== 'ready') set({ phase: 'failed' });
    } else if (answer.value === null) set({ phase: 'gone' });
    else set({ phase: 'ready', ...answer.value });
  }

  return {
    read: () => detail,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => followEvents(client, () => void ask()),
    retry() {
      set({ phase: 'loading' });
      void ask();
    },
  };
}

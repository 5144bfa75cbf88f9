import type { EventRow } from '../../../../electron/shared/event.ts';
import type { NotifierClient } from '../../../state/client.ts';
import { followEvents } from '../../../state/followEvents.ts';

/** Events read to either side of the opened one. */
const aroundIt = 30;

export interface Conversation {
  phase: 'loading' | 'ready' | 'failed';
  rows: readonly EventRow[];
}

/** The chat around one event, renewed when main says that rows changed. */
export interface ConversationStore {
  read: () => Conversation;
  listen: (listener: () => void) => () => void;
  start: () => () => void;
}

export function createConversationStore(client: NotifierClient, key: string): ConversationStore {
  const listeners = new Set<() => void>();
  let conversation: Conversation = { phase: 'loading', rows: [] };
  /** Of two answers the one asked for later counts. */
  let asked = 0;

  async function ask(): Promise<void> {
    asked += 1;
    const turn = asked;
    const answer = await client.invoke('events.conversation', { key, limit: aroundIt });
    if (turn !== asked) return;
    if (answer.ok) conversation = { phase: 'ready', rows: answer.value.rows };
    else if (conversation.phase !== 'ready') conversation = { phase: 'failed', rows: [] };
    else return;
    for (const listener of listeners) listener();
  }

  return {
    read: () => conversation,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => followEvents(client, () => void ask()),
  };
}

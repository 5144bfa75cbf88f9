import type { EventRow } from '../../../../electron/shared/event.ts';
import type { NotifierClient } from '../../../state/client.ts';
import { followEvents } from '../../../state/followEvents.ts';

/** Events read to either side of the opened one. */
const aroundIt = 30;
/** Events read at once when more are wanted. */
const moreAtOnce = 100;

/** What stands beyond an end of what is shown. */
export type Beyond = 'none' | 'more' | 'reading' | 'failed';
export type End = 'earlier' | 'later';

export interface Conversation extends Record<End, Beyond> {
  phase: 'loading' | 'ready' | 'failed';
  /** Oldest first, by `row`; no event between two of them is missing. */
  rows: readonly EventRow[];
}

/** The chat around one event, renewed when main says that rows changed. */
export interface ConversationStore {
  read: () => Conversation;
  listen: (listener: () => void) => () => void;
  start: () => () => void;
  /** Reads on beyond one end. */
  readOn: (end: End) => void;
}

export function createConversationStore(client: NotifierClient, key: string): ConversationStore {
  const listeners = new Set<() => void>();
  let conversation: Conversation = { phase: 'loading', rows: [], earlier: 'none', later: 'none' };
  /** Of two answers the one asked for later counts. */
  let asked = 0;

  function set(change: Partial<Conversation>): void {
    conversation = { ...conversation, ...change };
    for (const listener of listeners) listener();
  }

  async function around(center: string, limit: number): Promise<readonly EventRow[] | null> {
    const answer = await client.invoke('events.conversation', { key: center, limit });
    return answer.ok ? answer.value.rows : null;
  }

  async function ask(): Promise<void> {
    asked += 1;
    const turn = asked;
    const newest = conversation.later === 'none' ? conversation.rows.at(-1) : undefined;
    const rows = await around(key, aroundIt);
    if (turn !== asked) return;
    if (rows === null) {
      if (conversation.phase !== 'ready') set({ phase: 'failed' });
      return;
    }
    if (!meets(conversation.rows, rows)) {
      set({ phase: 'ready', rows, ...beyondOf(rows, key, aroundIt) });
      return;
    }
    // More was read before: what is shown stays, and news is looked for behind its newest.
    set({ rows: joined(conversation.rows, rows) });
    if (newest === undefined) return;
    const news = await around(newest.key, moreAtOnce);
    if (turn !== asked || news === null) return;
    const { later } = beyondOf(news, newest.key, moreAtOnce);
    set({ rows: joined(conversation.rows, news), later });
  }

  async function readOn(end: End): Promise<void> {
    const edge = end === 'earlier' ? conversation.rows[0] : conversation.rows.at(-1);
    if (edge === undefined || conversation[end] === 'none' || conversation[end] === 'reading') return;
    set({ [end]: 'reading' });
    const rows = await around(edge.key, moreAtOnce);
    if (rows === null) return set({ [end]: 'failed' });
    if (!meets(conversation.rows, rows)) return set({ [end]: 'more' });
    const beyond = rows.filter(({ row }) => (end === 'earlier' ? row < edge.row : row > edge.row));
    set({ rows: joined(conversation.rows, beyond), [end]: beyondOf(rows, edge.key, moreAtOnce)[end] });
  }

  return {
    read: () => conversation,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => followEvents(client, () => void ask()),
    readOn: (end) => void readOn(end),
  };
}

/** As many as were asked for came: there may be more. The event in the middle counts among the earlier ones. */
function beyondOf(rows: readonly EventRow[], key: string, limit: number): Record<End, Beyond> {
  const place = rows.findIndex((row) => row.key === key);
  return {
    earlier: place + 1 >= limit ? 'more' : 'none',
    later: rows.length - place - 1 >= limit ? 'more' : 'none',
  };
}

/** They have an event in common, so that nothing is missing between them. */
function meets(one: readonly EventRow[], other: readonly EventRow[]): boolean {
  const rows = new Set(other.map(({ row }) => row));
  return one.some(({ row }) => rows.has(row));
}

function joined(known: readonly EventRow[], renewed: readonly EventRow[]): EventRow[] {
  const rows = new Map([...known, ...renewed].map((row) => [row.row, row]));
  return [...rows.values()].toSorted((one, other) => one.row - other.row);
}

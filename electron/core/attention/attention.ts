import { chatKey, type EventRow, type Outcome, type Verdict, type VerdictReason } from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';
import { decide } from './decide.ts';

/**
 * Who is interrupted by what. Pure: state and input give the next state and the effects; nothing else in the app
 * may put a notification on the screen.
 *
 * A chat has at most one live notification, changed in place while it stands; a message that nobody is left to
 * see (the chat was answered) takes it away again.
 */

export interface LiveToast {
  id: string;
  chat: string | null;
  /** The newest event it tells of: a click leads there. */
  newestKey: string;
  /** Every event it stands for, oldest first; all of them get its outcome. */
  keys: string[];
  /** How many incoming messages it stands for. */
  messages: number;
}

export interface AttentionState {
  live: ReadonlyMap<string, LiveToast>;
}

export const quiet: AttentionState = { live: new Map() };

export type AttentionInput =
  | { type: 'stored'; row: EventRow }
  | { type: 'signal'; toastId: string; signal: 'clicked' | 'dismissed' | 'expired' | 'closed' }
  /** The operating system did not take it. */
  | { type: 'notShown'; toastId: string };

export type AttentionEffect =
  | { type: 'verdict'; key: string; verdict: Verdict; reason: VerdictReason }
  | { type: 'show'; toast: LiveToast; row: EventRow }
  | { type: 'withdraw'; toastId: string; keys: readonly string[] }
  | { type: 'outcome'; keys: readonly string[]; outcome: Outcome }
  | { type: 'open'; key: string };

type Step = { state: AttentionState; effects: AttentionEffect[] };

/** Events one live notification remembers; older ones keep the outcome they had. */
const maxKeysPerToast = 200;

export function attend(state: AttentionState, input: AttentionInput, settings: Settings): Step {
  switch (input.type) {
    case 'stored':
      return onStored(state, input.row, settings);
    case 'signal':
      return onSignal(state, input.toastId, input.signal);
    case 'notShown':
      return { state: without(state, input.toastId), effects: [] };
  }
}

function without(state: AttentionState, toastId: string): AttentionState {
  if (!state.live.has(toastId)) return state;
  const live = new Map(state.live);
  live.delete(toastId);
  return { live };
}

function onStored(state: AttentionState, row: EventRow, settings: Settings): Step {
  const { verdict, reason } = decide(row, settings);
  if (verdict === 'silent') {
    const verdictEffect: AttentionEffect = { type: 'verdict', key: row.key, verdict, reason };
    const answered = answeredToast(state, row);
    if (answered === null) return { state, effects: [verdictEffect] };
    return {
      state: without(state, answered.id),
      effects: [
        { ...verdictEffect, verdict: 'withdraw' },
        { type: 'withdraw', toastId: answered.id, keys: answered.keys },
      ],
    };
  }
  const chat = chatKey(row);
  // Messages of a chat share one notification; anything else that is told about it stands by itself.
  const id = reason === 'incomingMessage' && chat !== null ? `chat ${chat}` : `event ${row.key}`;
  const before = state.live.get(id);
  const toast: LiveToast = {
    id,
    chat,
    newestKey: row.key,
    keys: [...(before?.keys ?? []), row.key].slice(-maxKeysPerToast),
    messages: (before?.messages ?? 0) + 1,
  };
  return {
    state: { live: new Map(state.live).set(id, toast) },
    effects: [
      { type: 'verdict', key: row.key, verdict: before ? 'update' : 'show', reason },
      { type: 'show', toast, row },
    ],
  };
}

/** The notification that an outgoing message makes pointless, if there is one. */
function answeredToast(state: AttentionState, row: EventRow): LiveToast | null {
  if (row.direction !== 'outgoing' || row.content.type === 'delivery') return null;
  const chat = chatKey(row);
  return chat === null ? null : (state.live.get(`chat ${chat}`) ?? null);
}

function onSignal(
  state: AttentionState,
  toastId: string,
  signal: 'clicked' | 'dismissed' | 'expired' | 'closed',
): Step {
  const toast = state.live.get(toastId);
  if (!toast) return { state, effects: [] };
  const effects: AttentionEffect[] = [{ type: 'outcome', keys: toast.keys, outcome: signal }];
  if (signal === 'clicked') effects.push({ type: 'open', key: toast.newestKey });
  return { state: without(state, toastId), effects };
}

import {
  chatKey,
  type EventRow,
  type Outcome,
  type Verdict,
  type VerdictReason,
} from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';
import { decide } from './decide.ts';
import { recover, type Recovery } from './recovery.ts';

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
  newestAtMs: number;
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
  /** A catch-up ended: all it brought is stored. */
  | { type: 'recovered'; rows: readonly EventRow[]; answeredAtMs: (row: EventRow) => number | null }
  | { type: 'signal'; toastId: string; signal: 'clicked' | 'dismissed' | 'expired' | 'closed' }
  /** The operating system did not take it. */
  | { type: 'notShown'; toastId: string };

export type AttentionEffect =
  | { type: 'verdict'; key: string; verdict: Verdict; reason: VerdictReason }
  | { type: 'show'; toast: LiveToast; row: EventRow }
  | { type: 'summary'; toast: LiveToast; chats: number }
  | { type: 'withdraw'; toastId: string; keys: readonly string[] }
  | { type: 'outcome'; keys: readonly string[]; outcome: Outcome }
  | { type: 'open'; key: string }
  | { type: 'openUnread' };

type Step = { state: AttentionState; effects: AttentionEffect[] };

/** Events one live notification remembers; older ones keep the outcome they had. */
const maxKeysPerToast = 200;

export function attend(state: AttentionState, input: AttentionInput, settings: Settings): Step {
  switch (input.type) {
    case 'stored':
      return onStored(state, input.row, settings);
    case 'recovered':
      return onRecovered(state, recover(input.rows, settings, input.answeredAtMs), input);
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
  const toast = addToToast(state.live, row, [row.key]);
  return {
    state: { live: new Map(state.live).set(toast.id, toast) },
    effects: [
      { type: 'verdict', key: row.key, verdict: state.live.has(toast.id) ? 'update' : 'show', reason },
      { type: 'show', toast, row },
    ],
  };
}

/** One summary stands for all of a long absence. */
const summaryId = 'summary';

function onRecovered(
  state: AttentionState,
  recovery: Recovery,
  { rows, answeredAtMs }: Extract<AttentionInput, { type: 'recovered' }>,
): Step {
  const effects: AttentionEffect[] = recovery.verdicts.map((verdict) => ({ type: 'verdict', ...verdict }));
  const live = new Map(state.live);
  // What stood on the screen before the gap may have been answered in it.
  const answers = new Map(
    rows.flatMap((row) => (row.direction === 'outgoing' ? [[chatKey(row), row] as const] : [])),
  );
  for (const toast of state.live.values()) {
    const answer = answers.get(toast.chat);
    if (toast.chat === null || answer === undefined || (answeredAtMs(answer) ?? 0) < toast.newestAtMs)
      continue;
    live.delete(toast.id);
    effects.push({ type: 'withdraw', toastId: toast.id, keys: toast.keys });
  }
  for (const { row, keys } of recovery.single) {
    const toast = addToToast(live, row, keys);
    live.set(toast.id, toast);
    effects.push({ type: 'show', toast, row });
  }
  if (recovery.summary !== null) {
    const { messages, chats } = recovery.summary;
    const keys = recovery.summary.keys.slice(-maxKeysPerToast);
    const newestAtMs = rows.reduce((newest, row) => Math.max(newest, row.atMs), 0);
    const toast = { id: summaryId, chat: null, newestKey: '', newestAtMs, keys, messages };
    live.set(summaryId, toast);
    effects.push({ type: 'summary', toast, chats });
  }
  return { state: { live }, effects };
}

/** The chat's notification with these events added; any other kind of event stands by itself. */
function addToToast(live: ReadonlyMap<string, LiveToast>, row: EventRow, keys: readonly string[]): LiveToast {
  const chat = chatKey(row);
  const isMessage = row.direction === 'incoming' && row.kind === 'message';
  const id = isMessage && chat !== null ? `chat ${chat}` : `event ${row.key}`;
  const before = live.get(id);
  return {
    id,
    chat,
    newestKey: row.key,
    newestAtMs: row.atMs,
    keys: [...(before?.keys ?? []), ...keys].slice(-maxKeysPerToast),
    messages: (before?.messages ?? 0) + keys.length,
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
  if (signal === 'clicked') {
    effects.push(toast.id === summaryId ? { type: 'openUnread' } : { type: 'open', key: toast.newestKey });
  }
  return { state: without(state, toastId), effects };
}

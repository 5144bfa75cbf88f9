import type { ChatClass, Quiet, SoundName, WaitingChat } from '../../shared/attention.ts';
import { noQuiet } from '../../shared/attention.ts';
import type { Outcome, Settled, Verdict, VerdictReason } from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Standing } from './decide.ts';
import type { ShiftPlan } from './shifts.ts';

/** What attention remembers, and what it wants done. */

/** What one notification says of one chat, or of one event that belongs to no chat's messages. */
export interface Member {
  /** `chatKey`, or the event's key. */
  id: string;
  chat: string | null;
  accountId: string;
  lineId: string | null;
  messengerType: string | null;
  /** Who it is about. */
  name: string | null;
  chatClass: ChatClass | null;
  /** Every event it stands for, oldest first; at most {@link maxKeys}. */
  keys: readonly string[];
  /** Incoming messages among them, those beyond the limit included. */
  messages: number;
  newestKey: string;
  newestMs: number;
  /** What was said before this is no answer to it: ChatApp's time of the customer's newest message. */
  askedMs: number;
  /** When the newest arrived here. */
  heardMs: number;
}

export interface LiveToast {
  id: string;
  /** `one`: a chat or a single event. `storm`: a line. `held`: what was quiet. `away`: what came while nobody listened. */
  kind: 'one' | 'storm' | 'held' | 'away' | 'waiting';
  /** Why a `held` one was: shown as its title. */
  because: HoldReason | null;
  accountId: string | null;
  lineId: string | null;
  members: ReadonlyMap<string, Member>;
  urgent: boolean;
  /** It left the screen by itself, and may still lie in the notification centre. */
  faded: boolean;
  /** Since when its chat waits, where it was told again for that. */
  waitsSinceMs: number | null;
}

export type HoldReason = Extract<VerdictReason, 'offShift' | 'snoozed' | 'paused'>;

export interface HeldMember extends Member {
  because: HoldReason;
}

/** A chat that waits, with all events that an answer settles. */
export interface Waiting extends WaitingChat {
  keys: readonly string[];
}

export interface AttentionState {
  live: ReadonlyMap<string, LiveToast>;
  held: ReadonlyMap<string, HeldMember>;
  waiting: ReadonlyMap<string, Waiting>;
  quiet: Quiet;
  /** When a line last told something new, oldest first; only as many as the storm breaker counts. By account and line. */
  tellings: ReadonlyMap<string, readonly number[]>;
  lastSoundMs: number;
}

export const nothingYet: AttentionState = {
  live: new Map(),
  held: new Map(),
  waiting: new Map(),
  quiet: noQuiet,
  tellings: new Map(),
  lastSoundMs: 0,
};

/** All that a decision may look at besides the state and the event. */
export interface Situation {
  nowMs: number;
  /** The system's time zone, as an IANA name. */
  zone: string;
  settings: Settings;
  plan: ShiftPlan;
  standing: (accountId: string, lineId: string | null) => Standing;
}

export type AttentionEffect =
  | { type: 'verdict'; key: string; verdict: Verdict; reason: VerdictReason; ruleId: string | null }
  /** Put it on the screen, or change it there. `fresh`: the events it newly stands for. `again`: make it noticed. */
  | { type: 'show'; toast: LiveToast; fresh: readonly string[]; again: boolean }
  /** `left`: the keys it stood for that nobody settled. */
  | { type: 'withdraw'; toastId: string }
  | { type: 'outcome'; keys: readonly string[]; outcome: Outcome }
  | { type: 'settled'; accountId: string; keys: readonly string[]; settled: Settled; shown: boolean }
  | { type: 'markRead'; keys: readonly string[] }
  | { type: 'sound'; sound: SoundName }
  /** Flash in the task bar, or what the system has for it. */
  | { type: 'attention' }
  | { type: 'open'; key: string }
  | { type: 'openUnread'; lineId: string | null }
  | { type: 'openWaiting' }
  | { type: 'reply'; key: string; text: string };

/** Events that one member remembers; older ones keep the outcome they had. */
export const maxKeys = 200;
/** Chats that one digest names and counts; beyond them the oldest is forgotten. */
export const maxMembers = 1_000;
/** Notifications that are remembered; a service that reports no ends would make them grow for ever. */
export const maxLive = 500;

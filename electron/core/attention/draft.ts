import type { Quiet } from '../../shared/attention.ts';
import type { EventRow, Verdict, VerdictReason } from '../../shared/event.ts';
import type {
  AttentionEffect,
  AttentionState,
  HeldMember,
  LiveToast,
  Member,
  Situation,
  Waiting,
} from './state.ts';
import { maxLive } from './state.ts';

/**
 * The next state while it is being made. Many inputs may go into one: what was shown and withdrawn again within
 * one step reaches no screen, and a notification that changed ten times is shown once.
 */
export interface Draft {
  readonly situation: Situation;
  readonly live: MapDraft<LiveToast>;
  readonly held: MapDraft<HeldMember>;
  readonly waiting: MapDraft<Waiting>;
  readonly tellings: MapDraft<readonly number[]>;
  /** Members that a catch-up found and that are told of when it has ended. */
  readonly found: Map<string, Member>;
  quiet: Quiet;
  lastSoundMs: number;
  readonly verdicts: Map<string, { verdict: Verdict; reason: VerdictReason; ruleId: string | null }>;
  /** By toast: what it newly stands for. */
  readonly touched: Map<string, { fresh: string[]; again: boolean }>;
  readonly effects: AttentionEffect[];
}

/** A map that is copied when it is first written to. */
export class MapDraft<Value> {
  readonly #base: ReadonlyMap<string, Value>;
  #copy: Map<string, Value> | null = null;

  constructor(base: ReadonlyMap<string, Value>) {
    this.#base = base;
  }
  get result(): ReadonlyMap<string, Value> {
    return this.#copy ?? this.#base;
  }
  get base(): ReadonlyMap<string, Value> {
    return this.#base;
  }
  get(key: string): Value | undefined {
    return this.result.get(key);
  }
  set(key: string, value: Value): void {
    this.#copy ??= new Map(this.#base);
    this.#copy.set(key, value);
  }
  delete(key: string): void {
    if (!this.result.has(key)) return;
    this.#copy ??= new Map(this.#base);
    this.#copy.delete(key);
  }
}

export function beginDraft(state: AttentionState, situation: Situation): Draft {
  return {
    situation,
    live: new MapDraft(state.live),
    held: new MapDraft(state.held),
    waiting: new MapDraft(state.waiting),
    tellings: new MapDraft(state.tellings),
    found: new Map(),
    quiet: state.quiet,
    lastSoundMs: state.lastSoundMs,
    verdicts: new Map(),
    touched: new Map(),
    effects: [],
  };
}

export function judge(
  draft: Draft,
  key: string,
  verdict: Verdict,
  reason: VerdictReason,
  ruleId: string | null = null,
): void {
  draft.verdicts.set(key, { verdict, reason, ruleId });
}

/** Puts a toast into the state; it is shown when the step ends, if it is still there then. */
export function putToast(draft: Draft, toast: LiveToast, fresh: readonly string[], again: boolean): void {
  // Last in the map: the oldest is forgotten first.
  draft.live.delete(toast.id);
  draft.live.set(toast.id, toast);
  const touched = draft.touched.get(toast.id);
  draft.touched.set(toast.id, {
    fresh: [...(touched?.fresh ?? []), ...fresh],
    again: again || (touched?.again ?? false),
  });
}

/** Takes a toast out of the state; it is withdrawn when the step ends, if it was on the screen before. */
export function takeToast(draft: Draft, id: string): void {
  draft.live.delete(id);
  if (!draft.touched.has(id)) draft.touched.set(id, { fresh: [], again: false });
}

export function finishDraft(draft: Draft): { state: AttentionState; effects: AttentionEffect[] } {
  let forget = draft.live.result.size - maxLive;
  for (const id of [...draft.live.result.keys()].slice(0, Math.max(0, forget))) {
    forget -= 1;
    draft.live.delete(id);
    draft.touched.delete(id);
  }
  const effects: AttentionEffect[] = [];
  for (const [key, verdict] of draft.verdicts) effects.push({ type: 'verdict', key, ...verdict });
  for (const [id, { fresh, again }] of draft.touched) {
    const toast = draft.live.get(id);
    if (toast !== undefined) effects.push({ type: 'show', toast, fresh, again });
    else if (draft.live.base.has(id)) effects.push({ type: 'withdraw', toastId: id });
  }
  effects.push(...draft.effects);
  return {
    state: {
      live: draft.live.result,
      held: draft.held.result,
      waiting: draft.waiting.result,
      tellings: draft.tellings.result,
      quiet: draft.quiet,
      lastSoundMs: draft.lastSoundMs,
    },
    effects,
  };
}

/** What identifies the place of a line for counting and quiet. */
export function lineKeyOf(place: Pick<EventRow, 'accountId' | 'lineId'>): string {
  return `${place.accountId}:${place.lineId ?? ''}`;
}

import { planShifts } from '../../electron/core/attention/shifts.ts';
import {
  nothingYet,
  type AttentionEffect,
  type AttentionState,
  type LiveToast,
  type Situation,
} from '../../electron/core/attention/state.ts';
import { attend, type AttentionInput } from '../../electron/core/attention/attention.ts';
import type { AttentionSettings, Rule } from '../../electron/shared/attention.ts';
import { defaultSettings, type Settings } from '../../electron/shared/settings.ts';

/** Attention at work in a test: a clock that is moved by hand, and a record of all effects. */

/** A rate that only a test of storms reaches. */
export const withoutStorms: Settings = {
  ...defaultSettings,
  attention: { ...defaultSettings.attention, storm: { notifications: 50, seconds: 5 } },
};

export function settingsWith(attention: Partial<AttentionSettings>, more: Partial<Settings> = {}): Settings {
  return { ...withoutStorms, ...more, attention: { ...withoutStorms.attention, ...attention } };
}

/** A rule that fits every message and makes it nothing, unless told otherwise. */
export function ruleWith(more: Partial<Rule>): Rule {
  return {
    id: 'one',
    enabled: true,
    lineId: null,
    messengerType: null,
    kind: null,
    chatClass: null,
    keywords: [],
    level: 'nothing',
    sound: true,
    ...more,
  };
}

export const startMs = 1_700_000_000_000;

export interface AttentionBench {
  nowMs: number;
  settings: Settings;
  zone: string;
  /** Whether the line is the account's own; null when ChatApp does not say. */
  ownsLine: boolean | null;
  state: AttentionState;
  readonly effects: readonly AttentionEffect[];
  situation(): Situation;
  /** Answers with the effects of this input alone. */
  put(input: AttentionInput): AttentionEffect[];
  /** Moves the clock on and lets what is due happen, minute by minute. */
  pass(ms: number): AttentionEffect[];
  live(): LiveToast[];
}

export function attentionBench(
  more: Partial<Pick<AttentionBench, 'nowMs' | 'settings' | 'zone' | 'ownsLine' | 'state'>> = {},
): AttentionBench {
  const effects: AttentionEffect[] = [];
  const bench: AttentionBench = {
    nowMs: startMs,
    settings: withoutStorms,
    zone: 'UTC',
    ownsLine: null,
    state: nothingYet,
    ...more,
    effects,
    situation: () => ({
      nowMs: bench.nowMs,
      zone: bench.zone,
      settings: bench.settings,
      plan: planShifts(bench.settings.attention.shifts, bench.zone, bench.nowMs),
      standing: () => ({ ownsLine: bench.ownsLine }),
    }),
    put(input) {
      const step = attend(bench.state, input, bench.situation());
      bench.state = step.state;
      effects.push(...step.effects);
      return step.effects;
    },
    pass(ms) {
      const untilMs = bench.nowMs + ms;
      const seen: AttentionEffect[] = [];
      while (bench.nowMs < untilMs) {
        bench.nowMs = Math.min(bench.nowMs + 60_000, untilMs);
        seen.push(...bench.put({ type: 'tick' }));
      }
      return seen;
    },
    live: () => [...bench.state.live.values()],
  };
  return bench;
}

export type Shown = Extract<AttentionEffect, { type: 'show' }>;

export function shownIn(effects: readonly AttentionEffect[]): Shown[] {
  return effects.flatMap((effect) => (effect.type === 'show' ? [effect] : []));
}

/** The verdicts given, newest last for each key. */
export function verdictsIn(effects: readonly AttentionEffect[]): Map<string, string> {
  return new Map(
    effects.flatMap((effect) =>
      effect.type === 'verdict' ? [[effect.key, `${effect.verdict} ${effect.reason}`] as const] : [],
    ),
  );
}

import type { AttentionEffect } from '../core/attention/state.ts';
import type { Clock, Stop } from '../core/ports.ts';

type Show = Extract<AttentionEffect, { type: 'show' }>;

/** A digest that is to be read cannot change faster than this. Milliseconds. */
export const digestEveryMs = 500;

/**
 * Keeps a digest from changing with every message of a storm: its first change is shown at once, those within half a
 * second after it together. What is told of one chat is never kept back.
 */
export interface DigestPace {
  put(effect: Show): void;
  /** What was kept back of this notification is not shown any more. */
  drop(toastId: string): void;
  stop(): void;
}

export function createDigestPace(clock: Clock, show: (effect: Show) => void): DigestPace {
  const shownAtMs = new Map<string, number>();
  const kept = new Map<string, { effect: Show; stop: Stop }>();

  function drop(toastId: string): void {
    kept.get(toastId)?.stop();
    kept.delete(toastId);
  }

  function showNow(effect: Show): void {
    drop(effect.toast.id);
    shownAtMs.set(effect.toast.id, clock.monotonicMs());
    show(effect);
  }

  return {
    put(effect) {
      const { toast, again } = effect;
      if (toast.kind === 'one') return show(effect);
      const before = kept.get(toast.id);
      const merged = { ...effect, fresh: [...(before?.effect.fresh ?? []), ...effect.fresh] };
      const sinceMs = clock.monotonicMs() - (shownAtMs.get(toast.id) ?? Number.NEGATIVE_INFINITY);
      if (again || sinceMs >= digestEveryMs) return showNow(merged);
      const later = (): void => {
        const last = kept.get(toast.id);
        if (last !== undefined) showNow(last.effect);
      };
      kept.set(toast.id, {
        effect: merged,
        stop: before?.stop ?? clock.after(digestEveryMs - sinceMs, later),
      });
    },
    drop,
    stop() {
      for (const { stop } of kept.values()) stop();
      kept.clear();
    },
  };
}

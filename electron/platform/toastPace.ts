import type { AttentionEffect } from '../core/attention/state.ts';
import type { Clock, Stop } from '../core/ports.ts';

type Show = Extract<AttentionEffect, { type: 'show' }>;

/** What is to be read cannot change faster than this. Milliseconds. */
const changeEveryMs = 500;
/** Changes within that time that are shown at once: nobody writes faster into one chat by hand. */
const atOnce = { one: 4, digest: 1 };
/** Notifications of which the last changes are remembered, until those that are over are forgotten. */
const mostRemembered = 500;

/**
 * Keeps a notification from changing with every message of a storm: its first changes are shown at once, those within
 * half a second after them together.
 */
export interface ToastPace {
  put(effect: Show): void;
  /** What was kept back of this notification is not shown any more. */
  drop(toastId: string): void;
  stop(): void;
}

export function createToastPace(clock: Clock, show: (effect: Show) => void): ToastPace {
  /** The last changes of each, oldest first. */
  const shownAtMs = new Map<string, readonly number[]>();
  const kept = new Map<string, { effect: Show; stop: Stop }>();

  function drop(toastId: string): void {
    kept.get(toastId)?.stop();
    kept.delete(toastId);
  }

  function showNow(effect: Show): void {
    const { id } = effect.toast;
    drop(id);
    const nowMs = clock.monotonicMs();
    if (shownAtMs.size >= mostRemembered) forgetBefore(nowMs - changeEveryMs);
    shownAtMs.set(id, [...(shownAtMs.get(id) ?? []), nowMs].slice(-atOnce.one));
    show(effect);
  }

  function forgetBefore(limitMs: number): void {
    for (const [id, times] of shownAtMs) if ((times.at(-1) ?? 0) <= limitMs) shownAtMs.delete(id);
  }

  /** Milliseconds; 0 or less: now. */
  function waitOf({ id, kind }: Show['toast']): number {
    const changes = shownAtMs.get(id) ?? [];
    const first = changes.at(kind === 'one' ? -atOnce.one : -atOnce.digest);
    return first === undefined ? 0 : first + changeEveryMs - clock.monotonicMs();
  }

  return {
    put(effect) {
      const { toast, again } = effect;
      const before = kept.get(toast.id);
      const merged = { ...effect, fresh: [...(before?.effect.fresh ?? []), ...effect.fresh] };
      const waitMs = waitOf(toast);
      if (again || waitMs <= 0) return showNow(merged);
      const later = (): void => {
        const last = kept.get(toast.id);
        if (last !== undefined) showNow(last.effect);
      };
      kept.set(toast.id, { effect: merged, stop: before?.stop ?? clock.after(waitMs, later) });
    },
    drop,
    stop() {
      for (const { stop } of kept.values()) stop();
      kept.clear();
    },
  };
}

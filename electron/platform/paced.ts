import type { Clock, Stop } from '../core/ports.ts';

/** Runs soon after it is asked, and not more often than every `everyMs`: a burst of askings is one or two runs. */
export function paced(clock: Clock, everyMs: number, run: () => void): () => void {
  let waiting: Stop | null = null;
  let ranAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    waiting ??= clock.after(Math.max(0, ranAtMs + everyMs - clock.monotonicMs()), () => {
      waiting = null;
      ranAtMs = clock.monotonicMs();
      run();
    });
  };
}

/** The same, with a run at once where there was none for `everyMs`: for what mostly comes by itself. */
export function pacedFromTheFirst(clock: Clock, everyMs: number, run: () => void): () => void {
  let waiting = false;
  let ranAtMs = Number.NEGATIVE_INFINITY;
  function runNow(): void {
    waiting = false;
    ranAtMs = clock.monotonicMs();
    run();
  }
  return () => {
    if (waiting) return;
    const leftMs = ranAtMs + everyMs - clock.monotonicMs();
    if (leftMs <= 0) return runNow();
    waiting = true;
    clock.after(leftMs, runNow);
  };
}

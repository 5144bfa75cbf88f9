import type { AppState } from '../../../electron/shared/appState.ts';
import type { WindowMemory } from '../../../electron/shared/windowMemory.ts';

export const stepNames = ['signIn', 'lines', 'test', 'shift'] as const;
export type StepName = (typeof stepNames)[number];

/** What main cannot know of the first day by itself; it is kept with what the window shows. */
export interface WelcomeProgress {
  done: readonly StepName[];
  skipped: readonly StepName[];
  /** The step that was opened by hand; null: the first that is left. */
  open: StepName | null;
}

const noProgress: WelcomeProgress = { done: [], skipped: [], open: null };

/** As the window before this one left it. */
export function resumeProgress(kept: WindowMemory['welcome']): WelcomeProgress {
  if (kept === null) return noProgress;
  const known = (names: readonly string[]): StepName[] => stepNames.filter((name) => names.includes(name));
  return { done: known(kept.done), skipped: known(kept.skipped), open: null };
}

export function isDone(step: StepName, progress: WelcomeProgress, state: AppState): boolean {
  if (step === 'signIn') return state.accounts.some(({ status }) => status === 'signedIn');
  if (step === 'shift' && state.settings.attention.shifts.length > 0) return true;
  return progress.done.includes(step);
}

/** The step to show; null when nothing is left. */
export function openStep(progress: WelcomeProgress, state: AppState): StepName | null {
  if (progress.open !== null) return progress.open;
  return stepNames.find((step) => !isDone(step, progress, state) && !progress.skipped.includes(step)) ?? null;
}

/** Lines that were switched off before this page was opened are lines that were chosen. */
export function withChosenLines(progress: WelcomeProgress): WelcomeProgress {
  return progress.done.includes('lines') ? progress : { ...progress, done: [...progress.done, 'lines'] };
}

/** A step is ticked, and the next one opens. */
export function withDone(progress: WelcomeProgress, step: StepName): WelcomeProgress {
  return {
    done: [...progress.done.filter((other) => other !== step), step],
    skipped: progress.skipped.filter((other) => other !== step),
    open: null,
  };
}

export function withSkipped(progress: WelcomeProgress, step: StepName): WelcomeProgress {
  return {
    ...progress,
    skipped: [...progress.skipped.filter((other) => other !== step), step],
    open: null,
  };
}

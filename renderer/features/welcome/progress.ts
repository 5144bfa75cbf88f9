import type { AppState } from '../../../electron/shared/appState.ts';

export const stepNames = ['signIn', 'lines', 'test', 'shift'] as const;
export type StepName = (typeof stepNames)[number];

/** What main cannot know of the first day; it lives as long as the window. */
export interface WelcomeProgress {
  done: readonly StepName[];
  skipped: readonly StepName[];
  /** The step that was opened by hand; null: the first that is left. */
  open: StepName | null;
}

export const noProgress: WelcomeProgress = { done: [], skipped: [], open: null };

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

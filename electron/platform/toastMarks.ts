import type { Clock, Stop, Toaster } from '../core/ports.ts';
import type { Ledger } from './ledger.ts';

/** Where the notifications on the screen can be found again by the next run, noted some moments after each change. */

/** Milliseconds. */
const delayMs = 500;
export const marksNote = 'marks';

export interface ToastMarks {
  saveSoon(): void;
  save(): void;
}

export function createToastMarks(
  toaster: Pick<Toaster, 'marks'>,
  ledger: Pick<Ledger, 'note' | 'write'>,
  clock: Clock,
): ToastMarks {
  let waiting: Stop | null = null;

  function save(): void {
    waiting?.();
    waiting = null;
    ledger.note({ name: marksNote, text: JSON.stringify(toaster.marks()) });
    ledger.write();
  }

  return {
    saveSoon() {
      waiting ??= clock.after(delayMs, save);
    },
    save,
  };
}

import { z } from 'zod';
import type { Note } from '../core/attention/notes.ts';
import type { History, Logger } from '../core/ports.ts';
import { readDocument } from '../core/state/document.ts';

/**
 * What was decided to be shown and has not gone out yet, one note for each notification, written together with its
 * verdicts: an end in between (a crash, a service that stands still) must not make it told to nobody. Once it leaves it may
 * be on the screen, and is not told again, whatever happens.
 */
export interface Unshown {
  /** It is to be shown. */
  add(toastId: string, keys: readonly string[]): void;
  /** They go out, or never will; all of the notification's where none are named. */
  remove(toastId: string, keys?: readonly string[]): void;
  forget(): void;
}

const prefix = 'unshown ';

export function createUnshown(note: (note: Note) => void): Unshown {
  const waiting = new Map<string, readonly string[]>();
  return {
    add(toastId, keys) {
      if (keys.length === 0) return;
      const all = [...(waiting.get(toastId) ?? []), ...keys];
      waiting.set(toastId, all);
      note({ name: prefix + toastId, text: JSON.stringify(all) });
    },
    remove(toastId, keys) {
      const before = waiting.get(toastId);
      if (before === undefined) return;
      const going = new Set(keys);
      const left = keys === undefined ? [] : before.filter((key) => !going.has(key));
      if (left.length === before.length) return;
      if (left.length > 0) waiting.set(toastId, left);
      else waiting.delete(toastId);
      note({ name: prefix + toastId, text: left.length > 0 ? JSON.stringify(left) : null });
    },
    forget: () => waiting.clear(),
  };
}

/** What the last run left unshown is decided anew; afterwards there is nothing left of it to be taken up. */
export function takeUpUnshown(history: History, logger: Logger): void {
  const notes = history.notes(prefix);
  if (notes.length === 0) return;
  try {
    const read = notes.map(({ text }) => keysOf(text));
    const unreadable = read.filter((keys) => keys === null).length;
    if (unreadable > 0) logger.error('it cannot be read which events were not shown', { notes: unreadable });
    history.undecide(read.flatMap((keys) => keys ?? []));
    history.together(() => notes.forEach(({ name }) => history.saveNote(name, null)));
  } catch (error) {
    // A full disk: the next start tells of it.
    logger.error('what was not shown waits for another start', { error });
  }
}

function keysOf(text: string): string[] | null {
  const parsed = z.array(z.string()).safeParse(readDocument(text));
  return parsed.success ? parsed.data : null;
}

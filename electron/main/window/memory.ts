import type { History } from '../../core/ports.ts';
import { readDocument } from '../../core/state/document.ts';
import { windowMemorySchema, type WindowMemory } from '../../shared/windowMemory.ts';

/** What the window showed when it was closed: kept with the events, and erased with them. */
export interface WindowMemoryStore {
  read(): WindowMemory | null;
  write(memory: WindowMemory): void;
}

const note = 'window memory';

export function createWindowMemory(history: History): WindowMemoryStore {
  return {
    read() {
      const [found] = history.notes(note);
      if (found === undefined) return null;
      const parsed = windowMemorySchema.safeParse(readDocument(found.text));
      // Unreadable, or written by another version: the window begins as new.
      return parsed.success ? parsed.data : null;
    },
    write: (memory) => history.saveNote(note, JSON.stringify(memory)),
  };
}

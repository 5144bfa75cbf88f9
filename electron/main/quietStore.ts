import Store from 'electron-store';
import type { QuietStore } from '../core/ports.ts';
import { noQuiet, quietSchema } from '../shared/attention.ts';

/** Pauses, snoozes and mutes, in a file of their own: erasing the history or the settings must not end them. */
export function createQuietStore(folder: string): QuietStore {
  const store = new Store({ name: 'quiet', cwd: folder, clearInvalidConfig: true });
  return {
    load() {
      const parsed = quietSchema.safeParse(store.store);
      return parsed.success ? parsed.data : noQuiet;
    },
    save(quiet) {
      store.store = { ...quiet };
    },
  };
}

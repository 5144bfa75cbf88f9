import Store from 'electron-store';
import { z } from 'zod';
import type { CursorStore } from '../core/ports.ts';

const cursorsSchema = z.record(z.string(), z.record(z.string(), z.number()));

/**
 * The catch-up cursors, in a file of their own: erasing the history must not make the app tell the past again.
 * A file that cannot be read begins anew, which loses at most what came while the app was closed.
 */
export function createCursorStore(folder: string, onError: (error: unknown) => void): CursorStore {
  const store = new Store({ name: 'cursors', cwd: folder, clearInvalidConfig: true });
  const parsed = cursorsSchema.safeParse(store.store);
  const cursors = new Map(parsed.success ? Object.entries(parsed.data) : []);
  return {
    load: (accountId) => cursors.get(accountId) ?? {},
    save(accountId, next) {
      cursors.set(accountId, { ...next });
      try {
        store.store = Object.fromEntries(cursors);
      } catch (error) {
        // It holds for this run; the next catch-up tries again.
        onError(error);
      }
    },
  };
}

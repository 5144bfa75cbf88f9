import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { farthest, leaveBehind, type Cursors } from '../core/catchup/plan.ts';
import type { CursorStore, NewestMessage } from '../core/ports.ts';
import { keepAside, readDocument } from './keptDocument.ts';

const cursorsSchema = z.record(z.string(), z.record(z.string(), z.number()));

export interface OpenedCursors extends CursorStore {
  /** Where a file that could not be read was kept aside, or null. */
  keptAside: string | null;
  /** These are not in the history any more: they are not to be taken for missed. */
  leaveBehind: (gone: readonly NewestMessage[]) => void;
}

/**
 * The catch-up cursors, in a file of their own: erasing the history must not make the app tell the past again. Where the
 * file cannot be read, what is stored tells where to begin: nothing that came while the app was closed is lost with it.
 */
export function createCursorStore(parts: {
  folder: string;
  nowMs: () => number;
  fromHistory: (accountId: string) => Cursors;
  onError: (error: unknown) => void;
}): OpenedCursors {
  const { folder, onError } = parts;
  const file = join(folder, 'cursors.json');
  const document = readDocument(file);
  const parsed = cursorsSchema.safeParse(document.found ? document.value : {});
  const cursors = new Map<string, Cursors>(parsed.success ? Object.entries(parsed.data) : []);
  const keptAside = parsed.success ? null : keepAside(file, 'damaged', parts.nowMs(), onError);
  let store: Store | null = null;
  const load = (accountId: string): Cursors =>
    cursors.get(accountId) ?? (keptAside === null ? {} : parts.fromHistory(accountId));

  function save(accountId: string, next: Cursors): void {
    // A catch-up that began before something was left behind does not bring it back.
    cursors.set(accountId, farthest(cursors.get(accountId) ?? {}, next));
    try {
      store ??= new Store({ name: 'cursors', cwd: folder, clearInvalidConfig: true });
      store.store = Object.fromEntries(cursors);
    } catch (error) {
      // It holds for this run; the next catch-up tries again.
      onError(error);
    }
  }

  return {
    keptAside,
    load,
    save,
    leaveBehind(gone) {
      for (const accountId of new Set(gone.map((message) => message.accountId))) {
        const own = gone.filter((message) => message.accountId === accountId);
        save(accountId, leaveBehind(load(accountId), own, parts.nowMs()));
      }
    },
  };
}

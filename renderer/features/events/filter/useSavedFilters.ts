import { useState } from 'react';
import type { SavedFilter } from '../../../../electron/shared/eventFilter.ts';
import { useAppState, useClient } from '../../../state/clientContext.tsx';
import type { StoredFilter } from './listFilter.ts';

/** As many as the settings hold. */
export const mostSaved = 50;

export interface SavedFilters {
  all: readonly SavedFilter[];
  failed: boolean;
  add: (name: string, stored: StoredFilter) => Promise<boolean>;
  rename: (id: string, name: string) => Promise<boolean>;
  remove: (id: string) => Promise<boolean>;
}

/** The filters that were given names; they are kept in the settings. */
export function useSavedFilters(): SavedFilters {
  const { settings } = useAppState();
  const client = useClient();
  const [failed, setFailed] = useState(false);
  const all = settings.savedFilters;
  const save = async (value: SavedFilter[]): Promise<boolean> => {
    const answer = await client.invoke('settings.change', { path: 'savedFilters', value });
    const ok = answer.ok && answer.value.result === 'ok';
    setFailed(!ok);
    return ok;
  };
  return {
    all,
    failed,
    add: (name, stored) => save([...all, { id: crypto.randomUUID(), name, ...stored }]),
    rename: (id, name) => save(all.map((one) => (one.id === id ? { ...one, name } : one))),
    remove: (id) => save(all.filter((one) => one.id !== id)),
  };
}

import { useSyncExternalStore } from 'react';

/** Below this the list and the detail take turns (look.md). */
const query = '(max-width: 799px)';

/** Whether there is room for one pane only. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}

function listen(changed: () => void): () => void {
  const match = window.matchMedia(query);
  match.addEventListener('change', changed);
  return () => match.removeEventListener('change', changed);
}

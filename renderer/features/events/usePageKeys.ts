import { useEffect, useEffectEvent } from 'react';
import { pageKeyOf, type PageKey } from './pageKeys.ts';

/**
 * Keys of the events page, wherever the focus is but in a field. Heard before the list, which would take letters for
 * the beginning of a name.
 */
export function usePageKeys(act: (key: PageKey) => void): void {
  const onKey = useEffectEvent(act);
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      const key = pageKeyOf(event);
      if (key === null) return;
      // Esc has its own meaning in what is open; it is only looked at.
      if (key !== 'escape') {
        event.preventDefault();
        event.stopPropagation();
      }
      onKey(key);
    };
    document.addEventListener('keydown', listener, true);
    return () => document.removeEventListener('keydown', listener, true);
  }, []);
}

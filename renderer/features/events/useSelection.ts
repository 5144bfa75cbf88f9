import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  keys: ReadonlySet<string>;
  /** Several are selected: the row of actions stands above the list. */
  several: boolean;
  /** They are gathered one by one with a key, so that moving on must not let go of them. */
  gathering: boolean;
  choose: (keys: ReadonlySet<string>) => void;
  toggle: (key: string) => void;
  clear: () => void;
}

/**
 * What is selected in the list. Ordinarily that is the open event; several are selected with modifiers, or gathered
 * with a key. On a narrow window the open event is another page, and any selection is a gathering.
 */
export function useSelection(options: {
  openKey: string | null;
  narrow: boolean;
  onOpen: (key: string) => void;
}): Selection {
  const { openKey, narrow, onOpen } = options;
  const [many, setMany] = useState<ReadonlySet<string> | null>(null);
  const [gathers, setGathers] = useState(false);
  const clear = useCallback(() => {
    setMany(null);
    setGathers(false);
  }, []);
  const gathering = many !== null && gathers;
  return useMemo(() => {
    const keys = many ?? new Set(openKey === null || narrow ? [] : [openKey]);
    const choose = (next: ReadonlySet<string>): void => {
      const [only] = next;
      if (only === undefined) clear();
      else if (narrow || gathering || next.size > 1) setMany(next);
      else {
        clear();
        onOpen(only);
      }
    };
    return {
      keys,
      several: many !== null,
      gathering,
      choose,
      clear,
      toggle(key) {
        const next = new Set(many);
        if (!next.delete(key)) next.add(key);
        setGathers(true);
        setMany(next.size === 0 ? null : next);
      },
    };
  }, [many, openKey, narrow, gathering, clear, onOpen]);
}

import { useMemo, type RefObject } from 'react';

/** How far from the end older rows are asked for. Pixels. */
const nearEnd = 1_200;

/** So near to it, the list is at its top. Pixels. */
export const atTop = 4;

export interface ListPlace {
  /** The reader is somewhere below the top: new rows would push away what is being read. */
  isHeld: () => boolean;
  /** The highest `row` that may be in view, or null at the top. */
  topRow: () => number | null;
  isNearEnd: () => boolean;
}

/** Where in the list the reader is, asked when it matters and not kept. */
export function useListPlace(scroller: RefObject<HTMLDivElement | null>): ListPlace {
  return useMemo(
    () => ({
      isHeld: () => (scroller.current?.scrollTop ?? 0) > atTop,
      topRow: () => {
        const list = scroller.current;
        if (list === null || list.scrollTop <= atTop) return null;
        const rows = [...list.querySelectorAll('[data-row]')].map((row) =>
          Number(row.getAttribute('data-row')),
        );
        return rows.length === 0 ? null : Math.max(...rows);
      },
      isNearEnd: () => {
        const list = scroller.current;
        return list !== null && list.scrollHeight - list.scrollTop - list.clientHeight < nearEnd;
      },
    }),
    [scroller],
  );
}

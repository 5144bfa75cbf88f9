import type { EventRow } from '../../../electron/shared/event.ts';

/** The row that has the keyboard; null where it is elsewhere. */
export function focusedRow(list: HTMLElement | null, rows: readonly EventRow[]): EventRow | null {
  const focused = document.activeElement;
  if (list === null || focused === null || !list.contains(focused)) return null;
  const number = Number(focused.closest('[data-row]')?.getAttribute('data-row'));
  return rows.find(({ row }) => row === number) ?? null;
}

/** Gives the keyboard to the list, which hands it to its selected row. */
export function focusList(list: HTMLElement | null): void {
  if (list !== null && !list.contains(document.activeElement)) list.focus();
}

/** Moves in the list as its own arrow keys do. */
export function pressInList(list: HTMLElement | null, key: 'ArrowDown' | 'ArrowUp'): void {
  if (list === null) return;
  const press = (): void => {
    const focused = document.activeElement;
    const target = focused !== null && list.contains(focused) ? focused : list;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
  };
  if (list.contains(document.activeElement)) return press();
  const selected = list.querySelector('[aria-selected="true"]') !== null;
  focusList(list);
  // The list hands the keyboard to its row first; without a selected one that is the step itself.
  if (selected) requestAnimationFrame(press);
}

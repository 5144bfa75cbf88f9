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

/**
 * The row that the keyboard comes back to: the open one, or the first in sight. By the list itself the keyboard would
 * open that, and so mark it as read.
 */
export function rowInSight(list: HTMLElement | null): Element | null {
  if (list === null) return null;
  const { top } = list.getBoundingClientRect();
  const rows = [...list.querySelectorAll('[role="option"]')];
  return (
    list.querySelector('[aria-selected="true"]') ??
    rows.find((row) => row.getBoundingClientRect().top >= top) ??
    null
  );
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

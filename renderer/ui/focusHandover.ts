import { useCallback, useLayoutEffect, useRef, type RefCallback } from 'react';

/** Where something stood that is gone. */
interface Gap {
  box: Element | null;
  /** Which of the box's children it was. */
  place: number;
}

type Heir = Element | null | undefined;

/**
 * Where the focus goes when what had it goes away: to the first of the heirs that takes it, else to the heading of the
 * section or of the page. Left to itself it falls to the body, and the keyboard begins anew at the top of the window.
 * Where the focus is elsewhere nothing happens.
 * @param heirs asked once the page is without what had the focus
 * @returns the ref of what may go away
 */
export function useFocusHandover(heirs: (gap: Gap) => readonly Heir[]): RefCallback<Element> {
  const newest = useRef(heirs);
  useLayoutEffect(() => {
    newest.current = heirs;
  });
  return useCallback((leaving: Element | null) => {
    if (leaving === null) return undefined;
    return () => {
      // React lets go of a ref just before it takes the element out of the page.
      if (!leaving.contains(document.activeElement)) return;
      const box = leaving.parentElement;
      const gap = { box, place: box === null ? 0 : [...box.children].indexOf(leaving) };
      const section = leaving.closest('section');
      queueMicrotask(() => {
        for (const heir of newest.current(gap)) take(heir);
        take(section?.querySelector('h2[tabindex], h2 button'));
        takeByTitle();
      });
    };
  }, []);
}

/** In a list: the last button of what stands there now, else of what comes after it, else of what comes before it. */
export function neighbours({ box, place }: Gap): Heir[] {
  const others = [...(box?.children ?? [])];
  return [...others.slice(place), ...others.slice(0, place).toReversed()].map((other) =>
    other.matches('button') ? other : [...other.querySelectorAll('button')].at(-1),
  );
}

/** Nobody has the focus, and nobody was quicker to take it. */
function isFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function take(heir: Heir): void {
  if (isFree() && heir instanceof HTMLElement) heir.focus();
}

/** The title of the page, or else the page as a whole: nothing that could be used, but the next key goes on from there. */
function takeByTitle(): void {
  const page = document.querySelector('main');
  const title = page?.querySelector('h1') ?? page ?? null;
  if (!isFree() || title === null) return;
  title.tabIndex = -1;
  // Left behind, it would take the focus from a click beside everything, and with it the keys that scroll.
  title.addEventListener('blur', () => title.removeAttribute('tabindex'), { once: true });
  // Whoever reads further down stays there.
  title.focus({ preventScroll: true });
}

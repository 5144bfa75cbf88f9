/** What a key asks of the events page. */
export type PageKey =
  'next' | 'previous' | 'reply' | 'quiet' | 'read' | 'select' | 'undo' | 'search' | 'help' | 'escape';

const letters: Record<string, PageKey> = {
  j: 'next',
  k: 'previous',
  r: 'reply',
  s: 'quiet',
  m: 'read',
  x: 'select',
  u: 'undo',
};

/** Where keys are letters of a text, or belong to something that is open. */
const own =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** What a key means on the page; null where it means nothing, or is typed into something. */
export function pageKeyOf(event: KeyboardEvent): PageKey | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return null;
  if (event.target instanceof Element && event.target.closest(own) !== null) return null;
  // What is open above the page is answered first, wherever the focus is.
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return null;
  if (event.key === 'Escape') return 'escape';
  const latin = /^[a-z]$/i.test(event.key);
  if (event.key === '?' || (!isLatinSign(event.key) && event.code === 'Slash' && event.shiftKey))
    return 'help';
  if (event.key === '/' || (!isLatinSign(event.key) && event.code === 'Slash' && !event.shiftKey))
    return 'search';
  if (event.shiftKey) return null;
  // On a Cyrillic keyboard the key in the same place is meant.
  const letter = latin ? event.key.toLowerCase() : /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  return letter === undefined ? null : (letters[letter] ?? null);
}

/** Signs that a Latin keyboard has on other keys than the one with the slash. */
function isLatinSign(key: string): boolean {
  return /^[a-z0-9\-_=+[\]{};:'"<>\\|`~!@#$%^&*()]$/i.test(key);
}

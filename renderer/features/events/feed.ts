import type { EventRow } from '../../../electron/shared/event.ts';

/**
 * The loaded part of the list as a value, and what may happen to it. Rows are newest first, by `row`.
 * Nothing here asks the bridge: `useFeed.ts` does.
 */
export interface Feed {
  phase: 'loading' | 'ready' | 'failed';
  rows: readonly EventRow[];
  /** Older rows are still to be fetched. */
  more: boolean;
  /** Newer rows that wait until the reader wants them, newest first. */
  held: readonly EventRow[];
  /** False where there are even newer rows between `held` and `rows` that were not fetched. */
  heldMeetsRows: boolean;
}

export interface Page {
  rows: readonly EventRow[];
  more: boolean;
}

/** Rows that are kept while new ones come in above them. */
export const mostAtTheTop = 120;

export const emptyFeed: Feed = { phase: 'loading', rows: [], more: false, held: [], heldMeetsRows: true };

/** Takes the newest page; `hold` keeps new rows apart, so that nothing moves under the reader's eyes. */
export function mergeNewest(feed: Feed, page: Page, options: { unreadOnly: boolean; hold: boolean }): Feed {
  const newest = feed.rows[0];
  const oldestFetched = page.rows.at(-1);
  if (feed.phase !== 'ready' || newest === undefined) {
    return { phase: 'ready', rows: page.rows, more: page.more, held: [], heldMeetsRows: true };
  }
  const fresh = page.rows.filter((row) => row.row > newest.row);
  const meets = !page.more || (oldestFetched !== undefined && oldestFetched.row <= newest.row);
  const patched = patchRange(feed, page, Number.POSITIVE_INFINITY, options.unreadOnly);
  if (fresh.length === 0) return { ...patched, held: [], heldMeetsRows: true };
  if (options.hold) return { ...patched, held: fresh, heldMeetsRows: meets };
  if (!meets) return { phase: 'ready', rows: page.rows, more: page.more, held: [], heldMeetsRows: true };
  const rows = [...fresh, ...patched.rows];
  // In a storm the list would grow by hundreds while its reader stays at the top; what is below comes back by scrolling.
  const cut = rows.length > mostAtTheTop;
  return {
    ...patched,
    rows: cut ? rows.slice(0, mostAtTheTop) : rows,
    more: cut || patched.more,
    held: [],
    heldMeetsRows: true,
  };
}

/** Shows what was held back. */
export function releaseHeld(feed: Feed): Feed {
  const rows = feed.heldMeetsRows ? [...feed.held, ...feed.rows] : feed.held;
  return { ...feed, rows, more: feed.heldMeetsRows ? feed.more : true, held: [], heldMeetsRows: true };
}

export function appendOlder(feed: Feed, page: Page): Feed {
  const oldest = feed.rows.at(-1)?.row ?? Number.POSITIVE_INFINITY;
  return { ...feed, rows: [...feed.rows, ...page.rows.filter((row) => row.row < oldest)], more: page.more };
}

/**
 * Renews the rows below `beforeRow` that `page` covers. A row the page does not know is gone; among unread rows
 * only, it was read meanwhile and stays in sight until the filter is chosen anew.
 */
export function patchRange(feed: Feed, page: Page, beforeRow: number, unreadOnly: boolean): Feed {
  const found = new Map(page.rows.map((row) => [row.row, row]));
  const lowest = page.more ? (page.rows.at(-1)?.row ?? beforeRow) : Number.NEGATIVE_INFINITY;
  const rows = feed.rows.flatMap((old) => {
    if (old.row >= beforeRow || old.row < lowest) return [old];
    const renewed = found.get(old.row);
    if (renewed !== undefined) return [sameToTheEye(old, renewed) ? old : renewed];
    return unreadOnly ? [asRead(old)] : [];
  });
  return { ...feed, rows };
}

export function markAs(feed: Feed, keys: readonly string[], read: boolean): Feed {
  const wanted = new Set(keys);
  const mark = (row: EventRow): EventRow =>
    wanted.has(row.key) && row.read !== read ? { ...row, read } : row;
  return { ...feed, rows: feed.rows.map(mark), held: feed.held.map(mark) };
}

function asRead(row: EventRow): EventRow {
  return row.read ? row : { ...row, read: true };
}

/** Events never change; what was decided about them and done with them does. */
function sameToTheEye(one: EventRow, other: EventRow): boolean {
  return (
    one.key === other.key &&
    one.read === other.read &&
    one.verdict === other.verdict &&
    one.reason === other.reason &&
    one.outcome === other.outcome &&
    one.outcomeDetail === other.outcomeDetail &&
    one.ruleId === other.ruleId &&
    one.settled?.what === other.settled?.what &&
    one.settled?.by === other.settled?.by &&
    one.settled?.name === other.settled?.name
  );
}

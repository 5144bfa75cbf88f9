import type { History } from '../core/ports.ts';
import type { EventRow } from '../shared/event.ts';
import type { EventFilter } from '../shared/eventFilter.ts';
import { searchWords } from '../shared/search.ts';

/** Reads pages of a filter that may fit almost nothing, with the loop free between its looks. */

/** Rows whose words are made findable in one go. */
const indexedAtOnce = 200;

export async function findPage(
  history: History,
  query: { beforeRow: number | null; limit: number; filter: EventFilter },
): Promise<{ rows: EventRow[]; more: boolean }> {
  if (searchWords(query.filter.text).length > 0) await findNewWords(history);
  const rows: EventRow[] = [];
  let beforeRow = query.beforeRow;
  for (;;) {
    const page = history.page({ ...query, beforeRow, limit: query.limit - rows.length });
    rows.push(...page.rows);
    if (page.nextBefore === null) return { rows, more: false };
    if (rows.length >= query.limit) return { rows, more: true };
    beforeRow = page.nextBefore;
    await turn();
  }
}

/** What came last is searched too, although its words wait for a quiet moment. */
async function findNewWords(history: History): Promise<void> {
  try {
    while (history.indexNew(indexedAtOnce)) await turn();
  } catch {
    // A disk that takes nothing: the rest is found all the same, and quietWork says in the log what is not.
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Every event that fits, newest first, page by page. Ends early when `stopped` says so. */
export async function* eachPage(
  history: History,
  filter: EventFilter,
  stopped: () => boolean,
): AsyncGenerator<EventRow[]> {
  let beforeRow: number | null = null;
  while (!stopped()) {
    const page: { rows: EventRow[]; more: boolean } = await findPage(history, {
      beforeRow,
      limit: 500,
      filter,
    });
    if (page.rows.length > 0) yield page.rows;
    if (!page.more) return;
    beforeRow = page.rows.at(-1)?.row ?? 0;
    await turn();
  }
}

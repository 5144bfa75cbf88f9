import type { KeptRow } from '../keptData.ts';
import type { SeenNotification } from './busMonitor.ts';
import { flowTextIn } from '../flow.ts';

/** What a person was told, by the account of the bus; each message of a flow has a text of its own. */
export interface Told {
  /** Messages that were the words of a notification that the service took. */
  readonly once: ReadonlySet<string>;
  /** Second notifications with the same words; one that changes in place interrupts nobody. */
  readonly again: readonly Again[];
}

interface Again {
  readonly text: string;
  readonly firstAtMs: number;
  readonly againAtMs: number;
  readonly body: string;
}

export function toldOn(notifications: readonly SeenNotification[]): Told {
  const firstAtMs = new Map<string, number>();
  const again: Again[] = [];
  for (const { id, replacesId, body, seenAtMs } of notifications) {
    const text = flowTextIn(body);
    // What the service did not answer it did not take.
    if (text === null || id === undefined) continue;
    const before = firstAtMs.get(text);
    if (before === undefined) firstAtMs.set(text, seenAtMs);
    else if (replacesId === 0) again.push({ text, firstAtMs: before, againAtMs: seenAtMs, body });
  }
  return { once: new Set(firstAtMs.keys()), again };
}

/** How long before its telling a message may have been fetched: a catch-up tells at its end. Milliseconds. */
const catchUpMs = 60_000;

/**
 * Messages that were told twice, each with its second notification. Not those with news behind them: an older message of
 * the same chat that a catch-up found raises a notification too, and that ends with the chat's newest words.
 */
export function toldTwice({ again }: Told, rows: readonly KeptRow[]): string[] {
  const byText = new Map(rows.map((row) => [row.text, row]));
  return again.flatMap(({ text, firstAtMs, againAtMs, body }) => {
    const told = byText.get(text);
    const hasNews = rows.some(
      (row) =>
        told !== undefined &&
        row !== told &&
        row.chat === told.chat &&
        row.recovered &&
        row.atMs <= told.atMs &&
        row.verdict !== 'silent' &&
        row.receivedAtMs >= firstAtMs - catchUpMs &&
        row.receivedAtMs <= againAtMs,
    );
    return hasNews ? [] : [`${text} (after ${againAtMs - firstAtMs} ms: "${body}")`];
  });
}

/** Told and not decided: the next start decides it, and tells it again. */
export function toldAndUndecided(told: Told, rows: readonly KeptRow[]): string[] {
  const decided = new Set(rows.flatMap(({ text, verdict }) => (verdict === null ? [] : [text])));
  return [...told.once].filter((text) => !decided.has(text));
}

/** Messages that were to have a notification, whose row has no word of what became of it, and that the bus never saw. */
export function decidedAndNotShown(told: Told, rows: readonly KeptRow[]): string[] {
  return rows.flatMap(({ text, verdict, outcome }) =>
    text !== null && verdict === 'show' && outcome === null && !told.once.has(text) ? [text] : [],
  );
}

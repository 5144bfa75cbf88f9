import type { KeptRow } from '../keptData.ts';
import type { SeenNotification } from './busMonitor.ts';
import { flowTextIn } from '../flow.ts';

/** What a person was told, by the account of the bus; each message of a flow has a text of its own. */
export interface Told {
  /** Messages that were the news of a notification that the service took. */
  readonly once: ReadonlySet<string>;
  /** Messages that raised a second notification of their own: one that changes in place interrupts nobody. */
  readonly twice: readonly string[];
}

export function toldOn(notifications: readonly SeenNotification[]): Told {
  const once = new Set<string>();
  const twice: string[] = [];
  for (const { id, replacesId, body } of notifications) {
    const text = flowTextIn(body);
    // What the service did not answer it did not take.
    if (text === null || id === undefined) continue;
    if (replacesId === 0 && once.has(text)) twice.push(text);
    once.add(text);
  }
  return { once, twice };
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

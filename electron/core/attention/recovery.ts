import { chatKey, type EventRow, type Verdict, type VerdictReason } from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';
import { decide } from './decide.ts';

/**
 * What to tell of events that came while nobody listened. Only what still matters: a chat that was answered meanwhile
 * is told of to nobody. A few chats are told one by one, as if they had just come; a long absence is one summary.
 */

/** Chats, or single events, that are told one by one; more of them become one summary. */
export const tellSinglyAtMost = 3;

export interface Recovery {
  verdicts: { key: string; verdict: Verdict; reason: VerdictReason }[];
  /** To be told one by one, each as the newest row of its chat with all it stands for. */
  single: { row: EventRow; keys: string[] }[];
  /** Or, instead, one summary of these. */
  summary: { keys: string[]; messages: number; chats: number } | null;
}

interface Waiting {
  newest: EventRow;
  keys: string[];
}

/**
 * @param rows what was fetched or left undecided, in any order; all of it is stored.
 * @param answeredAtMs when a row's chat was last answered, or null.
 */
export function recover(
  rows: readonly EventRow[],
  settings: Settings,
  answeredAtMs: (row: EventRow) => number | null,
): Recovery {
  const verdicts: Recovery['verdicts'] = [];
  const waiting = new Map<string, Waiting>();
  const inOrder = rows.toSorted((first, second) => first.atMs - second.atMs || first.row - second.row);
  for (const row of inOrder) {
    const { verdict, reason } = decide(row, settings);
    const isMessage = reason === 'incomingMessage';
    if (verdict === 'silent') verdicts.push({ key: row.key, verdict, reason });
    else if (isMessage && row.atMs <= (answeredAtMs(row) ?? -1)) {
      verdicts.push({ key: row.key, verdict: 'silent', reason: 'answeredMeanwhile' });
    } else {
      const chat = chatKey(row);
      const id = isMessage && chat !== null ? chat : `event ${row.key}`;
      const before = waiting.get(id);
      const keys = before?.keys ?? [];
      keys.push(row.key);
      waiting.set(id, { newest: row, keys });
    }
  }
  const told = [...waiting.values()];
  const many = told.length > tellSinglyAtMost;
  for (const key of told.flatMap((entry) => entry.keys)) {
    verdicts.push({ key, verdict: many ? 'digest' : 'show', reason: 'recovered' });
  }
  const keys = told.flatMap((entry) => entry.keys);
  return {
    verdicts,
    single: many ? [] : told.map((entry) => ({ row: entry.newest, keys: entry.keys })),
    summary: many ? { keys, messages: keys.length, chats: told.length } : null,
  };
}

import type { DatabaseSync, StatementSyncInstance } from '@photostructure/sqlite';
import type { History, NewestMessage } from '../core/ports.ts';
import type { EventRow } from '../shared/event.ts';
import type { EventFilter } from '../shared/eventFilter.ts';
import { searchWords } from '../shared/search.ts';
import {
  byPerson,
  eventColumns,
  isSpoken,
  readColumn,
  readEvent,
  readText,
  rowColumns,
  searchedOf,
  toRow,
} from './historyRows.ts';

/** Reading the history by filter, word and chat, and keeping it from growing for ever. */

export type HistoryQueries = Pick<
  History,
  | 'page'
  | 'conversation'
  | 'newestOfChat'
  | 'activity'
  | 'indexNew'
  | 'indexSome'
  | 'removeSome'
  | 'erase'
  | 'sizeBytes'
  | 'oldestMs'
  | 'events'
>;

/**
 * Rows that one question looks at: where a filter fits almost nothing, the rest is asked for by the next one, so that
 * none holds the process for long. Measured: 20 ms on a slow machine.
 */
const lookAt = 50_000;
/** Words alone are looked up eight times as fast. */
const lookAtWords = 400_000;
/** Under this name it is kept up to which row words are not indexed yet. */
const searchFrom = 'search from';
const statementsKept = 100;
const selectEvents = `SELECT ${eventColumns.join(', ')} FROM events`;

type Parameter = string | number;

export function createQueries(database: InstanceType<typeof DatabaseSync>): HistoryQueries {
  const statements = new Map<string, StatementSyncInstance>();
  /** Filters have as many forms as there are combinations; the ones in use are kept. */
  function prepared(sql: string): StatementSyncInstance {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    if (statements.size >= statementsKept) statements.clear();
    statements.set(sql, made);
    return made;
  }
  const columnsOf = (table: string): string => rowColumns.map((column) => `${table}.${column}`).join(', ');
  const numberOf = (sql: string, ...parameters: Parameter[]): number =>
    Number(readColumn(prepared(sql).get(...parameters), 'value')) || 0;

  function rowsBefore(filter: EventFilter, before: number, from: number, limit: number): EventRow[] {
    const { sql, parameters } = conditionsOf(filter);
    const words = searchWords(filter.text);
    if (words.length > 0) {
      // Each word begins a word of text or people; quoted, so that nothing in it is an operator.
      const match = words.map((word) => `"${word}" *`).join(' AND ');
      const where = `events_text MATCH ? AND events_text.rowid < ? AND events_text.rowid >= ?${sql}`;
      return prepared(
        `SELECT ${columnsOf('e')} FROM events_text CROSS JOIN events e ON e.row = events_text.rowid
         WHERE ${where} ORDER BY events_text.rowid DESC LIMIT ?`,
      )
        .all(match, before, from, ...parameters, limit)
        .map(toRow);
    }
    return prepared(
      `SELECT ${columnsOf('events')} FROM events WHERE row IN (
         SELECT row FROM events e INDEXED BY ${filter.unreadOnly ? 'events_unread' : 'events_filter'} WHERE row < ? AND row >= ?${sql} ORDER BY row DESC LIMIT ?
       ) ORDER BY row DESC`,
    )
      .all(before, from, ...parameters, limit)
      .map(toRow);
  }

  const indexedFrom = (): number => numberOf('SELECT text AS value FROM notes WHERE name = ?', searchFrom);

  function indexOne(found: unknown): void {
    const { text, people } = searchedOf(readEvent(found));
    prepared('INSERT OR REPLACE INTO events_text (rowid, text, people) VALUES (?, ?, ?)').run(
      Number(readColumn(found, 'row')),
      text,
      people,
    );
  }

  return {
    page({ beforeRow, limit, filter }) {
      const newest = numberOf('SELECT max(row) AS value FROM events');
      const before = Math.min(beforeRow ?? newest + 1, newest + 1);
      const from = Math.max(0, before - reach(filter));
      const rows = rowsBefore(filter, before, from, limit + 1);
      if (rows.length > limit) {
        const shown = rows.slice(0, limit);
        return { rows: shown, nextBefore: shown.at(-1)?.row ?? null };
      }
      return { rows, nextBefore: from > 0 ? from : null };
    },
    conversation({ accountId, lineId, messengerType, chat, row }, limit) {
      if (chat === null) return [];
      const where = 'account = ? AND line IS ? AND messenger IS ? AND chat = ?';
      const half = (comparison: string, order: string): EventRow[] =>
        prepared(
          `SELECT ${columnsOf('events')} FROM events INDEXED BY events_chat
           WHERE ${where} AND row ${comparison} ? ORDER BY row ${order} LIMIT ?`,
        )
          .all(accountId, lineId, messengerType, chat.id, row, limit)
          .map(toRow);
      return [...half('<=', 'DESC').toReversed(), ...half('>', 'ASC')];
    },
    newestOfChat({ lineId, messengerType, chatId }) {
      const found = prepared(
        `SELECT key FROM events INDEXED BY events_chat
         WHERE account IN (SELECT DISTINCT account FROM chats) AND line = ? AND messenger = ? AND chat = ? AND chat IS NOT NULL
         ORDER BY row DESC LIMIT 1`,
      ).get(lineId, messengerType, chatId);
      return readText(found, 'key');
    },
    activity(fromMs, toMs) {
      // A chat's answer is its first outgoing message after an incoming one; what came before the day counts for it.
      return prepared(
        `SELECT line, chat, messenger, account, direction, at_ms FROM events
         WHERE kind = 'message' AND at_ms >= ? AND at_ms < ? AND direction IS NOT NULL AND chat IS NOT NULL
           AND ${byPerson} AND ${isSpoken}
         ORDER BY at_ms, row`,
      )
        .all(fromMs, toMs)
        .map((found) => ({
          lineId: readText(found, 'line'),
          chat: ['account', 'line', 'messenger', 'chat'].map((name) => readText(found, name) ?? '').join(':'),
          incoming: readText(found, 'direction') === 'incoming',
          atMs: Number(readColumn(found, 'at_ms')),
        }));
    },
    oldestMs() {
      const found = readColumn(prepared('SELECT min(received_ms) AS value FROM events').get(), 'value');
      return typeof found === 'number' ? found : null;
    },
    events: () => numberOf('SELECT count(*) AS value FROM events'),
    indexNew(limit) {
      // Of a history from an earlier version only what is newer: the rest is {@link indexSome}'s.
      const indexed = Math.max(
        numberOf('SELECT max(id) AS value FROM events_text_docsize'),
        indexedFrom() - 1,
      );
      const found = prepared(`${selectEvents} WHERE row > ? ORDER BY row LIMIT ?`).all(indexed, limit);
      found.forEach(indexOne);
      return found.length === limit;
    },
    indexSome(limit) {
      const from = indexedFrom();
      if (from <= 0) return 0;
      const found = prepared(`${selectEvents} WHERE row < ? ORDER BY row DESC LIMIT ?`).all(from, limit);
      found.forEach(indexOne);
      const last = found.length < limit ? 0 : Number(readColumn(found.at(-1), 'row'));
      prepared('UPDATE notes SET text = ? WHERE name = ?').run(String(last), searchFrom);
      return last;
    },
    removeSome({ beforeMs, keep, limit }) {
      const surplus = numberOf('SELECT count(*) AS value FROM events') - keep;
      const old = prepared(
        'SELECT row, account, line, messenger, kind, at_ms FROM events WHERE received_ms < ? OR row IN (SELECT row FROM events ORDER BY row LIMIT ?) ORDER BY row LIMIT ?',
      ).all(beforeMs, Math.max(0, Math.min(surplus, limit)), limit);
      for (const one of old) {
        const row = Number(readColumn(one, 'row'));
        prepared('DELETE FROM events_text WHERE rowid = ?').run(row);
        prepared('DELETE FROM events WHERE row = ?').run(row);
      }
      return { rows: old.length, newest: newestOf(old) };
    },
    erase() {
      const newest = prepared(
        `SELECT account, line, messenger, kind, max(at_ms) AS at_ms FROM events
         WHERE kind = 'message' GROUP BY account, line, messenger`,
      ).all();
      database.exec(`
        DELETE FROM events; DELETE FROM chats; DELETE FROM notes;
        INSERT INTO events_text (events_text) VALUES ('delete-all');`);
      return newestOf(newest);
    },
    sizeBytes: () =>
      numberOf('SELECT page_count AS value FROM pragma_page_count()') *
      numberOf('SELECT page_size AS value FROM pragma_page_size()'),
  };
}

/** Of rows in any order; those of no messenger and of other kinds do not count. */
function newestOf(found: readonly unknown[]): NewestMessage[] {
  const newest = new Map<string, NewestMessage>();
  for (const row of found) {
    const [accountId, lineId, messengerType] = [
      readText(row, 'account'),
      readText(row, 'line'),
      readText(row, 'messenger'),
    ];
    if (
      readText(row, 'kind') !== 'message' ||
      accountId === null ||
      lineId === null ||
      messengerType === null
    )
      continue;
    const key = JSON.stringify([accountId, lineId, messengerType]);
    const atMs = Math.max(newest.get(key)?.atMs ?? 0, Number(readColumn(row, 'at_ms')));
    newest.set(key, { accountId, lineId, messengerType, atMs });
  }
  return [...newest.values()];
}

/** How many rows one question may look at. */
function reach(filter: EventFilter): number {
  const narrow = isNarrow(filter.text === '' ? { ...filter, unreadOnly: false } : filter);
  // Without a filter every row fits; what is unread has an index of its own.
  if (!narrow) return searchWords(filter.text).length > 1 ? lookAtWords : Infinity;
  return lookAt;
}

function isNarrow(filter: EventFilter): boolean {
  return conditionsOf(filter).sql !== '';
}

function conditionsOf(filter: EventFilter): { sql: string; parameters: Parameter[] } {
  const parameters: Parameter[] = [];
  let sql = filter.unreadOnly ? ' AND e.read = 0' : '';
  const lists: [string, readonly string[]][] = [
    ['line', filter.lineIds],
    ['messenger', filter.messengerTypes],
    ['kind', filter.kinds],
    ['class', filter.classes],
    ['verdict', filter.verdicts],
  ];
  for (const [column, values] of lists) {
    if (values.length === 0) continue;
    sql += ` AND e.${column} IN (${values.map(() => '?').join(', ')})`;
    parameters.push(...values);
  }
  if (filter.fromMs !== null) {
    sql += ' AND e.at_ms >= ?';
    parameters.push(filter.fromMs);
  }
  if (filter.toMs !== null) {
    sql += ' AND e.at_ms < ?';
    parameters.push(filter.toMs);
  }
  return { sql, parameters };
}

import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSyncInstance } from '@photostructure/sqlite';
import { classOf } from '../core/attention/decide.ts';
import { startsUnread } from '../core/attention/unread.ts';
import type { History, StoredEvent } from '../core/ports.ts';
import type { EventRow, NotifierEvent } from '../shared/event.ts';
import { createQueries } from './historyQueries.ts';
import { byPerson, readChat, readColumn, rowColumns, toRow } from './historyRows.ts';
import { migrations, schema, schemaVersion } from './historySchema.ts';

/**
 * The history: SQLite in WAL mode behind the History port. Its unique key is the gate against telling twice; the
 * list and the notification both hang on "this row was new".
 */

/** An item without an id that equals the last one on its subject within this time is a repetition. Milliseconds. */
export const repetitionWindowMs = 60_000;

/**
 * A log that grew to so many pages (16 MB) is written into the file at once, whatever else goes on. Before that it waits
 * for a quiet moment: the disk's answer stood in the way of every hundredth notification (measured: up to 0.3 s).
 */
const mostLogPages = 4_000;
/** How long a statement waits for another process. Milliseconds. */
const usualBusyMs = 2_000;

export interface OpenedHistory {
  history: History;
  /** Where a broken file was kept aside, or null. */
  keptAside: string | null;
}

/**
 * Opens the file, or begins a new one. A broken file is moved aside, never deleted.
 *
 * @param busyMs how long to wait for another process that holds it, for its opening alone
 * @throws when not even a new file can be made (disk full, folder read-only): the caller tells the person.
 */
export function openHistory(file: string, nowMs: number, busyMs = usualBusyMs): OpenedHistory {
  mkdirSync(dirname(file), { recursive: true });
  try {
    return { history: openDatabase(file, busyMs), keptAside: null };
  } catch (error) {
    if (!existsSync(file) || !isDamage(error)) throw error;
    const keptAside = `${file}.damaged-${nowMs}`;
    renameSync(file, keptAside);
    // The write-ahead log belongs to the damaged file; beside a new one it would be taken for its own.
    for (const suffix of ['-wal', '-shm']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, keptAside + suffix);
    }
    return { history: openDatabase(file, busyMs), keptAside };
  }
}

class DamagedHistory extends Error {}

function isDamage(error: unknown): boolean {
  if (error instanceof DamagedHistory) return true;
  // The last two: a database, but another program's.
  return (
    error instanceof Error &&
    /not a database|malformed|corrupt|no such|already exists|vtable constructor/i.test(error.message)
  );
}

function openDatabase(file: string, busyMs: number): History {
  // Left behind by an end without closing, the only time when pages may be half written.
  const endedBadly = existsSync(`${file}-wal`);
  const database = new DatabaseSync(file, { timeout: busyMs });
  try {
    // Nothing is written before the file is known to be sound and ours.
    const version = Number(readColumn(database.prepare('PRAGMA user_version').get(), 'user_version'));
    if (version > schemaVersion) throw new DamagedHistory(`made by a newer version (${version})`);
    if (endedBadly) checkAll(database);
    else if (version > 0) lookIn(database);
    if (version === 0) database.exec(`BEGIN; ${schema} COMMIT;`);
    else for (const step of migrations.slice(version - 1)) database.exec(`BEGIN; ${step} COMMIT;`);
    const history = createHistory(database);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;
      PRAGMA wal_autocheckpoint = ${mostLogPages};
      PRAGMA busy_timeout = ${usualBusyMs};`);
    return history;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Reads every page: four seconds for a million events (measured), so not at every start. */
function checkAll(database: InstanceType<typeof DatabaseSync>): void {
  const check = readColumn(database.prepare('PRAGMA quick_check(1)').get(), 'quick_check');
  if (check !== 'ok') throw new DamagedHistory(String(check));
}

/** Reads both ends of what is kept: finds a file that was cut off or written over, in no time. */
function lookIn(database: InstanceType<typeof DatabaseSync>): void {
  for (const direction of ['ASC', 'DESC']) {
    database.prepare(`SELECT * FROM events ORDER BY row ${direction} LIMIT 100`).all();
  }
}

function createHistory(database: InstanceType<typeof DatabaseSync>): History {
  const prepare = (sql: string): StatementSyncInstance => database.prepare(sql);
  const insert = prepare(`
    INSERT INTO events (key, account, line, messenger, kind, direction, chat, at_ms, received_ms, read, class, subject, fingerprint, event, raw)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`);
  const newestMessages = prepare(`
    SELECT line, messenger, max(at_ms) AS at_ms FROM events
    WHERE kind = 'message' AND account = ? AND line IS NOT NULL AND messenger IS NOT NULL GROUP BY line, messenger`);
  const columns = rowColumns.join(', ');
  const undecided = prepare(`SELECT ${columns} FROM events WHERE verdict IS NULL ORDER BY row LIMIT ?`);
  const lastAnswer = prepare(`
    SELECT at_ms FROM events
    WHERE kind = 'message' AND direction = 'outgoing' AND account = ? AND line IS ? AND messenger IS ? AND chat = ?
      AND ${byPerson}
    ORDER BY at_ms DESC LIMIT 1`);
  const knownChat = prepare(
    'SELECT known FROM chats WHERE account = ? AND line = ? AND messenger = ? AND chat = ?',
  );
  const rememberChat = prepare(`
    INSERT INTO chats (account, line, messenger, chat, known) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (account, line, messenger, chat) DO UPDATE SET known = excluded.known`);
  const lastOnSubject = prepare(
    'SELECT fingerprint, received_ms FROM events WHERE subject = ? ORDER BY row DESC LIMIT 1',
  );
  // A prefix is a range of the key; U+FFFF sorts after everything that follows it.
  const notes = prepare('SELECT name, text FROM notes WHERE name >= ? AND name < ? ORDER BY name');
  const removeNote = prepare('DELETE FROM notes WHERE name = ?');
  const saveNote = prepare(`
    INSERT INTO notes (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text`);
  const byKey = prepare(`SELECT ${columns}, raw FROM events WHERE key = ?`);
  const setVerdict = prepare('UPDATE events SET verdict = ?, reason = ?, rule = ? WHERE key = ?');
  const undecide = prepare(`
    UPDATE events SET verdict = NULL, reason = NULL, rule = NULL
    WHERE key = ? AND outcome IS NULL AND settled IS NULL`);
  const setSettled = prepare('UPDATE events SET settled = ? WHERE key = ?');
  const setOutcome = prepare('UPDATE events SET outcome = ?, outcome_detail = ? WHERE key = ?');
  const markRead = prepare('UPDATE events SET read = 1 WHERE key = ?');
  const markUnread = prepare('UPDATE events SET read = 0 WHERE key = ?');
  const markAllRead = prepare('UPDATE events SET read = 1 WHERE read = 0');
  // Counted at every event: beyond this nobody reads the number, and counting it would take longer and longer.
  const countUnread = prepare(
    'SELECT count(*) AS unread FROM (SELECT 1 FROM events WHERE read = 0 LIMIT 9999)',
  );

  function isRepetition(stored: StoredEvent): boolean {
    if (stored.content === null) return false;
    const last = lastOnSubject.get(stored.content.subject);
    const receivedMs = Number(readColumn(last, 'received_ms'));
    return (
      readColumn(last, 'fingerprint') === stored.content.fingerprint &&
      // Either way: a clock that was set back must not make repetitions of a whole day.
      Math.abs(stored.event.receivedAtMs - receivedMs) <= repetitionWindowMs
    );
  }

  /** ChatApp names many a chat by its id alone; what earlier events said about it is filled in. */
  function withKnownChat(event: NotifierEvent): NotifierEvent {
    if (event.chat === null) return withChatOfMessage(event);
    const place = [event.accountId, event.lineId ?? '', event.messengerType ?? '', event.chat.id];
    const found = knownChat.get(...place);
    const known = readChat(found) ?? event.chat;
    const { chat: heard } = event;
    const chat = {
      id: heard.id,
      name: heard.name ?? known.name,
      phone: heard.phone ?? known.phone,
      username: heard.username ?? known.username,
      type: heard.type ?? known.type,
      responsibleId: heard.responsibleKnown ? heard.responsibleId : known.responsibleId,
      responsibleKnown: heard.responsibleKnown || known.responsibleKnown,
    };
    const text = JSON.stringify(chat);
    if (text !== readColumn(found, 'known')) rememberChat.run(...place, text);
    return { ...event, chat };
  }

  /** A deletion, a reaction and many a delivery name their message alone; whose chat that was is known from it. */
  function withChatOfMessage(event: NotifierEvent): NotifierEvent {
    if (!('messageId' in event.content)) return event;
    const { accountId, lineId, messengerType, content } = event;
    const key = [accountId, lineId ?? '', messengerType ?? '', 'message', content.messageId].join(':');
    const found = byKey.get(key);
    return found === undefined ? event : { ...event, chat: toRow(found).chat };
  }

  /** Equal items of one millisecond with another between them (closed, opened, closed) are as many events. */
  function freeKey(key: string): string {
    const copyOf = (copy: number): string => (copy === 1 ? key : `${key}#${copy}`);
    const isTaken = (copy: number): boolean => byKey.get(copyOf(copy)) !== undefined;
    // By doubling and halving: ten thousand in one frame would otherwise be looked for one by one, each.
    let free = 1;
    while (isTaken(free)) free *= 2;
    let taken = Math.floor(free / 2);
    while (free - taken > 1) {
      const middle = Math.floor((free + taken) / 2);
      if (isTaken(middle)) taken = middle;
      else free = middle;
    }
    return copyOf(free);
  }

  function insertOne(stored: StoredEvent): EventRow | null {
    if (isRepetition(stored)) return null;
    const { raw, content } = stored;
    const known = withKnownChat(stored.event);
    const event = content === null ? known : { ...known, key: freeKey(known.key) };
    const read = !startsUnread(event);
    const { changes, lastInsertRowid } = insert.run(
      event.key,
      event.accountId,
      event.lineId,
      event.messengerType,
      event.kind,
      event.direction,
      event.chat?.id ?? null,
      event.atMs,
      event.receivedAtMs,
      read ? 1 : 0,
      classOf(event),
      content?.subject ?? null,
      content?.fingerprint ?? null,
      JSON.stringify(event),
      raw,
    );
    if (changes === 0) return null;
    return {
      ...event,
      row: Number(lastInsertRowid),
      read,
      verdict: null,
      reason: null,
      ruleId: null,
      outcome: null,
      outcomeDetail: null,
      settled: null,
    };
  }

  function transaction<Result>(work: () => Result): Result {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // The statement's own error is the one to tell; SQLite may have rolled back already.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /** By a person: what calls for none is read from its beginning. */
  function wasRead(key: string): boolean {
    const found = byKey.get(key);
    if (found === undefined) return false;
    const row = toRow(found);
    return row.read && startsUnread(row);
  }

  const queries = createQueries(database);
  return {
    ...queries,
    removeSome: (query) => transaction(() => queries.removeSome(query)),
    indexNew: (limit) => transaction(() => queries.indexNew(limit)),
    indexSome: (limit) => transaction(() => queries.indexSome(limit)),
    erase() {
      const newest = transaction(queries.erase);
      // Until then the words are still in the file, and the disk has no more room than before.
      database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
      return newest;
    },
    insertNew: (events) =>
      transaction(() => events.map(insertOne).filter((row): row is EventRow => row !== null)),
    setVerdict(key, verdict, reason, ruleId) {
      setVerdict.run(verdict, reason, ruleId, key);
    },
    setOutcome(key, outcome, detail) {
      setOutcome.run(outcome, detail?.slice(0, 500) ?? null, key);
    },
    setSettled(key, settled) {
      setSettled.run(JSON.stringify(settled), key);
    },
    find(key) {
      const found = byKey.get(key);
      return found === undefined ? null : { row: toRow(found), raw: String(readColumn(found, 'raw')) };
    },
    newestMessages: (accountId) =>
      newestMessages.all(accountId).map((found) => ({
        lineId: String(readColumn(found, 'line')),
        messengerType: String(readColumn(found, 'messenger')),
        atMs: Number(readColumn(found, 'at_ms')),
      })),
    undecide: (keys) =>
      transaction(() => keys.filter((key) => !wasRead(key)).forEach((key) => undecide.run(key))),
    undecided: (limit) => undecided.all(limit).map(toRow),
    notes: (prefix) =>
      notes.all(prefix, `${prefix}\uFFFF`).map((found) => ({
        name: String(readColumn(found, 'name')),
        text: String(readColumn(found, 'text')),
      })),
    saveNote(name, text) {
      if (text === null) removeNote.run(name);
      else saveNote.run(name, text);
    },
    together: (work) => (database.isTransaction ? work() : transaction(work)),
    answeredAtMs({ accountId, lineId, messengerType, chat }) {
      if (chat === null) return null;
      const atMs = readColumn(lastAnswer.get(accountId, lineId, messengerType, chat.id), 'at_ms');
      return typeof atMs === 'number' ? atMs : null;
    },
    markRead(keys) {
      if (keys === 'all') markAllRead.run();
      else if (database.isTransaction) keys.forEach((key) => markRead.run(key));
      else transaction(() => keys.forEach((key) => markRead.run(key)));
    },
    markUnread: (keys) => transaction(() => keys.forEach((key) => markUnread.run(key))),
    checkpoint: () => database.exec('PRAGMA wal_checkpoint(PASSIVE)'),
    unread: () => Number(readColumn(countUnread.get(), 'unread')),
    close() {
      if (!database.isOpen) return;
      try {
        // The binding finalises no statement, so SQLite keeps a closed file open until they are collected: without a log
        // there is nothing left to lock or to leave behind.
        database.exec('PRAGMA journal_mode = DELETE');
      } catch {
        // Somebody else has it open, or the disk is full: the log stays, and is read at the next start.
      }
      database.close();
    },
  };
}

/** The tables of the history, and the way to them from earlier versions. */

export const schemaVersion = 4;

/** For filters (an index that holds all they ask for), and for a chat's conversation. */
const searching = `
  CREATE INDEX events_chat ON events (account, line, messenger, chat, row) WHERE chat IS NOT NULL;
  CREATE INDEX events_filter ON events (row, line, messenger, kind, class, verdict, read, at_ms);
  CREATE INDEX events_messages ON events (at_ms) WHERE kind = 'message';
  CREATE INDEX events_received ON events (received_ms);
`;

/**
 * Words, without their places in the text, and every beginning of up to twelve letters: each search is then one list
 * that is read from its newest end. Measured over a million events: 0.4 ms (p95) and 94 MB; with places and the
 * beginnings of two and three letters only it was 223 ms and 132 MB, because longer beginnings were gathered anew.
 */
const words = `
  CREATE VIRTUAL TABLE events_text USING fts5 (
    text, people, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3 4 5 6 7 8 9 10 11 12'
  );
`;

export const schema = `
  CREATE TABLE events (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    line TEXT,
    messenger TEXT,
    kind TEXT NOT NULL,
    direction TEXT,
    chat TEXT,
    at_ms INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    read INTEGER NOT NULL,
    verdict TEXT,
    reason TEXT,
    outcome TEXT,
    outcome_detail TEXT,
    rule TEXT,
    settled TEXT,
    class TEXT,
    subject TEXT,
    fingerprint TEXT,
    event TEXT NOT NULL,
    raw TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_subject ON events (subject, row) WHERE subject IS NOT NULL;
  CREATE INDEX events_unread ON events (row) WHERE read = 0;
  CREATE INDEX events_undecided ON events (row) WHERE verdict IS NULL;
  CREATE INDEX events_answers ON events (account, line, messenger, chat, at_ms)
    WHERE kind = 'message' AND direction = 'outgoing';
  CREATE TABLE chats (
    account TEXT NOT NULL,
    line TEXT NOT NULL,
    messenger TEXT NOT NULL,
    chat TEXT NOT NULL,
    known TEXT NOT NULL,
    PRIMARY KEY (account, line, messenger, chat)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX events_line ON events (line, row);
  CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
${searching}${words}  PRAGMA user_version = ${schemaVersion};
`;

/** Housekeeping makes the words findable again, newest first, in small steps. */
const indexAnew = `
  INSERT OR REPLACE INTO notes (name, text)
    SELECT 'search from', max(row) + 1 FROM events WHERE true HAVING count(*) > 0;
`;

/** From each version to the next; index 0 leads from version 1 to 2. */
export const migrations = [
  `
  ALTER TABLE events ADD COLUMN rule TEXT;
  ALTER TABLE events ADD COLUMN settled TEXT;
  CREATE INDEX events_line ON events (line, row);
  CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 2;
`,
  `
  ALTER TABLE events ADD COLUMN class TEXT;
  ${searching}
  ${words}
  ${indexAnew}
  PRAGMA user_version = 3;
`,
  `
  DROP TABLE events_text;
  ${words}
  ${indexAnew}
  PRAGMA user_version = 4;
`,
];

/** The tables of the history, and the way to them from earlier versions. */

export const schemaVersion = 2;

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
  PRAGMA user_version = ${schemaVersion};
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
];

import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { z } from 'zod';
import type { Simulator } from '../simulator/simulator.ts';

/** What the app keeps in its folder, as a later start would find it. */

const rowSchema = z.object({
  row: z.number(),
  key: z.string(),
  event: z.string(),
  verdict: z.string().nullable(),
  reason: z.string().nullable(),
  outcome: z.string().nullable(),
});
const eventSchema = z.object({
  accountId: z.string(),
  lineId: z.string().nullable(),
  messengerType: z.string().nullable(),
  chat: z.object({ id: z.string() }).nullable(),
  atMs: z.number(),
  receivedAtMs: z.number(),
  recovered: z.boolean(),
  content: z.object({ type: z.string(), text: z.string().optional() }),
});

export interface KeptRow {
  readonly row: number;
  readonly key: string;
  /** Over all lines; null for events of no chat. */
  readonly chat: string | null;
  /** By ChatApp's clock, and by ours. */
  readonly atMs: number;
  readonly receivedAtMs: number;
  /** Of a text message, else null. */
  readonly text: string | null;
  /** Brought by a catch-up. */
  readonly recovered: boolean;
  readonly verdict: string | null;
  readonly reason: string | null;
  readonly outcome: string | null;
}

export interface KeptHistory {
  /** `ok`, or what `PRAGMA integrity_check` found. */
  readonly integrity: string;
  readonly rows: readonly KeptRow[];
}

/** Reads the history after the app has ended, however it did. */
export function readHistory(userData: string): KeptHistory {
  return withCopy(userData, (database) => {
    const check: unknown = database.prepare('PRAGMA integrity_check(1)').get();
    return {
      integrity: z.object({ integrity_check: z.string() }).parse(check).integrity_check,
      rows: rowsOf(database),
    };
  });
}

/** Reads the rows of an app that runs; throws now and then, when it writes just then. */
export function readRows(userData: string): readonly KeptRow[] {
  return withCopy(userData, rowsOf);
}

/** From a copy: whoever looks into the file itself keeps the app from putting its log away, long after the look. */
function withCopy<Result>(
  userData: string,
  read: (database: InstanceType<typeof DatabaseSync>) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-copy-'));
  try {
    for (const name of readdirSync(userData)) {
      if (/^history\.db(-wal)?$/.test(name)) copyFileSync(join(userData, name), join(folder, name));
    }
    const database = new DatabaseSync(join(folder, 'history.db'));
    try {
      return read(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(database: InstanceType<typeof DatabaseSync>): KeptRow[] {
  const rows: unknown = database
    .prepare('SELECT row, key, event, verdict, reason, outcome FROM events ORDER BY row')
    .all();
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ event, ...row }) => {
      const { content, chat, accountId, lineId, messengerType, ...rest } = eventSchema.parse(
        JSON.parse(event),
      );
      return {
        ...row,
        ...rest,
        chat: chat === null ? null : [accountId, lineId, messengerType, chat.id].join(':'),
        text: content.type === 'text' ? (content.text ?? null) : null,
      };
    });
}

const cursorsSchema = z.record(z.string(), z.record(z.string(), z.number()));

/** The cursors by account; none before the first were saved. Throws when the file cannot be understood. */
export function readCursors(userData: string): z.infer<typeof cursorsSchema> {
  const file = join(userData, 'cursors.json');
  return existsSync(file) ? cursorsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/** Where a cursor stands before where it stood. */
export function movedBack(
  before: ReturnType<typeof readCursors>,
  after: ReturnType<typeof readCursors>,
): string[] {
  return Object.entries(before).flatMap(([account, cursors]) =>
    Object.entries(cursors).flatMap(([place, stood]) => {
      const stands = after[account]?.[place] ?? Number.NEGATIVE_INFINITY;
      return stands < stood ? [`${account} ${place}: ${stood} → ${stands}`] : [];
    }),
  );
}

/** What was sent and is not there. */
export function lostOf(sent: readonly string[], rows: readonly KeptRow[]): string[] {
  const there = new Set(rows.map(({ text }) => text));
  return sent.filter((text) => !there.has(text));
}

/** Texts that stand in more than one row. */
export function storedTwice(rows: readonly KeptRow[]): string[] {
  const seen = new Set<string>();
  return rows.flatMap(({ text }) => {
    if (text === null) return [];
    if (seen.has(text)) return [text];
    seen.add(text);
    return [];
  });
}

/** Whether the first catch-up is over: it only learns where to begin, and what came before it is not told. */
export function knowsWhereToBegin(
  userData: string,
  { account, cast }: Pick<Simulator, 'account' | 'cast'>,
): boolean {
  const messengers = cast.lines.flatMap((line) => line.messengers).length;
  // Per messenger where it stands, and where it began.
  return Object.keys(readCursors(userData)[String(account.cabinetUserId)] ?? {}).length >= 2 * messengers;
}

import { z } from 'zod';
import { readDocument } from '../core/state/document.ts';
import {
  chatSchema,
  eventRowSchema,
  eventSchema,
  outcomeSchema,
  settledSchema,
  verdictReasonSchema,
  verdictSchema,
  type Chat,
  type EventRow,
  type NotifierEvent,
} from '../shared/event.ts';
import { foldText, maxSearchedLength } from '../shared/search.ts';

/**
 * Rows of the database, as events and back. One that cannot be read whole (bits lost on the disk, another program's
 * hand) is read as far as it goes: it must neither be missing itself nor take a page of others with it.
 */

/** What {@link readEvent} needs. */
export const eventColumns = [
  'row',
  'key',
  'account',
  'line',
  'messenger',
  'kind',
  'direction',
  'chat',
  'at_ms',
  'received_ms',
  'event',
];

/** What {@link toRow} needs. */
export const rowColumns = [
  ...eventColumns,
  'read',
  'verdict',
  'reason',
  'rule',
  'outcome',
  'outcome_detail',
  'settled',
];

/** Conditions of SQL. A text that cannot be read, which SQLite takes for an error, was said by a person. */
export const byPerson = `iif(json_valid(event), coalesce(json_extract(event, '$.origin.automatic'), 0), 0) = 0`;
export const isSpoken = `iif(json_valid(event), json_extract(event, '$.content.type'), '') IS NOT 'system'`;

const { ruleId, outcomeDetail } = eventRowSchema.shape;
const decisionSchema = z.object({
  // Something was decided: it is not to be told again.
  verdict: verdictSchema.nullable().catch('silent'),
  reason: verdictReasonSchema.nullable().catch(null),
  ruleId: ruleId.catch(null),
  outcome: outcomeSchema.nullable().catch(null),
  outcomeDetail: outcomeDetail.catch(null),
  settled: settledSchema.nullable().catch(null),
});

export function readColumn(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null && column in row
    ? (row as Record<string, unknown>)[column]
    : undefined;
}

export function readText(row: unknown, column: string): string | null {
  const value = readColumn(row, column);
  return typeof value === 'string' ? value : null;
}

export function toRow(found: unknown): EventRow {
  return {
    ...readEvent(found),
    row: Number(readColumn(found, 'row')),
    read: Number(readColumn(found, 'read')) === 1,
    ...decisionSchema.parse({
      verdict: readColumn(found, 'verdict'),
      reason: readColumn(found, 'reason'),
      ruleId: readColumn(found, 'rule'),
      outcome: readColumn(found, 'outcome'),
      outcomeDetail: readColumn(found, 'outcome_detail'),
      settled: documentOf(found, 'settled'),
    }),
  };
}

/** Where its text cannot be read, it is what the columns beside it say, with content that nobody knows. */
export function readEvent(found: unknown): NotifierEvent {
  const read = eventSchema.safeParse(documentOf(found, 'event'));
  return read.success ? read.data : eventOfColumns(found);
}

/** Null where nothing is kept of it, or nothing that can be read. */
export function readChat(found: unknown): Chat | null {
  const read = chatSchema.safeParse(documentOf(found, 'known'));
  return read.success ? read.data : null;
}

function documentOf(found: unknown, column: string): unknown {
  return readDocument(readText(found, column) ?? 'null');
}

function eventOfColumns(found: unknown): NotifierEvent {
  const chat = readText(found, 'chat');
  const direction = readText(found, 'direction');
  return {
    key: readText(found, 'key') ?? '',
    accountId: readText(found, 'account') ?? '',
    lineId: readText(found, 'line'),
    messengerType: readText(found, 'messenger'),
    channel: '',
    kind: readText(found, 'kind') ?? '',
    chat: chat === null ? null : chatSchema.parse({ ...nobody, id: chat }),
    sender: null,
    direction: direction === 'incoming' || direction === 'outgoing' ? direction : null,
    origin: null,
    content: { type: 'unknown' },
    quote: null,
    atMs: Number(readColumn(found, 'at_ms')),
    receivedAtMs: Number(readColumn(found, 'received_ms')),
    recovered: false,
  };
}

const nobody = { name: null, phone: null, username: null, type: null, responsibleId: null };

/** What is searched of an event: what was written, and by whom. */
export function searchedOf({ content, sender, chat }: NotifierEvent): { text: string; people: string } {
  const written: (string | null)[] = [];
  if (content.type === 'text' || content.type === 'system') written.push(content.text);
  if (content.type === 'otherMessage') written.push(content.text);
  if (content.type === 'attachment') written.push(content.caption, content.fileName);
  if (content.type === 'tag') written.push(content.tag);
  if (content.type === 'responsible' || content.type === 'employee') written.push(content.employeeName);
  const people = [sender?.name, sender?.phone, chat?.name, chat?.phone, chat?.username];
  return { text: folded(written), people: folded([...new Set(people)]) };
}

function folded(parts: readonly (string | null | undefined)[]): string {
  const text = parts.filter((part) => part !== null && part !== undefined).join('\n');
  return foldText(text.slice(0, maxSearchedLength).normalize('NFC'));
}

import { eventRowSchema, eventSchema, type EventRow, type NotifierEvent } from '../shared/event.ts';
import { foldText, maxSearchedLength } from '../shared/search.ts';

/** Rows of the database, as events and back. */

/** What {@link toRow} needs. */
export const rowColumns = [
  'row',
  'read',
  'verdict',
  'reason',
  'rule',
  'outcome',
  'outcome_detail',
  'settled',
  'event',
];

export function readColumn(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null && column in row
    ? (row as Record<string, unknown>)[column]
    : undefined;
}

export function toRow(found: unknown): EventRow {
  const event = eventSchema.parse(JSON.parse(String(readColumn(found, 'event'))));
  return eventRowSchema.parse({
    ...event,
    row: Number(readColumn(found, 'row')),
    read: Number(readColumn(found, 'read')) === 1,
    verdict: readColumn(found, 'verdict'),
    reason: readColumn(found, 'reason'),
    outcome: readColumn(found, 'outcome'),
    ruleId: readColumn(found, 'rule'),
    outcomeDetail: readColumn(found, 'outcome_detail'),
    settled: readSettled(readColumn(found, 'settled')),
  });
}

function readSettled(text: unknown): unknown {
  return typeof text === 'string' ? JSON.parse(text) : null;
}

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

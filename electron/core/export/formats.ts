import type { EventRow } from '../../shared/event.ts';
import { eventText, lineTitle, messengerTitle, personTitle } from '../../shared/eventText.ts';
import type { Line } from '../../shared/appState.ts';
import type { Translate } from '../../shared/messages/translate.ts';

/** The list as files that other programs read: CSV (RFC 4180) for spreadsheets, JSON lines in an array for the rest. */

export interface ExportWords {
  translate: Translate;
  lines: (accountId: string) => readonly Line[];
}

const columns = [
  'time',
  'line',
  'messenger',
  'kind',
  'direction',
  'person',
  'phone',
  'chat',
  'text',
  'verdict',
  'reason',
  'outcome',
  'settled',
  'read',
  'key',
] as const;

export const csvHeader = `${columns.join(',')}\r\n`;

export function csvRow(row: EventRow, { translate, lines }: ExportWords): string {
  const values: Record<(typeof columns)[number], string | null> = {
    time: new Date(row.atMs).toISOString(),
    line: lineTitle(row.lineId, lines(row.accountId), translate),
    messenger: messengerTitle(row.messengerType, translate),
    kind: row.kind,
    direction: row.direction,
    person: personTitle(row),
    phone: row.chat?.phone ?? row.sender?.phone ?? null,
    chat: row.chat?.id ?? null,
    text: eventText(row, translate),
    verdict: row.verdict,
    reason: row.reason,
    outcome: row.outcome,
    settled:
      row.settled === null
        ? null
        : [row.settled.what, row.settled.by, row.settled.name].filter(Boolean).join(' '),
    read: row.read ? 'yes' : 'no',
    key: row.key,
  };
  return `${columns.map((column) => csvField(values[column] ?? '')).join(',')}\r\n`;
}

/** A field that begins like a formula is one to a spreadsheet, whoever wrote it: an apostrophe makes it text again. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One element of a JSON array, on a line of its own; `first` has no comma before it. */
export function jsonRow(row: EventRow, first: boolean): string {
  return `${first ? '' : ',\n'}${JSON.stringify(row)}`;
}

import type { EventRow } from '../../../electron/shared/event.ts';

/** Rows that are one quiet line: news about a chat and not a message in it. */
export function isQuiet(row: Pick<EventRow, 'content'>): boolean {
  switch (row.content.type) {
    case 'text':
    case 'attachment':
    case 'otherMessage':
    case 'unknown':
      return false;
    case 'delivery':
      return row.content.status !== 'failed';
    default:
      return true;
  }
}

export function isFailedDelivery(row: Pick<EventRow, 'content'>): boolean {
  return row.content.type === 'delivery' && row.content.status === 'failed';
}

/** Its notification was wanted, and the system did not show it. */
export function wasNotShown(row: Pick<EventRow, 'outcome'>): boolean {
  return row.outcome === 'noService' || row.outcome === 'refused' || row.outcome === 'failed';
}

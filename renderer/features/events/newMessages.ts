import { everyEvent } from '../../../electron/shared/eventFilter.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import type { NotifierClient } from '../../state/client.ts';

/** At most one report in this time; what came in between is told together. Milliseconds. */
const restMs = 3_000;
/** Rows looked at; of more than these only the number is told anyway. */
const lookAt = 20;

/** Tells of messages that came since the last look, newest first, never more often than every three seconds. */
export function watchNewMessages(client: NotifierClient, tell: (rows: EventRow[]) => void): () => void {
  let lastRow: number | null = null;
  let lastToldMs = 0;
  let revision = client.read().eventsRevision;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stopped = false;

  async function look(): Promise<void> {
    const answer = await client.invoke('events.page', {
      beforeRow: null,
      limit: lookAt,
      filter: everyEvent,
    });
    if (stopped || !answer.ok) return;
    const { rows } = answer.value;
    const seen = lastRow;
    lastRow = rows[0]?.row ?? seen ?? 0;
    // What was there before the window opened is no news.
    if (seen === null) return;
    const fresh = rows.filter((row) => row.row > seen && isIncomingMessage(row));
    if (fresh.length === 0) return;
    lastToldMs = Date.now();
    tell(fresh);
  }

  const stop = client.listen(() => {
    const { eventsRevision } = client.read();
    if (eventsRevision === revision || timer !== null) return;
    revision = eventsRevision;
    timer = setTimeout(
      () => {
        timer = null;
        revision = client.read().eventsRevision;
        void look();
      },
      Math.max(0, lastToldMs + restMs - Date.now()),
    );
  });
  void look();
  return () => {
    stopped = true;
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}

function isIncomingMessage(row: EventRow): boolean {
  const { type } = row.content;
  return (
    row.direction === 'incoming' && (type === 'text' || type === 'attachment' || type === 'otherMessage')
  );
}

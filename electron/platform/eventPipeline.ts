import type { Place } from '../core/catchup/plan.ts';
import { messengerChannel } from '../core/connection/channels.ts';
import { intake, intakeItems, type Arrival } from '../core/intake/intake.ts';
import type { Clock, History, Logger, StoredEvent, Stop } from '../core/ports.ts';
import type { EventRow } from '../shared/event.ts';
import type { AttentionRunner } from './attentionRunner.ts';

/**
 * The way of an event: arrival → intake → history → attention. Nothing else writes a row, and attention hears only of
 * rows that were stored.
 */

export interface EventPipeline {
  /** Only enqueues: called from inside the socket. */
  arrived(arrival: Arrival): void;
  /** Fetched after the fact; told of when the catch-up that fetched it has ended. */
  fetched(accountId: string, place: Place, items: readonly unknown[]): void;
  /**
   * A catch-up ended, or the app began: what was stored and not decided is decided now. False when not all that arrived
   * could be stored; then nothing is decided.
   */
  recovered(): boolean;
  stop(): void;
}

export interface EventPipelineOptions {
  history: History;
  attention: Pick<AttentionRunner, 'stored' | 'recovered' | 'isUnwritten'>;
  clock: Clock;
  logger: Logger;
  /** Rows were added, in this order. */
  added: (rows: readonly EventRow[]) => void;
  /** More came than usual: when it is over, there is room to be given back. */
  stormed: () => void;
  /** Null again once storing works. */
  storingFailed: (reason: string | null) => void;
}

/** Events of one transaction at most: a storm is drained in slices, with the loop free between them. */
const batchSize = 500;
/**
 * Events are stored the moment they come; only after so many times within so long they are gathered first, because each
 * transaction, decision and picture has a price of its own. Milliseconds.
 */
const storm = { drains: 8, withinMs: 200, gatherMs: 40 } as const;
/** While more comes than can be told of, storing goes first; so many are told of in between, at least so often. */
const telling = { rows: 200, everyMs: 250 } as const;
const storeRetryMs = 1_000;
/** Rows of an absence that are decided together: beyond them a second summary follows. */
const undecidedAtOnce = 20_000;

export function createEventPipeline(options: EventPipelineOptions): EventPipeline {
  const { history, attention, clock, logger } = options;
  let queue: StoredEvent[] = [];
  let scheduled: Stop | null = null;
  let stopped = false;
  let failing = false;
  /** When it was last drained, oldest first. */
  let drainedAtMs: number[] = [];
  /** Stored, and not told of yet. After a crash the next start finds them undecided. */
  let untold: EventRow[] = [];
  let toldAtMs = Number.NEGATIVE_INFINITY;

  function schedule(): void {
    if (scheduled !== null || stopped) return;
    const sinceMs = clock.monotonicMs() - (drainedAtMs.at(0) ?? Number.NEGATIVE_INFINITY);
    const stormy = drainedAtMs.length === storm.drains && sinceMs < storm.withinMs;
    if (stormy && queue.length < batchSize && untold.length === 0) {
      options.stormed();
      scheduled = clock.after(storm.gatherMs, drain);
      return;
    }
    const immediate = setImmediate(drain);
    scheduled = () => clearImmediate(immediate);
  }

  function drain(): void {
    scheduled = null;
    drainedAtMs = [...drainedAtMs, clock.monotonicMs()].slice(-storm.drains);
    const rows = queue.length === 0 ? [] : storeBatch();
    // Telling comes before lists, icons and numbers, which can wait for the moment it takes.
    if (queue.length === 0 || clock.monotonicMs() - toldAtMs >= telling.everyMs) tell();
    if (rows !== null && rows.length > 0) options.added(rows);
    // Where storing failed, it is tried again later.
    if (rows !== null && (queue.length > 0 || untold.length > 0)) schedule();
  }

  function tell(): void {
    toldAtMs = clock.monotonicMs();
    const rows = untold.slice(0, telling.rows);
    untold = untold.slice(rows.length);
    if (rows.length > 0) attention.stored(rows);
  }

  /** Null when storing failed. */
  function storeBatch(): EventRow[] | null {
    const batch = queue.slice(0, batchSize);
    let rows;
    try {
      rows = history.insertNew(batch);
    } catch (error) {
      onStoreFailed(error);
      return null;
    }
    queue = queue.slice(batch.length);
    if (failing) {
      failing = false;
      options.storingFailed(null);
    }
    untold.push(...rows.filter((row) => !row.recovered));
    return rows;
  }

  /** Nothing is dropped: what could not be stored waits, and nobody is told of it before it is stored. */
  function onStoreFailed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (!failing) logger.error('events cannot be stored', { reason, waiting: queue.length });
    failing = true;
    options.storingFailed(reason.slice(0, 500));
    // One at a time: a catch-up that ends meanwhile comes here too.
    scheduled?.();
    scheduled = clock.after(storeRetryMs, drain);
  }

  function take({ events, notUnderstood }: ReturnType<typeof intake>, name: string): void {
    if (notUnderstood > 0) logger.warn('items not understood', { name, items: notUnderstood });
    queue.push(...events);
    schedule();
  }

  function undecided(): EventRow[] {
    return history.undecided(undecidedAtOnce).filter((row) => !attention.isUnwritten(row.key));
  }

  return {
    arrived: (arrival) => take(intake(arrival), arrival.name),
    fetched(accountId, place, items) {
      const name = 'message';
      const channel = messengerChannel(place);
      const { lineId, messengerType } = place;
      const receivedAtMs = clock.nowMs();
      const arrival = {
        accountId,
        channel,
        name,
        items,
        lineId,
        messengerType,
        receivedAtMs,
        recovered: true,
      };
      take(intakeItems(arrival), name);
    },
    recovered() {
      // All of it must be stored first; where that fails, the next catch-up asks again.
      while (queue.length > 0) {
        const stored = storeBatch();
        if (stored === null) {
          // Its cursors stay, so that the next one fetches it again: kept here it would grow with each of them.
          queue = queue.filter(({ event }) => !event.recovered);
          return false;
        }
        if (stored.length > 0) options.added(stored);
      }
      // What was heard live is told as such, and not taken for undecided.
      while (untold.length > 0) tell();
      let rows = undecided();
      while (rows.length > 0) {
        attention.recovered(rows);
        rows = rows.length < undecidedAtOnce ? [] : undecided();
      }
      return true;
    },
    stop() {
      if (stopped) return;
      // What arrived is kept, even if nobody can be told of it any more.
      scheduled?.();
      while (queue.length > 0 && storeBatch() !== null);
      stopped = true;
      scheduled?.();
    },
  };
}

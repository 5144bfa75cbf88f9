import {
  attend,
  quiet,
  type AttentionEffect,
  type AttentionInput,
  type AttentionState,
} from '../core/attention/attention.ts';
import { wordToast } from '../core/attention/wording.ts';
import { intake, intakeItems, type Arrival, type FetchedItems } from '../core/intake/intake.ts';
import type { Clock, History, Logger, StoredEvent, Stop, Toaster, ToastSignal } from '../core/ports.ts';
import type { Line } from '../shared/appState.ts';
import type { EventRow, Outcome } from '../shared/event.ts';
import type { Translate } from '../shared/messages/translate.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * The way of an event: arrival → intake → history → attention → notification. Nothing else writes a row or raises a
 * notification, and a notification is decided only for a row that was stored.
 */

export interface EventPipeline {
  /** Only enqueues: called from inside the socket. */
  arrived(arrival: Arrival): void;
  /** Fetched after the fact; told of when the catch-up that fetched it has ended. */
  fetched(items: FetchedItems): void;
  /**
   * A catch-up ended, or the app began: what was stored and not decided is decided now. False when not all that arrived
   * could be stored; then nothing is decided.
   */
  recovered(): boolean;
  signal(signal: ToastSignal): void;
  stop(): void;
}

export interface EventPipelineOptions {
  history: History;
  toaster: Toaster;
  clock: Clock;
  logger: Logger;
  settings: () => Settings;
  lines: (accountId: string) => readonly Line[];
  translate: () => Translate;
  /** Rows were added or changed. */
  changed: () => void;
  openEvent: (key: string) => void;
  openUnread: () => void;
  /** Null again once storing works. */
  storingFailed: (reason: string | null) => void;
  notificationsAvailable: (available: boolean) => void;
}

/** Events of one transaction at most: a storm is drained in slices, with the loop free between them. */
const batchSize = 500;
const storeRetryMs = 1_000;
/** Rows of an absence that are decided together: beyond them a second summary follows. */
const undecidedAtOnce = 20_000;

export function createEventPipeline(options: EventPipelineOptions): EventPipeline {
  const { history, toaster, clock, logger } = options;
  let queue: StoredEvent[] = [];
  let attention: AttentionState = quiet;
  let scheduled: Stop | null = null;
  let stopped = false;
  let failing = false;
  /** Decided and told, but not written down: nobody must be told again. */
  const unwritten = new Map<
    string,
    Pick<Extract<AttentionEffect, { type: 'verdict' }>, 'verdict' | 'reason'>
  >();

  function schedule(): void {
    if (scheduled !== null || stopped) return;
    const immediate = setImmediate(drain);
    scheduled = () => clearImmediate(immediate);
  }

  function drain(): void {
    scheduled = null;
    if (queue.length === 0) return;
    const stored = storeBatch();
    if (stored && queue.length > 0) schedule();
  }

  /** False when storing failed. */
  function storeBatch(): boolean {
    const batch = queue.slice(0, batchSize);
    let rows;
    try {
      rows = history.insertNew(batch);
    } catch (error) {
      onStoreFailed(error);
      return false;
    }
    queue = queue.slice(batch.length);
    if (failing) {
      failing = false;
      options.storingFailed(null);
    }
    for (const row of rows) if (!row.recovered) decide({ type: 'stored', row });
    if (rows.length > 0) options.changed();
    return true;
  }

  /** Nothing is dropped: what could not be stored waits, and nobody is told of it before it is stored. */
  function onStoreFailed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (!failing) logger.error('events cannot be stored', { reason, waiting: queue.length });
    failing = true;
    options.storingFailed(reason.slice(0, 500));
    const stop = clock.after(storeRetryMs, drain);
    scheduled = stop;
  }

  function decide(input: AttentionInput): void {
    const step = attend(attention, input, options.settings());
    attention = step.state;
    for (const effect of step.effects) run(effect);
  }

  function run(effect: AttentionEffect): void {
    switch (effect.type) {
      case 'verdict':
        unwritten.set(effect.key, effect);
        return note(writeVerdicts);
      case 'show':
        return void show(effect).catch((error: unknown) => logger.error('notification failed', { error }));
      case 'summary':
        return void showSummary(effect).catch((error: unknown) =>
          logger.error('notification failed', { error }),
        );
      case 'openUnread':
        return options.openUnread();
      case 'withdraw':
        toaster.withdraw(effect.toastId);
        setOutcomes(effect.keys, 'withdrawn', null);
        return note(() => history.markRead(effect.keys));
      case 'outcome':
        setOutcomes(effect.keys, effect.outcome, null);
        return options.changed();
      case 'open':
        return options.openEvent(effect.key);
    }
  }

  async function showSummary({ toast, chats }: Extract<AttentionEffect, { type: 'summary' }>): Promise<void> {
    const translate = options.translate();
    const body = translate('toast.awayBody', { messages: toast.messages, chats });
    const answer = await toaster.show({
      id: toast.id,
      title: translate('toast.awayTitle'),
      body,
      footer: '',
      openLabel: translate('toast.open'),
      urgency: 'normal',
    });
    if (stopped) return;
    options.notificationsAvailable(answer.result !== 'noService');
    setOutcomes(toast.keys, answer.result, answer.result === 'delivered' ? null : answer.detail);
    if (answer.result !== 'delivered') decide({ type: 'notShown', toastId: toast.id });
    options.changed();
  }

  function writeVerdicts(): void {
    for (const [key, { verdict, reason }] of unwritten) {
      history.setVerdict(key, verdict, reason);
      unwritten.delete(key);
    }
  }

  function undecided(): EventRow[] {
    note(writeVerdicts);
    return history.undecided(undecidedAtOnce).filter((row) => !unwritten.has(row.key));
  }

  function setOutcomes(keys: readonly string[], outcome: Outcome, detail: string | null): void {
    note(() => keys.forEach((key) => history.setOutcome(key, outcome, detail)));
  }

  /** The ledger explains what was done; that it cannot be written is no reason to leave it undone. */
  function note(write: () => void): void {
    try {
      write();
    } catch (error) {
      logger.error('the ledger cannot be written', { error });
    }
  }

  async function show({ toast, row }: Extract<AttentionEffect, { type: 'show' }>): Promise<void> {
    const words = wordToast(
      row,
      toast.messages,
      options.lines(row.accountId),
      options.settings().privacy,
      options.translate(),
    );
    const answer = await toaster.show({ id: toast.id, ...words });
    if (stopped) return;
    options.notificationsAvailable(answer.result !== 'noService');
    setOutcomes([row.key], answer.result, answer.result === 'delivered' ? null : answer.detail);
    if (answer.result !== 'delivered') decide({ type: 'notShown', toastId: toast.id });
    options.changed();
  }

  return {
    arrived(arrival) {
      const { events, notUnderstood } = intake(arrival);
      if (notUnderstood > 0)
        logger.warn('items not understood', { name: arrival.name, items: notUnderstood });
      queue.push(...events);
      schedule();
    },
    fetched(items) {
      const { events, notUnderstood } = intakeItems(items);
      if (notUnderstood > 0) logger.warn('items not understood', { name: items.name, items: notUnderstood });
      queue.push(...events);
      schedule();
    },
    recovered() {
      // All of it must be stored first; where that fails, the next catch-up asks again.
      while (queue.length > 0) if (!storeBatch()) return false;
      let rows = undecided();
      while (rows.length > 0) {
        decide({ type: 'recovered', rows, answeredAtMs: (row) => history.answeredAtMs(row) });
        options.changed();
        rows = rows.length < undecidedAtOnce ? [] : undecided();
      }
      return true;
    },
    signal({ id, signal }) {
      if (!stopped) decide({ type: 'signal', toastId: id, signal });
    },
    stop() {
      if (stopped) return;
      // What arrived is kept, even if nobody can be told of it any more.
      scheduled?.();
      while (queue.length > 0 && storeBatch());
      stopped = true;
      scheduled?.();
    },
  };
}

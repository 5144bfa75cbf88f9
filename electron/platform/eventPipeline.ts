import { attend, quiet, type AttentionEffect, type AttentionInput, type AttentionState } from '../core/attention/attention.ts';
import { wordToast } from '../core/attention/wording.ts';
import { intake, type Arrival } from '../core/intake/intake.ts';
import type { Clock, History, Logger, StoredEvent, Stop, Toaster, ToastResult, ToastSignal } from '../core/ports.ts';
import type { Line } from '../shared/appState.ts';
import type { Outcome } from '../shared/event.ts';
import type { Translate } from '../shared/messages/translate.ts';
import type { Settings } from '../shared/settings.ts';

/**
 * The way of an event: arrival → intake → history → attention → notification. Nothing else writes a row or raises a
 * notification, and a notification is decided only for a row that was stored.
 */

export interface EventPipeline {
  /** Only enqueues: called from inside the socket. */
  arrived(arrival: Arrival): void;
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
  /** Null again once storing works. */
  storingFailed: (reason: string | null) => void;
  notificationsAvailable: (available: boolean) => void;
}

/** Events of one transaction at most: a storm is drained in slices, with the loop free between them. */
const batchSize = 500;
const storeRetryMs = 1_000;

export function createEventPipeline(options: EventPipelineOptions): EventPipeline {
  const { history, toaster, clock, logger } = options;
  let queue: StoredEvent[] = [];
  let attention: AttentionState = quiet;
  let scheduled: Stop | null = null;
  let stopped = false;
  let failing = false;

  function schedule(): void {
    if (scheduled !== null || stopped) return;
    const immediate = setImmediate(drain);
    scheduled = () => clearImmediate(immediate);
  }

  function drain(): void {
    scheduled = null;
    const batch = queue.slice(0, batchSize);
    if (batch.length === 0) return;
    let rows;
    try {
      rows = history.insertNew(batch);
    } catch (error) {
      return onStoreFailed(error);
    }
    queue = queue.slice(batch.length);
    if (failing) {
      failing = false;
      options.storingFailed(null);
    }
    for (const row of rows) decide({ type: 'stored', row });
    if (rows.length > 0) options.changed();
    if (queue.length > 0) schedule();
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
        return history.setVerdict(effect.key, effect.verdict, effect.reason);
      case 'show':
        return void show(effect);
      case 'withdraw':
        toaster.withdraw(effect.toastId);
        setOutcomes(effect.keys, 'withdrawn', null);
        return history.markRead(effect.keys);
      case 'outcome':
        setOutcomes(effect.keys, effect.outcome, null);
        return options.changed();
      case 'open':
        return options.openEvent(effect.key);
    }
  }

  function setOutcomes(keys: readonly string[], outcome: Outcome, detail: string | null): void {
    for (const key of keys) history.setOutcome(key, outcome, detail);
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
    history.setOutcome(row.key, outcomeOf(answer), answer.result === 'delivered' ? null : answer.detail);
    if (answer.result !== 'delivered') decide({ type: 'notShown', toastId: toast.id });
    options.changed();
  }

  return {
    arrived(arrival) {
      const { events, notUnderstood } = intake(arrival);
      if (notUnderstood > 0) logger.warn('items not understood', { name: arrival.name, items: notUnderstood });
      queue.push(...events);
      schedule();
    },
    signal({ id, signal }) {
      if (!stopped) decide({ type: 'signal', toastId: id, signal });
    },
    stop() {
      if (stopped) return;
      // What arrived is kept, even if nobody can be told of it any more.
      if (queue.length > 0) drain();
      stopped = true;
      scheduled?.();
    },
  };
}

function outcomeOf(answer: ToastResult): Outcome {
  return answer.result;
}

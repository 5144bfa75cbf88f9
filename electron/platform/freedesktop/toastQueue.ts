import type { Toast, ToastResult } from '../../core/ports.ts';

/**
 * The way of toasts to the service: few at a time, one at a time per id, and of those that wait with the same id
 * only the newest, so that a storm against a service that stands still stays small. What waited goes out when the
 * service answers again, also after whoever asked for it was told that there is no answer.
 */

export interface QueueLimits {
  /** Calls that the service has not answered yet. */
  inFlight: number;
  /** Toasts that wait; the oldest is given up. */
  waiting: number;
  /** After this, whoever asked for a toast is told that it failed. Milliseconds. */
  answerMs: number;
  /** A toast whose asker was told that there is no answer was shown after all. */
  shownLate: (id: string) => void;
}

/** One call to the service, from its sending to its answer. */
export interface Flight {
  /** The toast was withdrawn in between: what the answer names is to be closed. */
  withdrawn: boolean;
  /** To be called right before it goes out. */
  readonly leaves: () => void;
}

export interface Landing {
  result: Promise<ToastResult>;
}

export interface ToastQueue {
  show(toast: Toast, leaves?: () => void): Promise<ToastResult>;
  withdraw(id: string): void;
  withdrawAll(): void;
  /** It waits, or is on its way. */
  has(id: string): boolean;
  stop(): void;
}

interface Waiting {
  toast: Toast;
  leaves: (() => void)[];
  settle: ((result: ToastResult) => void)[];
}

/** @param deliver ends when the service has answered, however long that takes; never rejects */
export function createToastQueue(
  deliver: (toast: Toast, flight: Flight) => Promise<Landing>,
  limits: QueueLimits,
): ToastQueue {
  /** In the order in which they were asked for. */
  const waiting = new Map<string, Waiting>();
  const flights = new Map<string, Flight>();
  const unanswered = new Set<(result: ToastResult) => void>();
  let stopped = false;

  function sendNext(): void {
    for (const [id, next] of waiting) {
      if (stopped || flights.size >= limits.inFlight) return;
      if (flights.has(id)) continue;
      waiting.delete(id);
      void send(id, next);
    }
  }

  async function send(id: string, { toast, leaves, settle }: Waiting): Promise<void> {
    const flight: Flight = { withdrawn: false, leaves: () => leaves.forEach((leave) => leave()) };
    flights.set(id, flight);
    const { result } = await deliver(toast, flight);
    flights.delete(id);
    sendNext();
    const answer = await result;
    // What was withdrawn on its way is closed by now.
    const told: ToastResult = flight.withdrawn ? { result: 'withdrawn' } : answer;
    for (const tell of settle) tell(told);
  }

  function giveUp(id: string, result: ToastResult): void {
    const given = waiting.get(id);
    waiting.delete(id);
    for (const tell of given?.settle ?? []) tell(result);
  }

  function withdraw(id: string): void {
    giveUp(id, { result: 'withdrawn' });
    const flight = flights.get(id);
    if (flight !== undefined) flight.withdrawn = true;
  }

  return {
    show(toast, leaves) {
      return new Promise((resolve) => {
        let overdue = false;
        const settle = (result: ToastResult): void => {
          clearTimeout(deadline);
          unanswered.delete(settle);
          if (overdue && result.result === 'delivered') limits.shownLate(toast.id);
          resolve(result);
        };
        const detail = `no answer within ${limits.answerMs} ms`;
        const deadline = setTimeout(() => {
          overdue = true;
          resolve({ result: 'pending', detail });
        }, limits.answerMs);
        unanswered.add(settle);
        const before = waiting.get(toast.id);
        waiting.set(toast.id, {
          toast: { ...toast, again: toast.again || before?.toast.again === true },
          leaves: [...(before?.leaves ?? []), ...(leaves === undefined ? [] : [leaves])],
          settle: [...(before?.settle ?? []), settle],
        });
        const [oldest] = waiting.keys();
        if (waiting.size > limits.waiting && oldest !== undefined)
          giveUp(oldest, { result: 'failed', detail: 'too many wait' });
        sendNext();
      });
    },
    withdraw,
    has: (id) => waiting.has(id) || flights.has(id),
    withdrawAll() {
      for (const id of [...waiting.keys(), ...flights.keys()]) withdraw(id);
    },
    stop() {
      stopped = true;
      waiting.clear();
      for (const settle of [...unanswered]) settle({ result: 'failed', detail: 'stopped' });
    },
  };
}

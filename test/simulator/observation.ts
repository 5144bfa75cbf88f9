/** Waiting for facts instead of sleeping: whoever changes something says so, and the waiters look again. */
export class Watch {
  readonly #waiters = new Set<{ look: () => void; give: (reason: string) => void }>();

  /** Tells every waiter to look again. */
  changed(): void {
    for (const waiter of [...this.#waiters]) waiter.look();
  }

  /** Resolves with the first truthy answer of `predicate`; rejects after `timeoutMs` with a text that names `what`. */
  until<T>(
    what: string,
    predicate: () => T,
    timeoutMs: number,
  ): Promise<Exclude<T, false | null | undefined>> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        finish();
      };
      const waiter = {
        look: (): void => {
          let answer: T;
          try {
            answer = predicate();
          } catch (error) {
            settle(() => reject(error instanceof Error ? error : new Error(String(error))));
            return;
          }
          if (isFact(answer)) settle(() => resolve(answer));
        },
        give: (reason: string): void => settle(() => reject(new Error(`waiting for "${what}": ${reason}`))),
      };
      const timer = setTimeout(() => waiter.give(`did not happen within ${timeoutMs} ms`), timeoutMs);
      this.#waiters.add(waiter);
      waiter.look();
    });
  }

  /** Rejects everybody who still waits. */
  stop(): void {
    for (const waiter of [...this.#waiters]) waiter.give('the simulator was stopped');
  }
}

function isFact<T>(answer: T): answer is Exclude<T, false | null | undefined> {
  return answer !== false && answer !== null && answer !== undefined;
}

/** The last `limit` entries of something. */
export class BoundedLog<T> {
  readonly #limit: number;
  #entries: T[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    // Cut in steps, so that a long run does not move the array on every entry.
    if (this.#entries.length > this.#limit * 2) this.#entries = this.#entries.slice(-this.#limit);
  }

  get entries(): readonly T[] {
    return this.#entries.length > this.#limit ? this.#entries.slice(-this.#limit) : this.#entries;
  }
}

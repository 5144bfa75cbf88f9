import type { Toast } from '../../core/ports.ts';

/** Which notification of which service is which toast. */

export interface Registered {
  /** The number that the service gave it. */
  serviceId: number;
  /** Unique bus name of the service, such as `:1.23`: numbers are its own. */
  owner: string;
  /** Unique names begin anew with every bus: whose `owner` this is. */
  busId: string;
  /** Its time on the screen is over; it may still lie in the notification centre. */
  expired: boolean;
  /** The service keeps notifications whose time is over (its capability `persistence`). */
  kept: boolean;
  /** Kept where a later run of this app must show it again to hear of it; see `toaster.ts`. */
  toast: Toast | null;
}

export interface ToastRegister {
  get(id: string): Registered | undefined;
  set(id: string, entry: Registered): void;
  remove(id: string): void;
  /** The toast's id. */
  find(owner: string, serviceId: unknown): string | null;
  entries(): [string, Registered][];
}

/** @param limit how many are kept: those expired long ago go first, then the oldest */
export function createToastRegister(limit: number): ToastRegister {
  const entries = new Map<string, Registered>();
  const ids = new Map<string, string>();
  const place = (owner: string, serviceId: number): string => `${owner} ${serviceId}`;

  function remove(id: string): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    ids.delete(place(entry.owner, entry.serviceId));
  }

  return {
    get: (id) => entries.get(id),
    set(id, entry) {
      remove(id);
      // A number names one notification: a toast that had it before has lost it.
      const before = ids.get(place(entry.owner, entry.serviceId));
      if (before !== undefined) remove(before);
      entries.set(id, entry);
      ids.set(place(entry.owner, entry.serviceId), id);
      if (entries.size <= limit) return;
      const oldest = [...entries].find(([, { expired }]) => expired)?.[0] ?? [...entries.keys()][0];
      if (oldest !== undefined) remove(oldest);
    },
    remove,
    find: (owner, serviceId) =>
      typeof serviceId === 'number' ? (ids.get(place(owner, serviceId)) ?? null) : null,
    entries: () => [...entries],
  };
}

import type { Clock, History, Stop } from '../core/ports.ts';
import { openHistory } from './history.ts';

/**
 * A history that may not be there yet: its disk is full, its folder can be written by nobody, another process holds it.
 * Until it can be opened nothing is stored, and so nobody is told of anything; what arrives waits, and all of it is said.
 */
export interface PatientHistory {
  /** One object for the whole run, whatever stands behind it. */
  history: History;
  /** Where a broken file was kept aside, or null. */
  keptAside: string | null;
  /** Why it cannot be opened, or null. */
  trouble: string | null;
  /** Tries again from now on; tells when it is open. */
  start(opened: (keptAside: string | null) => void): Stop;
}

const retryMs = 2_000;
/** How long an attempt may wait for another process: it holds up everything else. Milliseconds. */
const retryBusyMs = 50;

export function openPatiently(file: string, clock: Clock): PatientHistory {
  let current: History;
  let keptAside: string | null = null;
  let trouble: string | null = null;
  try {
    const opened = openHistory(file, clock.nowMs());
    current = opened.history;
    ({ keptAside } = opened);
  } catch (error) {
    trouble = reasonOf(error);
    current = nothingStored(() => new Error(trouble ?? ''));
  }
  return {
    // Whoever has it keeps it, so what stands behind it can change.
    history: new Proxy(current, { get: (_first, name): unknown => Reflect.get(current, name) }),
    keptAside,
    trouble,
    start(opened) {
      if (trouble === null) return () => undefined;
      let timer: Stop = clock.after(retryMs, retry);
      function retry(): void {
        try {
          const found = openHistory(file, clock.nowMs(), retryBusyMs);
          current.close();
          current = found.history;
          trouble = null;
          opened(found.keptAside);
        } catch (error) {
          trouble = reasonOf(error);
          timer = clock.after(retryMs, retry);
        }
      }
      return () => timer();
    },
  };
}

/** Empty, and it stays so. */
function nothingStored(why: () => Error): History {
  const { history } = openHistory(':memory:', 0);
  return {
    ...history,
    insertNew() {
      throw why();
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 500) : 'unknown';
}

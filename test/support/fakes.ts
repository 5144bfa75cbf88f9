import type {
  Clock,
  History,
  Logger,
  LongWork,
  Secrets,
  Sounds,
  StoredEvent,
  Toast,
  Toaster,
  ToastMark,
  ToastResult,
  Tokens,
} from '../../electron/core/ports.ts';
import type { EventRow } from '../../electron/shared/event.ts';

/** Stand-ins for the ports (`electron/core/ports.ts`). Each keeps what it was asked for, in order. */

/** Gives a turn to everything that was promised already. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due on the way, in order. */
  advance(ms: number): void;
  /** Timers that wait. */
  waiting(): number;
}

export function manualClock(startMs = 1_700_000_000_000): ManualClock {
  let nowMs = startMs;
  let nextId = 1;
  const timers = new Map<number, { dueMs: number; run: () => void }>();
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs - startMs,
    after(delayMs, run) {
      const id = nextId++;
      timers.set(id, { dueMs: nowMs + delayMs, run });
      return () => void timers.delete(id);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.dueMs <= untilMs);
        const [first] = due.sort(([, one], [, other]) => one.dueMs - other.dueMs);
        if (first === undefined) break;
        timers.delete(first[0]);
        nowMs = Math.max(nowMs, first[1].dueMs);
        first[1].run();
      }
      nowMs = untilMs;
    },
    waiting: () => timers.size,
  };
}

/** Work that nobody watches. */
export const noLongWork: LongWork = {
  begin: () => ({ progress: () => undefined, stopped: () => false, end: () => undefined }),
};

/** Work that is written down: what began, how far it came, and whether it ended. */
export interface RecordedWork extends LongWork {
  seen: { what: string; total: number | null; done: number[]; ended: boolean }[];
  /** Whether everything shall stop. */
  stopping: boolean;
}

export function recordedWork(): RecordedWork {
  const seen: RecordedWork['seen'] = [];
  const work: RecordedWork = {
    seen,
    stopping: false,
    begin(what, total) {
      const one = { what, total, done: [] as number[], ended: false };
      seen.push(one);
      return {
        progress: (done) => void one.done.push(done),
        stopped: () => work.stopping,
        end: () => void (one.ended = true),
      };
    },
  };
  return work;
}

/** A real clock whose waits are over sooner: retries and deadlines of seconds become tests of tenths. */
export function hurriedClock(clock: Clock, times: number): Clock {
  return { ...clock, after: (delayMs, run) => clock.after(delayMs / times, run) };
}

export interface RecordingLogger extends Logger {
  readonly entries: readonly {
    level: 'info' | 'warn' | 'error';
    message: string;
    details?: Record<string, unknown>;
  }[];
}

export function recordingLogger(): RecordingLogger {
  const entries: { level: 'info' | 'warn' | 'error'; message: string; details?: Record<string, unknown> }[] =
    [];
  return {
    entries,
    info: (message, details) => void entries.push({ level: 'info', message, details }),
    warn: (message, details) => void entries.push({ level: 'warn', message, details }),
    error: (message, details) => void entries.push({ level: 'error', message, details }),
  };
}

export interface FakeToaster extends Toaster {
  /** Every call of `show`, oldest first. */
  readonly calls: readonly Toast[];
  /** What would be on the screen. */
  readonly screen: ReadonlyMap<string, Toast>;
  readonly withdrawn: readonly string[];
  /** What the next calls are answered with. */
  answer: ToastResult | Error;
  /** While true, what is to be shown waits, and goes out never. */
  stuck: boolean;
  /** Ids that an earlier run left on the screen: those of them that have a mark are adopted. */
  standing: readonly string[];
  /** Every list of marks that was to be adopted, oldest first. */
  readonly adoptions: readonly (readonly ToastMark[])[];
}

export function fakeToaster(changed: () => void = () => undefined): FakeToaster {
  const calls: Toast[] = [];
  const screen = new Map<string, Toast>();
  const withdrawn: string[] = [];
  const adopted = new Set<string>();
  const adoptions: (readonly ToastMark[])[] = [];
  const toaster: FakeToaster = {
    calls,
    screen,
    withdrawn,
    adoptions,
    standing: [],
    stuck: false,
    answer: { result: 'delivered', doNotDisturb: false },
    show(toast, leaves) {
      const { answer } = toaster;
      calls.push(toast);
      if (toaster.stuck) return new Promise(() => undefined);
      leaves?.();
      if (!(answer instanceof Error) && answer.result === 'delivered') screen.set(toast.id, toast);
      changed();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    withdraw(id) {
      withdrawn.push(id);
      screen.delete(id);
      adopted.delete(id);
      changed();
    },
    withdrawAll() {
      for (const id of [...screen.keys()]) toaster.withdraw(id);
      return Promise.resolve();
    },
    service: () => Promise.resolve('fake'),
    adopt(marks) {
      adoptions.push(marks);
      const ids = marks.map(({ id }) => id).filter((id) => toaster.standing.includes(id));
      for (const id of ids) adopted.add(id);
      return Promise.resolve(ids);
    },
    marks: () => [...new Set([...adopted, ...screen.keys()])].map((id) => ({ id, mark: `mark of ${id}` })),
    stop: () => undefined,
  };
  return toaster;
}

export interface FakeSounds extends Sounds {
  /** Every sound that was to be played, oldest first. */
  readonly played: readonly Parameters<Sounds['play']>[0][];
  /** What the next calls are answered with. */
  answer: boolean;
}

export function fakeSounds(changed: () => void = () => undefined): FakeSounds {
  const played: Parameters<Sounds['play']>[0][] = [];
  const sounds: FakeSounds = {
    played,
    answer: true,
    play(sound) {
      played.push(sound);
      changed();
      return Promise.resolve(sounds.answer);
    },
    stop: () => undefined,
  };
  return sounds;
}

export interface FakeSecrets extends Secrets {
  /** Every list that was saved, oldest first. */
  readonly saves: readonly (readonly Tokens[])[];
  /** While set, saving fails with it. */
  failure: Error | null;
  /** While set, saving takes until it resolves. */
  hold: Promise<unknown> | null;
}

export function fakeSecrets(kept: readonly Tokens[] = [], saving: () => void = () => undefined): FakeSecrets {
  const saves: (readonly Tokens[])[] = [];
  const secrets: FakeSecrets = {
    saves,
    failure: null,
    hold: null,
    load: () => Promise.resolve([...(saves.at(-1) ?? kept)]),
    async save(tokens) {
      saving();
      await secrets.hold;
      if (secrets.failure !== null) throw secrets.failure;
      saves.push([...tokens]);
      saving();
    },
  };
  return secrets;
}

/** A history in front of a real one, some of whose writes can be made to fail. */
export interface FailingHistory extends History {
  /** While set, `insertNew` throws it. */
  insertFailure: Error | null;
  /** While set, writing verdicts and outcomes throws it. */
  ledgerFailure: Error | null;
  /** How many events each transaction took that did not fail. */
  readonly transactions: readonly number[];
}

export function failingHistory(real: History): FailingHistory {
  const transactions: number[] = [];
  const ledger =
    <Parameters extends unknown[]>(write: (...parameters: Parameters) => void) =>
    (...parameters: Parameters): void => {
      if (history.ledgerFailure !== null) throw history.ledgerFailure;
      write(...parameters);
    };
  const history: FailingHistory = {
    ...real,
    insertFailure: null,
    ledgerFailure: null,
    transactions,
    insertNew(events: readonly StoredEvent[]): EventRow[] {
      if (history.insertFailure !== null) throw history.insertFailure;
      transactions.push(events.length);
      return real.insertNew(events);
    },
    setVerdict: ledger((...parameters: Parameters<History['setVerdict']>) => real.setVerdict(...parameters)),
    setOutcome: ledger((...parameters: Parameters<History['setOutcome']>) => real.setOutcome(...parameters)),
  };
  return history;
}

/** Everything that was started and has to be ended, last first. */
export interface CleanUps {
  add(end: () => unknown): void;
  run(): Promise<void>;
}

export function cleanUps(): CleanUps {
  const ends: (() => unknown)[] = [];
  return {
    add: (end) => void ends.push(end),
    async run() {
      for (const end of ends.splice(0).toReversed()) await end();
    },
  };
}

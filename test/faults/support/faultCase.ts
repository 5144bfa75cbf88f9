import { expect, inject, it } from 'vitest';
import type { AccountState, CauseCode } from '../../../electron/shared/appState.ts';
import { chatKey, type EventRow } from '../../../electron/shared/event.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import type { MessageToSend } from '../../simulator/sender.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { cleanUps, settled, type CleanUps } from '../../support/fakes.ts';
import { memoryCursors, type HeadlessApp, type HeadlessOptions } from '../../support/headlessApp.ts';
import { allListening, allMessengers, startTogether, type Together } from '../../support/signedIn.ts';
import { report } from './faultReport.ts';

/** One fault of the catalogue: what every case has to prove is proved here, at its end. */
export interface Fault {
  readonly ends: CleanUps;
  /** Simulator and app, signed in, everything listened to, and the first catch-up over. */
  start(options?: HeadlessOptions, simulatorOptions?: SimulatorOptions): Promise<Together>;
  /** The same without signing in. */
  prepare(options?: HeadlessOptions, simulatorOptions?: SimulatorOptions): Promise<Together>;
  /** From here on the fault is there: states are noted and time runs. */
  begins(): void;
  /** A customer writes; every one of these must be in the history at the end, once. */
  say(message?: Partial<MessageToSend>): string;
  /** Resolves when the app has named this cause since the fault began: for its link, its lines or a channel. */
  names(code: CauseCode): Promise<unknown>;
  /** All listens again, all that was said is stored and decided. */
  recovers(): Promise<void>;
}

/** Enough for a machine that is busy with something else. Milliseconds. */
export const patienceMs = 60_000;

export function faultCase(number: number, name: string, run: (fault: Fault) => Promise<void>): void {
  it(`fault ${number}: ${name}`, async () => {
    const ends = cleanUps();
    try {
      const bench = createBench(number, ends);
      await run(bench.fault);
      bench.prove();
      report(inject('faultReport'), {
        fault: number,
        name,
        said: bench.said(),
        recoveryMs: bench.recoveryMs(),
      });
    } finally {
      await ends.run();
    }
  });
}

function createBench(
  number: number,
  ends: CleanUps,
): { fault: Fault; prove: () => void; said: () => string; recoveryMs: () => number } {
  let together: Together | null = null;
  let firstState = 0;
  let beganAt = performance.now();
  let recoveryMs: number | null = null;
  const texts: string[] = [];
  const running = (): Together => {
    if (together === null) throw new Error('the case has not started yet');
    return together;
  };
  const statesSince = (): AccountState[] => running().app.states.slice(firstState).flat();

  const fault: Fault = {
    ends,
    async prepare(options = {}, simulatorOptions = {}) {
      together = await startTogether(
        ends,
        { hurry: 10, ...options },
        { requestsPerSecond: 500, ...simulatorOptions },
      );
      return together;
    },
    async start(options = {}, simulatorOptions = {}) {
      const cursors = options.cursors ?? memoryCursors();
      const started = await fault.prepare({ ...options, cursors }, simulatorOptions);
      await signInAndListen(started);
      await eventually('the first catch-up', () => Object.keys(cursors.load('685')).length >= allMessengers);
      fault.begins();
      return started;
    },
    begins() {
      firstState = Math.max(0, running().app.states.length - 1);
      beganAt = performance.now();
      recoveryMs = null;
    },
    say(message = {}) {
      const { simulator } = running();
      const text = message.text ?? `fault ${number} message ${texts.length + 1}`;
      const customer = customerAt(simulator, texts.length);
      texts.push(text);
      simulator.message({ customer, ...message, text });
      return text;
    },
    names: (code) =>
      running().app.waitFor(
        `"${code}" to be said`,
        () => statesSince().some((state) => causesOf(state).includes(code)),
        patienceMs,
      ),
    async recovers() {
      const { app } = running();
      await listening(running());
      await app.waitFor('all that was said', () => missing(app, texts).length === 0, patienceMs);
      recoveryMs ??= performance.now() - beganAt;
      await app.waitFor(
        'all of it to be decided',
        () => app.rows().every((row) => row.verdict !== null),
        patienceMs,
      );
    },
  };

  return {
    fault,
    prove() {
      const { app } = running();
      expect(missing(app, texts), 'lost').toEqual([]);
      expect(storedTwice(app.rows()), 'stored twice').toEqual([]);
      expect(toldTwice(app, texts), 'told twice').toEqual([]);
      if (recoveryMs === null) throw new Error('the case has not recovered');
    },
    said: () => wordsOf(statesSince()),
    recoveryMs: () => Math.round(recoveryMs ?? 0),
  };
}

/** For facts that nobody announces. */
export async function eventually(what: string, predicate: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!predicate()) {
    if (performance.now() > deadline) throw new Error(`waiting for "${what}"`);
    await settled();
  }
}

export async function signInAndListen(together: Together): Promise<void> {
  const answer = await together.app.signIn();
  if (answer.result !== 'ok') throw new Error(`not signed in: ${JSON.stringify(answer)}`);
  await listening(together);
}

async function listening(together: Together): Promise<void> {
  const { app } = together;
  await app.waitFor(
    'every messenger to be listened to',
    () => app.listening().length === allMessengers,
    patienceMs,
  );
  await allListening(together);
}

/** Another customer each time, over all lines. */
export function customerAt(simulator: Simulator, place: number): string {
  const { customers } = simulator.cast;
  return customers[place % customers.length]?.key ?? 'anna';
}

export function textOf(row: EventRow): string | null {
  return row.content.type === 'text' ? row.content.text : null;
}

export function missing(app: HeadlessApp, texts: readonly string[]): string[] {
  const there = new Set(app.rows().map(textOf));
  return texts.filter((text) => !there.has(text));
}

/** Messages that stand in the history more than once. */
export function storedTwice(rows: readonly EventRow[]): string[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (row.kind !== 'message') return [];
    const mark = `${row.lineId} ${row.messengerType} ${textOf(row) ?? row.key}`;
    if (seen.has(mark)) return [mark];
    seen.add(mark);
    return [];
  });
}

/**
 * Texts that were brought as news twice, and notifications that speak of more messages than their chat has. What an older
 * message changes in place, which came after the newest, still ends with the newest: that is not news again.
 */
export function toldTwice(app: HeadlessApp, texts: readonly string[]): string[] {
  const told = new Map<string, number>();
  const standing = new Map<string, { count: number; news: string }>();
  const tooMany: string[] = [];
  for (const { id, body } of app.toaster.calls) {
    const place = body.lastIndexOf(' · ');
    const news = place < 0 ? body : body.slice(place + 3);
    const count = Number(/(\d+) messages/.exec(body)?.[1] ?? 1);
    const before = standing.get(id);
    standing.set(id, { count, news });
    if (before?.news !== news || count <= before.count) told.set(news, (told.get(news) ?? 0) + 1);
    const stored = app.rows().filter((row) => row.kind === 'message' && chatKey(row) === id).length;
    if (stored > 0 && count > stored) tooMany.push(`${id}: ${body}`);
  }
  return [...texts.filter((text) => (told.get(text) ?? 0) > 1), ...tooMany];
}

function causesOf(state: AccountState): CauseCode[] {
  const causes = [
    state.link.cause,
    state.linesCause,
    state.signedOutCause,
    ...state.channels.map(({ cause }) => cause),
  ];
  return causes.flatMap((cause) => (cause === null ? [] : [cause.code]));
}

/** The states in words, each once where it stayed: `connected → retrying (refused) → connected`. */
function wordsOf(states: readonly AccountState[]): string {
  const words = states.map((state) => {
    const { link, channels, linesCause, signedOutCause } = state;
    const because = (code: CauseCode | undefined): string => (code === undefined ? '' : ` (${code})`);
    if (state.status === 'signedOut') return `signed out${because(signedOutCause?.code)}`;
    const unwell = channels.filter(
      (channel) => channel.status === 'failing' || channel.status === 'noAccess',
    );
    const [first] = unwell;
    const part =
      first === undefined || link.status !== 'connected'
        ? ''
        : `, channel ${first.status}${because(first.cause?.code)}`;
    const lines = linesCause === null ? '' : `, lines unknown${because(linesCause.code)}`;
    return `${link.status}${because(link.cause?.code)}${part}${lines}`;
  });
  const steps = words.filter((word, place) => word !== words[place - 1]);
  const shown = steps.length > 7 ? [...steps.slice(0, 5), '…', ...steps.slice(-1)] : steps;
  return shown.join(' → ');
}

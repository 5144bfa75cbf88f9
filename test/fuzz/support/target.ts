import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inject } from 'vitest';
import { report } from '../../support/suiteReport.ts';
import { createMutator, type Mutator } from './mutate.ts';
import { nastyFrom } from './nasty.ts';
import { randomFrom, type Random } from './random.ts';
import { smallest } from './smallest.ts';

/** One place that inputs are thrown at, and what must hold of it whatever they are. */
export interface Target {
  name: string;
  /** The part of the frames of this run that it gets: 1 is all of them. */
  share: number;
  make(random: Random, mutator: Mutator): string;
  /**
   * Takes one input. Answers `taken`, or why it was refused; whatever is broken is thrown.
   * Wherever it has to wait for the other side it answers with a promise, and is then neither timed nor shrunk.
   */
  feed(input: string): string | Promise<string>;
  /** What it may keep on purpose. Bytes. */
  mayKeep?: number;
  /** Where an honest input may ask for many times as much as an ordinary one: how many. */
  slowestAllowed?: number;
}

/** Fatter than the slowest honest input by far, and thinner than anything that grows with the square of its length. */
const slowestUsually = 100;
/** Compiled code and caches of the engine. Bytes. */
const heapAllowed = 24 * 1_048_576;
const candidatesKept = 12;
const repeats = 5;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

export function inputsOf(share: number): number {
  return Math.max(100, Math.round(inject('fuzzFrames') * share));
}

export async function fuzz(target: Target): Promise<void> {
  const seed = inject('fuzzSeed');
  const random = randomFrom(seed);
  const mutator = createMutator(random, nastyFrom(seed));
  const inputs = inputsOf(target.share);
  const outcomes = new Map<string, number>();
  const slow: { input: string; per: number }[] = [];
  const before = prototypes();
  const stray = watchStrays();
  const began = performance.now();
  let settledHeap = 0;
  for (let count = 0; count < inputs; count += 1) {
    // By then everything has been called once, and is compiled.
    if (count === Math.floor(inputs / 10)) settledHeap = heapNow();
    const input = target.make(random, mutator);
    const startedAt = performance.now();
    let outcome: string;
    let timed = true;
    try {
      const answer = target.feed(input);
      timed = typeof answer === 'string';
      // Without a turn of the loop where there is nothing to wait for: a million of them are dear.
      outcome = typeof answer === 'string' ? answer : await answer;
    } catch (error) {
      throw told(target, timed ? smallest(input, (text) => fails(target, text)) : input, count, error);
    }
    if (timed) keepSlow(slow, input, performance.now() - startedAt);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (count % 1_000 === 0) {
      await turn();
      const what = stray.found() ?? changeOf(before);
      if (what !== null) throw told(target, input, count, new Error(what));
    }
  }
  await turn();
  const seconds = (performance.now() - began) / 1_000;
  const what = stray.found() ?? changeOf(before);
  stray.stop();
  if (what !== null) throw new Error(`${target.name}: ${what}`);
  const slowest = slowestOf(target, slow, random, mutator);
  const heapGrowth = heapNow() - settledHeap;
  report(inject('fuzzReport'), {
    target: target.name,
    inputs,
    outcomes: Object.fromEntries(outcomes),
    slowestRatio: slowest?.ratio ?? null,
    heapGrowth,
    seconds,
  });
  if (slowest !== null && slowest.ratio > (target.slowestAllowed ?? slowestUsually))
    throw new Error(
      `${target.name}: ${slowest.ratio.toFixed(0)} times as slow as it may be: ${shown(slowest.input)}`,
    );
  if (heapGrowth > heapAllowed + (target.mayKeep ?? 0))
    throw new Error(`${target.name}: ${Math.round(heapGrowth / 1_048_576)} MB more than at the beginning`);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function heapNow(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function keepSlow(slow: { input: string; per: number }[], input: string, ms: number): void {
  const per = ms / (input.length + 2_000);
  if (slow.length === candidatesKept && per <= (slow.at(-1)?.per ?? 0)) return;
  slow.push({ input, per });
  slow.sort((one, other) => other.per - one.per);
  slow.length = Math.min(slow.length, candidatesKept);
}

/**
 * The slowest inputs again, the best of several tries each, so that neither the garbage collector nor another program counts:
 * against an ordinary input and the reading of as long a text, measured here and now.
 */
function slowestOf(
  target: Target,
  slow: readonly { input: string }[],
  random: Random,
  mutator: Mutator,
): { input: string; ratio: number } | null {
  if (slow.length === 0) return null;
  const ordinary = Array.from({ length: 200 }, () => target.make(random, mutator))
    .map((input) => bestOf(() => target.feed(input)))
    .sort((one, other) => one - other);
  const median = ordinary[100] ?? 0;
  return slow
    .map(({ input }) => {
      const asJson = JSON.stringify(input);
      const floor =
        median + bestOf(() => JSON.parse(asJson) as unknown) + bestOf(() => JSON.stringify(input));
      return { input, ratio: bestOf(() => target.feed(input)) / floor };
    })
    .reduce((worst, one) => (one.ratio > worst.ratio ? one : worst));
}

function bestOf(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < repeats; count += 1) {
    const startedAt = performance.now();
    run();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best;
}

function fails(target: Target, text: string): boolean {
  try {
    void target.feed(text);
    return false;
  } catch {
    return true;
  }
}

function told(target: Target, input: string, count: number, error: unknown): Error {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Error(`${target.name}, input ${count}: ${message}\nwith ${shown(input)}`);
}

function shown(input: string): string {
  const text = JSON.stringify(input);
  return text.length > 2_000
    ? `${text.slice(0, 1_000)} … ${text.length} characters … ${text.slice(-500)}`
    : text;
}

/** Own names of what everything else inherits from. */
function prototypes(): string {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype]
    .map((one) => Reflect.ownKeys(one).map(String).join())
    .join('\n');
}

function changeOf(before: string): string | null {
  return prototypes() === before ? null : 'a prototype was changed';
}

/** What nobody caught. */
function watchStrays(): { found: () => string | null; stop: () => void } {
  let first: string | null = null;
  const caught = (problem: unknown): void => {
    first ??= `nobody caught: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`;
  };
  process.on('unhandledRejection', caught);
  process.on('uncaughtException', caught);
  return {
    found: () => first,
    stop() {
      process.off('unhandledRejection', caught);
      process.off('uncaughtException', caught);
    },
  };
}

import { growthOf, type Growth, type TimedSample } from './growth.ts';

/** What a soak has found out, and what of it breaks a promise. */
export interface Findings {
  readonly minutes: number;
  readonly samples: readonly TimedSample[];
  readonly sent: number;
  readonly lost: readonly string[];
  readonly storedTwice: readonly string[];
  readonly toldTwice: readonly string[];
  readonly undecided: number;
  readonly channels: { readonly listening: number; readonly total: number };
  readonly endedWith: number | string;
  readonly endedAfterMs: number;
  /** Faults after which the app did not recover, windows that did not close and the like. */
  readonly troubles: readonly string[];
}

export interface PromiseKept {
  readonly what: string;
  readonly found: string;
  readonly kept: boolean;
}

/** Of an hour at work; what a run of minutes cannot show apart from noise is granted to it. */
const growthPerHour = 0.05;
/**
 * By how much two medians of a few samples differ where nothing grows: V8 collects its old generation when it sees fit,
 * and glibc gives pages back late. Bytes.
 */
const noiseBytes = 8 * 1_048_576;
/**
 * A run as short as this is over before the app has warmed up (V8 lets its heap grow to its working size before it collects,
 * each fault comes for the first time): more is granted, and only a leak of some ten kilobytes an event shows. Minutes, bytes.
 */
const warmUpMinutes = 5;
const warmUpBytes = 48 * 1_048_576;
/** From here on the slope says something. Minutes. */
const slopeFromMinutes = 30;
/** Connections to ChatApp that are kept open for a while, and threads of Chromium's pool that come and go. */
const openFilesSlack = 8;
const threadsSlack = 8;
const endLimitMs = 2_000;

export function promisesOf(findings: Findings): PromiseKept[] {
  const { samples, minutes } = findings;
  const memory = growthOf(samples, ({ pssBytes }) => pssBytes);
  const files = growthOf(samples, ({ openFiles }) => openFiles);
  const threads = growthOf(samples, (sample) => sample.threads);
  const processes = growthOf(samples, (sample) => sample.processes);
  const noise = minutes < warmUpMinutes ? warmUpBytes : noiseBytes;
  const granted = memory.early * growthPerHour * Math.max(1, minutes / 60) + noise;
  const none = (list: readonly string[]): string =>
    list.length === 0 ? 'none' : `${list.length}: ${list.slice(0, 10).join(', ')}`;
  const { listening, total } = findings.channels;
  return [
    {
      what: `memory (PSS of all processes) grows by 5 % an hour and ${mebibytes(noise)} of noise at most`,
      found: `${mebibytes(memory.early)} → ${mebibytes(memory.late)}`,
      kept: memory.late - memory.early <= granted,
    },
    {
      what: `its slope is less than 5 % an hour (counts from ${slopeFromMinutes} minutes on)`,
      found: `${(memory.slopePerHour * 100).toFixed(1)} % an hour`,
      kept: minutes < slopeFromMinutes || memory.slopePerHour < growthPerHour,
    },
    sameAsBefore('open files', files, openFilesSlack),
    sameAsBefore('threads', threads, threadsSlack),
    sameAsBefore('processes', processes, 0),
    { what: 'no event is lost', found: none(findings.lost), kept: findings.lost.length === 0 },
    {
      what: 'none is stored twice',
      found: none(findings.storedTwice),
      kept: findings.storedTwice.length === 0,
    },
    { what: 'none is told twice', found: none(findings.toldTwice), kept: findings.toldTwice.length === 0 },
    {
      what: 'every event is decided',
      found: `${findings.undecided} are not`,
      kept: findings.undecided === 0,
    },
    {
      what: 'every channel listens at the end',
      found: `${listening} of ${total}`,
      kept: total > 0 && listening === total,
    },
    {
      what: 'every fault is recovered from',
      found: none(findings.troubles),
      kept: findings.troubles.length === 0,
    },
    {
      what: `SIGTERM ends it with 0 within ${endLimitMs / 1_000} s`,
      found: `${findings.endedWith} after ${Math.round(findings.endedAfterMs)} ms`,
      kept: findings.endedWith === 0 && findings.endedAfterMs <= endLimitMs,
    },
  ];
}

function sameAsBefore(what: string, { early, late }: Growth, slack: number): PromiseKept {
  return {
    what: `${what} are as many as before${slack > 0 ? `, give or take ${slack}` : ''}`,
    found: `${early} → ${late}`,
    kept: late <= early + slack,
  };
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`;
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultSounds } from '../../electron/shared/attention.ts';
import { startAgain } from '../desktop/secondStart.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { chances, seedFrom } from '../support/chances.ts';
import { startBusMonitor } from '../support/desktop/busMonitor.ts';
import { spawnApp } from '../support/desktop/spawnApp.ts';
import { allListening, serverFlags, tokensFlag } from '../support/desktop/startFlags.ts';
import { toldOn, toldTwice } from '../support/desktop/toldOnBus.ts';
import { startDesktop } from '../support/desktop/virtualDesktop.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { startFlow } from '../support/flow.ts';
import { knowsWhereToBegin, lostOf, readHistory, readRows, storedTwice } from '../support/keptData.ts';
import { writeSettings } from '../support/plainSettings.ts';
import { sampleTree } from '../support/processTree.ts';
import { tableOf } from '../support/table.ts';
import { appWindow } from './appWindow.ts';
import { soakFaults } from './faults.ts';
import type { TimedSample } from './growth.ts';
import { mebibytes, promisesOf, type Findings } from './promises.ts';

/** The real app at work for long, while all that can goes wrong around it: what grows, what is lost, what is told twice. */

const seedVariable = 'CHATAPP_NOTIFIER_SOAK_SEED';
/** Where the number of promises kept and broken goes, when somebody asks for it. */
const resultVariable = 'CHATAPP_NOTIFIER_RESULT';
const usualRate = 20;
const limitMs = 90_000;
/** After each fault, with the window closed: so many samples, with a second's events between them. */
const samplesAtRest = 3;
const keys = { settings: 'Ctrl+Alt+N', xdotool: 'ctrl+alt+n' };
const windowArgs = [[], ['--settings'], []];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
      rate: { type: 'string', default: String(usualRate) },
    },
  });
  const minutes = Number(values.minutes);
  const rate = Number(values.rate);
  const isTime = Number.isFinite(minutes) && minutes >= 1 && minutes <= 24 * 60;
  if (!isTime || !Number.isInteger(rate) || rate < 1 || rate > 100) {
    say(
      'usage: npm run soak -- [--minutes N] [--rate EVENTS], from 1 to 1440 minutes, 1 to 100 events a second',
    );
    return 2;
  }
  const promises = promisesOf(await soak(minutes, rate));
  say(`\nWhat was promised, after ${minutes} minutes:`);
  say(tableOf(promises.map(({ what, found, kept }) => [`${kept ? 'kept  ' : 'BROKEN'}  ${what}`, found])));
  const failures = promises.filter(({ kept }) => !kept).map(({ what, found }) => `${what}: ${found}`);
  const result = { passed: promises.length - failures.length, failed: failures.length, failures };
  say(`\n${result.passed} kept, ${result.failed} broken`);
  const file = process.env[resultVariable];
  if (file !== undefined) await writeFile(file, JSON.stringify(result));
  return failures.length === 0 ? 0 : 1;
}

async function soak(minutes: number, eventsPerSecond: number): Promise<Findings> {
  const seed = seedFrom(seedVariable);
  say(
    `${minutes} minutes at ${eventsPerSecond} events a second; seed ${seed} (${seedVariable}=${seed} repeats it)`,
  );
  const chance = chances(seed);
  const ends: (() => Promise<unknown> | void)[] = [];
  try {
    const userData = await mkdtemp(join(tmpdir(), 'chatapp-soak-'));
    ends.push(() => rm(userData, { recursive: true, force: true, maxRetries: 3 }));
    const desktop = await startDesktop({
      notifications: 'dunst',
      panel: 'xfce',
      windowManager: 'xfwm4',
      keyring: true,
    });
    ends.push(() => desktop.stop());
    const monitor = await startBusMonitor(desktop.busAddress);
    ends.push(() => monitor.stop());
    const simulator = await startSimulator({ requestsPerSecond: 500 });
    ends.push(() => simulator.stop());
    // The player of sounds is a process that comes and goes; what is counted should be at rest.
    writeSettings(userData, { shortcut: keys.settings, sounds: { ...defaultSounds, muted: true } });
    const args = [...serverFlags(simulator), await tokensFlag(simulator, userData), '--hidden'];
    const app = await spawnApp({ env: desktop.env, userData, args });
    ends.push(() => app.stop());
    await allListening(simulator, limitMs);
    await waitFor(
      () => knowsWhereToBegin(userData, simulator) || undefined,
      () => 'the first catch-up saved no cursors',
      limitMs,
    );

    const samples: TimedSample[] = [];
    const troubles: string[] = [];
    const startedAtMs = performance.now();
    const passedMinutes = (): number => (performance.now() - startedAtMs) / 60_000;
    const processesAtRest = sampleTree(app.pid).processes;
    const window = appWindow(desktop, app, keys.xdotool, () => processesAtRest);
    const flow = startFlow(simulator, eventsPerSecond, chance);
    ends.push(() => flow.stop());
    const faults = soakFaults({ simulator, desktop, flow, pid: app.pid, chance, eventsPerSecond });
    const more = (events: number): Promise<unknown> => {
      const until = flow.texts.length + events;
      return simulator.waitFor('more events', () => flow.texts.length >= until, limitMs);
    };
    const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      try {
        await work();
      } catch (problem) {
        troubles.push(`${what}: ${reasonOf(problem)}`);
        say(`  ${what}: ${reasonOf(problem)}`);
      }
    };

    for (let turn = 0; passedMinutes() < minutes && app.isRunning(); turn += 1) {
      const fault = faults[turn % faults.length];
      const opened = windowArgs[turn % windowArgs.length] ?? [];
      await attempt('the window opens', () => window.open(opened));
      await attempt(fault?.name ?? '', async () => fault?.run());
      await attempt('the window closes', () => window.close());
      await attempt(`listening after: ${fault?.name}`, () => allListening(simulator, limitMs));
      for (let count = 0; count < samplesAtRest; count += 1) {
        await more(eventsPerSecond);
        samples.push({ atMinutes: passedMinutes(), ...sampleTree(app.pid) });
      }
      const last = samples.at(-1);
      if (last !== undefined)
        say(
          `${last.atMinutes.toFixed(1).padStart(6)} min  ${mebibytes(last.pssBytes)}  ${last.openFiles} files  ` +
            `${last.threads} threads  ${last.processes} processes  ${flow.texts.length} events  after: ${fault?.name}`,
        );
    }

    flow.stop();
    // The last look for what was missed.
    const connections = simulator.totalConnections;
    simulator.kill();
    await attempt('a last connection', () =>
      simulator.waitFor('a connection', () => simulator.totalConnections > connections, limitMs),
    );
    await attempt('listening at the end', () => allListening(simulator, limitMs));
    await attempt('everything stored and decided', () =>
      waitFor(
        () => {
          const rows = readRows(userData);
          return (
            (lostOf(flow.texts, rows).length === 0 && rows.every(({ verdict }) => verdict !== null)) ||
            undefined
          );
        },
        () => 'the last catch-up brought not all',
        limitMs,
      ),
    );
    const channels = await channelsOf(() => startAgain(desktop, userData, ['--status']));
    const told = toldOn(monitor.notifications());
    const termAtMs = performance.now();
    const { code, signal } = await app.stop();
    const endedAfterMs = performance.now() - termAtMs;
    const { rows, integrity } = readHistory(userData);
    if (integrity !== 'ok') troubles.push(`the history is damaged: ${integrity}`);
    say(
      `\n${flow.texts.length} events sent, ${rows.filter(({ recovered }) => recovered).length} of them recovered by a catch-up; ` +
        `${monitor.notifications().length} calls for notifications`,
    );
    say(`${told.again.length} notifications came with words that were told before`);
    return {
      minutes,
      samples,
      sent: flow.texts.length,
      lost: lostOf(flow.texts, rows),
      storedTwice: storedTwice(rows),
      toldTwice: toldTwice(told, rows),
      undecided: rows.filter(({ verdict }) => verdict === null).length,
      channels,
      endedWith: code ?? signal ?? 'nothing',
      endedAfterMs,
      troubles,
    };
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

/** As `--status` prints them. */
async function channelsOf(status: () => Promise<{ stdout: string }>): Promise<Findings['channels']> {
  const { stdout } = await status();
  const answer: unknown = JSON.parse(stdout);
  if (typeof answer !== 'object' || answer === null || !('channels' in answer))
    return { listening: 0, total: 0 };
  const { channels } = answer as { channels: Findings['channels'] };
  return channels;
}

process.exitCode = await main();

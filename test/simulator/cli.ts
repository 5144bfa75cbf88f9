import { copyFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { playMorning } from './morning.ts';
import type { SimulatorOptions } from './options.ts';
import { startSimulator, type Simulator } from './simulator.ts';
import { companyChannel, employeeChannel, lineChannel, userChannel } from './socket/protocol.ts';

const help = `A ChatApp stand-in on this machine, for development.

  tsx test/simulator/cli.ts [flags]

  --port N           port of the socket server (default: a free one)
  --api-port N       port of the API (default: a free one)
  --control-port N   port of the control server (default: a free one)
  --story morning    play the busy morning once the first channel is subscribed
  --loop             play the story again and again
  --duration S       length of the story in seconds (default 60)
  --shape SHAPE      wrapped, bare or alternate (default wrapped)
  --ca-out FILE      also write the certificate authority there
  --help             this text

When it is ready it prints one line of JSON with all that a client needs. SIGINT or SIGTERM ends it.
`;

interface Wanted {
  readonly options: SimulatorOptions;
  readonly story: boolean;
  readonly loop: boolean;
  readonly durationMs: number;
  readonly caOut: string | null;
}

/** A mistake in the command line, to be shown without a stack. */
class UsageError extends Error {}

function readArguments(argv: readonly string[]): Wanted | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      'api-port': { type: 'string' },
      'control-port': { type: 'string' },
      story: { type: 'string' },
      loop: { type: 'boolean' },
      duration: { type: 'string' },
      shape: { type: 'string' },
      'ca-out': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  const { shape = 'wrapped', story } = values;
  if (shape !== 'wrapped' && shape !== 'bare' && shape !== 'alternate') {
    throw new UsageError('--shape wants wrapped, bare or alternate');
  }
  if (story !== undefined && story !== 'morning') throw new UsageError('--story knows only: morning');
  return {
    options: {
      port: readNumber('--port', values.port, 0, 65_535),
      apiPort: readNumber('--api-port', values['api-port'], 0, 65_535),
      controlPort: readNumber('--control-port', values['control-port'], 0, 65_535),
      shape,
    },
    story: story === 'morning',
    loop: values.loop === true,
    durationMs: readNumber('--duration', values.duration ?? '60', 1, 86_400) * 1000,
    caOut: values['ca-out'] ?? null,
  };
}

function readNumber(flag: string, text: string | undefined, least: number, most: number): number {
  const value = text === undefined ? 0 : Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(`${flag} wants a whole number from ${least} to ${most}`);
  }
  return value;
}

/** All that a client needs to sign in and listen. */
function describe(simulator: Simulator, caOut: string | null): object {
  const { account } = simulator;
  return {
    host: simulator.host,
    port: simulator.port,
    key: simulator.key,
    apiBase: simulator.apiBase,
    authEndpoint: simulator.authEndpoint,
    caFile: caOut ?? simulator.caFile,
    controlUrl: simulator.controlUrl,
    account,
    channels: [
      ...simulator.cast.lines.flatMap((line) =>
        line.messengers.map((messenger) => lineChannel(line.licenseId, messenger.type)),
      ),
      companyChannel(account.companyId),
      userChannel(account.cabinetUserId),
      employeeChannel(account.companyId, account.cabinetUserId),
    ],
  };
}

async function tell(simulator: Simulator, wanted: Wanted, signal: AbortSignal): Promise<void> {
  // A story that nobody hears yet would only be found by catch-up.
  await simulator.waitFor('a first subscription', () => simulator.subscriptions().size > 0, 2_147_483_647);
  do {
    const counts = await playMorning(simulator, { durationMs: wanted.durationMs, signal });
    process.stderr.write(`morning played: ${JSON.stringify(counts)}\n`);
  } while (wanted.loop && !signal.aborted);
}

async function run(wanted: Wanted): Promise<void> {
  const ended = new AbortController();
  // Asked for before anything is started, so that a signal during the start is not lost.
  const asked = new Promise<void>((resolveAsked) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolveAsked());
  });
  const simulator = await startSimulator(wanted.options);
  try {
    const caOut = wanted.caOut === null ? null : resolve(wanted.caOut);
    if (caOut !== null) await copyFile(simulator.caFile, caOut);
    process.stdout.write(`${JSON.stringify(describe(simulator, caOut))}\n`);
    const story = wanted.story ? tell(simulator, wanted, ended.signal) : Promise.resolve();
    // Stopping rejects whoever still waits: that is no failure then.
    story.catch((error: unknown) => {
      if (!ended.signal.aborted) process.stderr.write(`the story stopped: ${String(error)}\n`);
    });
    await asked;
  } finally {
    ended.abort();
    await simulator.stop();
  }
}

try {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted === 'help') process.stdout.write(help);
  else await run(wanted);
} catch (error) {
  const usage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (usage) process.stderr.write('See --help.\n');
  process.exitCode = usage ? 2 : 1;
}

import type { Authorizer } from '../../electron/core/ports.ts';
import { Watch } from '../simulator/observation.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import type { CleanUps } from './fakes.ts';
import { startHeadlessApp, type HeadlessApp, type HeadlessOptions } from './headlessApp.ts';

/** The simulator's cast has as many messengers. */
export const allMessengers = 12;

export interface Together {
  simulator: Simulator;
  app: HeadlessApp;
}

/** A simulator and an app at it, both ended by `ends`; nobody is signed in yet. */
export async function startTogether(
  ends: CleanUps,
  options: HeadlessOptions = {},
  simulatorOptions: SimulatorOptions = {},
): Promise<Together> {
  const simulator = await startSimulator(simulatorOptions);
  ends.add(() => simulator.stop());
  const app = startHeadlessApp(simulator, options);
  ends.add(() => app.stop());
  return { simulator, app };
}

export async function allListening({ simulator, app }: Together): Promise<void> {
  await app.waitFor('every messenger to be listened to', () => app.listening().length === allMessengers);
  await simulator.waitFor('one connection', () => simulator.connections() === 1);
}

/** Signed in, and every messenger of every line listened to. */
export async function startListening(
  ends: CleanUps,
  options: HeadlessOptions = {},
  simulatorOptions: SimulatorOptions = {},
): Promise<Together> {
  const together = await startTogether(ends, options, simulatorOptions);
  const answer = await together.app.signIn();
  if (answer.result !== 'ok') throw new Error(`not signed in: ${JSON.stringify(answer)}`);
  await allListening(together);
  return together;
}

/** Authorisations that wait at a gate: asked of ChatApp at once, answered when the gate is opened. */
export interface Gate {
  wrap: (authorizer: Authorizer) => Authorizer;
  open: () => void;
  /** Resolves when as many wait. */
  crowd: (size: number) => Promise<unknown>;
  /** The most that were under way at once. */
  most: () => number;
}

export function authorisationGate(): Gate {
  const atGate = new Set<() => void>();
  const watch = new Watch();
  let closed = true;
  let underWay = 0;
  let most = 0;
  return {
    wrap: (authorizer) => ({
      async authorize(socketId, channel) {
        underWay += 1;
        most = Math.max(most, underWay);
        const answer = await authorizer.authorize(socketId, channel).finally(() => (underWay -= 1));
        if (!closed) return answer;
        return new Promise((resolve) => {
          atGate.add(() => resolve(answer));
          watch.changed();
        });
      },
    }),
    open() {
      closed = false;
      for (const pass of atGate) pass();
      atGate.clear();
    },
    most: () => most,
    crowd: (size) => watch.until(`${size} at the gate`, () => atGate.size === size, 10_000),
  };
}

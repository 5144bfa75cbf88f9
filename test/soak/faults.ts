import { lineChannel } from '../simulator/socket/protocol.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { connectToBus } from '../support/desktop/sessionBus.ts';
import { findTrayItem } from '../support/desktop/trayItem.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';
import type { Flow } from '../support/flow.ts';

/** What goes wrong around an app that runs for long. Each leaves everything mended behind. */
export interface SoakFault {
  readonly name: string;
  run(): Promise<void>;
}

const waitMs = 60_000;
/** Longer than the app takes to find out that nobody answers: 15 s of silence and 7 s for an answer. */
const noticedAfterSeconds = 30;
const closeCodes = [1000, 1001, 1011, 1012, 4100, 4200, 4201];

export function soakFaults(around: {
  simulator: Simulator;
  desktop: Desktop;
  flow: Flow;
  pid: number;
  chance: () => number;
  eventsPerSecond: number;
}): readonly SoakFault[] {
  const { simulator, desktop, flow, pid, chance, eventsPerSecond } = around;

  /** How long something lasts is counted in events that come meanwhile. */
  async function lasts(events: number): Promise<void> {
    const until = flow.texts.length + events;
    await simulator.waitFor(`${events} events`, () => flow.texts.length >= until, waitMs);
  }

  async function reconnects(cut: () => void): Promise<void> {
    const before = simulator.totalConnections;
    cut();
    await simulator.waitFor('a new connection', () => simulator.totalConnections > before, waitMs);
  }

  const someChannel = (): string => {
    const lines = simulator.cast.lines.flatMap(({ licenseId, messengers }) =>
      messengers.map(({ type }) => lineChannel(licenseId, type)),
    );
    return lines[Math.floor(chance() * lines.length)] ?? '';
  };

  return [
    { name: 'sockets killed', run: () => reconnects(() => simulator.kill()) },
    {
      name: 'notification service restarted',
      async run() {
        await desktop.stopNotifications();
        await lasts(20);
        await desktop.startNotifications();
        await lasts(20);
      },
    },
    {
      name: 'sockets closed with a code',
      run: () =>
        reconnects(() => simulator.closeAll(closeCodes[Math.floor(chance() * closeCodes.length)] ?? 1_000)),
    },
    {
      name: 'connections refused',
      async run() {
        await simulator.refuseConnections(true, chance() < 0.5 ? 'both' : 'socket');
        simulator.kill();
        await lasts(60);
        await reconnects(() => void simulator.listenAgain());
      },
    },
    {
      name: 'a burst of 500 events',
      async run() {
        flow.burst(500);
        await lasts(20);
      },
    },
    {
      name: 'authorisations answered 500',
      async run() {
        simulator.setAuthMode('500', { count: 8 });
        await reconnects(() => simulator.kill());
      },
    },
    {
      name: 'access token expired',
      run: () =>
        reconnects(() => {
          simulator.expireAccessToken();
          simulator.kill();
        }),
    },
    {
      name: 'notification service stands still',
      async run() {
        desktop.pauseNotifications();
        await lasts(60);
        desktop.continueNotifications();
        await lasts(20);
      },
    },
    {
      name: 'REST answered 429',
      async run() {
        simulator.setRestMode('429', { count: 5 });
        await reconnects(() => simulator.kill());
      },
    },
    {
      name: 'one channel refused',
      async run() {
        simulator.setAuthMode('403', { only: someChannel() });
        await reconnects(() => simulator.kill());
        await lasts(20);
        simulator.setAuthMode('ok');
        // Refused channels are asked again slowly; a new connection asks for all of them.
        await reconnects(() => simulator.kill());
      },
    },
    {
      name: 'events lost on the way',
      async run() {
        simulator.dropEvents(true);
        await lasts(40);
        simulator.dropEvents(false);
        await reconnects(() => simulator.kill());
      },
    },
    {
      name: 'panel restarted',
      async run() {
        await desktop.stopPanel();
        await lasts(20);
        await desktop.startPanel();
        const bus = await connectToBus(desktop.busAddress);
        await findTrayItem(bus, pid, waitMs).finally(() => bus.disconnect());
      },
    },
    {
      name: 'server stands still',
      async run() {
        simulator.freeze();
        await lasts(noticedAfterSeconds * eventsPerSecond);
        await reconnects(() => simulator.thaw());
      },
    },
  ];
}

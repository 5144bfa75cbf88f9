import { app, session } from 'electron/main';
import { cursorsOf } from '../core/catchup/plan.ts';
import type { Clock, History, Logger, LongWork } from '../core/ports.ts';
import type { Store } from '../core/state/store.ts';
import { mayHaveProxy } from '../core/system/proxySources.ts';
import { createTimeline, type Timeline } from '../core/state/timeline.ts';
import { createAccounts, type Accounts } from '../platform/accounts.ts';
import type { EventPipeline } from '../platform/eventPipeline.ts';
import { createNetwork, firstProxy, type Network } from '../platform/network.ts';
import { createPusherTransport } from '../platform/pusherTransport.ts';
import { systemRandom } from '../platform/systemClock.ts';
import { createCursorStore, type OpenedCursors } from './cursorStore.ts';
import { withNotice } from './initialState.ts';
import { createSecretStore, type SecretStore } from './secretStore.ts';

/** The accounts with all that they stand on: the way out, the secrets, the cursors, and what happened to them. */
export interface AccountParts {
  accounts: Accounts;
  network: Network;
  secrets: SecretStore;
  timeline: Timeline;
  leaveBehind: OpenedCursors['leaveBehind'];
}

/** Of Chromium's own switches those that name a proxy. */
const proxySwitches = ['proxy-server', 'proxy-pac-url', 'proxy-auto-detect'];

/** The session is made by this first use of it, and not before a window wants it: see `mayHaveProxy`. */
function chromiumProxy(address: string): Promise<string> {
  return session.defaultSession.resolveProxy(address);
}

export function composeAccounts(parts: {
  folder: string;
  store: Store;
  history: Pick<History, 'newestMessages'>;
  pipeline: EventPipeline;
  work: LongWork;
  clock: Clock;
  logger: Logger;
  problem: (error: unknown) => void;
}): AccountParts {
  const { folder, store, pipeline, clock, logger, problem } = parts;
  const asksChromium =
    mayHaveProxy(process.platform, process.env) ||
    proxySwitches.some((name) => app.commandLine.hasSwitch(name));
  const network = createNetwork(async (address) => {
    const { proxy } = store.get().settings.server;
    if (proxy === 'system') return asksChromium ? firstProxy(await chromiumProxy(address)) : null;
    return proxy === 'none' ? null : proxy;
  });
  const secrets = createSecretStore(
    folder,
    () => clock.nowMs(),
    () => store.get().settings.allowPlainSecrets,
    problem,
  );
  const cursors = createCursorStore({
    folder,
    nowMs: () => clock.nowMs(),
    fromHistory: (accountId) => cursorsOf(parts.history.newestMessages(accountId), clock.nowMs()),
    onError: problem,
  });
  if (cursors.keptAside !== null) {
    const notice = { code: 'cursorsDamaged', detail: cursors.keptAside } as const;
    store.update((state) => withNotice(state, notice));
  }
  const timeline = createTimeline();
  const accounts = createAccounts({
    server: () => store.get().settings.server,
    secrets,
    clock,
    random: systemRandom,
    logger,
    network,
    createTransport: (authorizer, tell) => createPusherTransport(network, authorizer, tell),
    isOff: (channel) => store.get().settings.channelsOff.includes(channel),
    happened(entry) {
      timeline.add(entry);
      store.update((state) => ({ ...state, timelineRevision: state.timelineRevision + 1 }));
    },
    cursors,
    work: parts.work,
    savesAfterRestore: true,
    changed: (list) => store.update((state) => ({ ...state, accounts: list })),
    heard: (accountId, event) =>
      pipeline.arrived({ accountId, ...event, receivedAtMs: clock.nowMs(), recovered: false }),
    fetched: (...fetched) => pipeline.fetched(...fetched),
    caughtUp: () => pipeline.recovered(),
  });
  return { accounts, network, secrets, timeline, leaveBehind: cursors.leaveBehind };
}

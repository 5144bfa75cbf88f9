import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Authorizer,
  Clock,
  CursorStore,
  History,
  LinkEvent,
  LongWork,
  ToastSignal,
  Tokens,
  Transport,
} from '../../electron/core/ports.ts';
import type { Cursors } from '../../electron/core/catchup/plan.ts';
import { createTimeline, type Timeline } from '../../electron/core/state/timeline.ts';
import { createAccounts, type Accounts } from '../../electron/platform/accounts.ts';
import { createAttentionRunner, type AttentionRunner } from '../../electron/platform/attentionRunner.ts';
import { createEventPipeline } from '../../electron/platform/eventPipeline.ts';
import { socketLimits, type SocketLimits } from '../../electron/platform/guardedSocket.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { createReplies, type Replies } from '../../electron/platform/replies.ts';
import { createNetwork, type ProxyRoute } from '../../electron/platform/network.ts';
import { createPusherTransport } from '../../electron/platform/pusherTransport.ts';
import { systemClock, systemRandom } from '../../electron/platform/systemClock.ts';
import type { AccountState, ChannelState } from '../../electron/shared/appState.ts';
import { noQuiet, type Quiet, type Reply } from '../../electron/shared/attention.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import type { ServerSettings, Settings } from '../../electron/shared/settings.ts';
import { Watch } from '../simulator/observation.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { withoutStorms } from './attention.ts';
import {
  fakeSecrets,
  fakeSounds,
  fakeToaster,
  hurriedClock,
  noLongWork,
  recordingLogger,
  type FakeSecrets,
  type FakeSounds,
  type FakeToaster,
  type RecordingLogger,
} from './fakes.ts';

/** The app without Electron: real socket, pusher-js, REST and SQLite; a fake screen and key store. */
export interface HeadlessApp {
  timeline: Timeline;
  accounts: Accounts;
  attention: AttentionRunner;
  replies: Replies;
  /** Answers that were not sent, or may not have been, as they were told. */
  readonly troubled: readonly Reply[];
  sounds: FakeSounds;
  history: History;
  toaster: FakeToaster;
  secrets: FakeSecrets;
  logger: RecordingLogger;
  settings: Settings;
  /** Every state that was announced, oldest first. */
  readonly states: readonly AccountState[][];
  /** The only account there is. */
  account(): AccountState | undefined;
  channel(name: string): ChannelState | undefined;
  /** Channels of lines that listen. */
  listening(): string[];
  /** What was said about storing, oldest first: why it fails, or null once it works again. */
  readonly storing: readonly (string | null)[];
  /** All rows, oldest first. */
  rows(): EventRow[];
  signIn(): ReturnType<Accounts['signIn']>;
  signal(signal: ToastSignal): void;
  /** Looks again at every announcement, row, toast and save; rejects when it does not come true in time. */
  waitFor<T>(
    what: string,
    predicate: () => T,
    timeoutMs?: number,
  ): Promise<Exclude<T, false | null | undefined>>;
  stop(): void;
}

export interface HeadlessOptions {
  server?: Partial<ServerSettings>;
  limits?: Partial<SocketLimits>;
  /** How many times shorter retries and deadlines are. */
  hurry?: number;
  /** What was kept when it starts. */
  kept?: readonly Tokens[];
  /** The proxy to go through; none when left out. */
  route?: ProxyRoute;
  work?: LongWork;
  /** As the app itself: nothing is saved before `restore`. */
  savesAfterRestore?: boolean;
  /** Kept over a restart when given. */
  cursors?: CursorStore;
  /** The history's file, kept over a restart; one of its own when left out. */
  historyFile?: string;
  /** Puts something between the app and its history. */
  wrapHistory?: (history: History) => History;
  /** Sees every event of the link before the app does. */
  onLinkEvent?: (event: LinkEvent) => void;
  /** Puts something between the app and ChatApp's answers to authorisations. */
  wrapAuthorizer?: (authorizer: Authorizer) => Authorizer;
}

export function memoryCursors(): CursorStore {
  const kept = new Map<string, Cursors>();
  return {
    load: (accountId) => kept.get(accountId) ?? {},
    save: (accountId, cursors) => void kept.set(accountId, cursors),
  };
}

/** What the app has to know of a simulator, which may be another process. */
export type SimulatorAddress = Pick<
  Simulator,
  'host' | 'port' | 'key' | 'authEndpoint' | 'apiBase' | 'caFile' | 'account'
>;

export function serverOf(simulator: Omit<SimulatorAddress, 'account'>): ServerSettings {
  const { host, port, key, authEndpoint, apiBase, caFile } = simulator;
  return { host, port, key, authEndpoint, apiBase, caFile, proxy: 'system', channels: [] };
}

export function startHeadlessApp(simulator: SimulatorAddress, options: HeadlessOptions = {}): HeadlessApp {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-'));
  const watch = new Watch();
  const changed = (): void => watch.changed();
  const opened = openHistory(options.historyFile ?? join(folder, 'history.db'), Date.now());
  const history = options.wrapHistory?.(opened.history) ?? opened.history;
  const storing: (string | null)[] = [];
  const toaster = fakeToaster(changed);
  const secrets = fakeSecrets(options.kept, changed);
  const logger = recordingLogger();
  const clock: Clock = hurriedClock(systemClock, options.hurry ?? 1);
  const translate = createTranslate('en');
  const states: AccountState[][] = [];
  let ended = false;
  const troubled: Reply[] = [];
  const sounds = fakeSounds(changed);
  const timeline = createTimeline();
  const network = createNetwork(options.route ?? (() => Promise.resolve(null)));

  const app: HeadlessApp = {
    timeline,
    get attention() {
      return attention;
    },
    get replies() {
      return replies;
    },
    troubled,
    sounds,
    history,
    toaster,
    secrets,
    logger,
    states,
    storing,
    settings: { ...withoutStorms, server: { ...serverOf(simulator), ...options.server } },
    accounts: createAccounts({
      network,
      work: options.work ?? noLongWork,
      savesAfterRestore: options.savesAfterRestore ?? false,
      server: () => app.settings.server,
      secrets,
      clock,
      random: systemRandom,
      logger,
      createTransport: (authorizer, tell): Transport =>
        createPusherTransport(
          network,
          options.wrapAuthorizer?.(authorizer) ?? authorizer,
          (event) => {
            options.onLinkEvent?.(event);
            tell(event);
            changed();
          },
          { ...socketLimits, ...options.limits },
        ),
      changed(accounts) {
        states.push(accounts);
        changed();
      },
      heard: (accountId, event) =>
        pipeline.arrived({ accountId, ...event, receivedAtMs: Date.now(), recovered: false }),
      isOff: (channel) => app.settings.channelsOff.includes(channel),
      happened(entry) {
        timeline.add(entry);
        changed();
      },
      cursors: options.cursors ?? memoryCursors(),
      fetched: (...fetched) => pipeline.fetched(...fetched),
      caughtUp: () => pipeline.recovered(),
    }),
    account: () => states.at(-1)?.at(0),
    channel: (name) => app.account()?.channels.find((channel) => channel.name === name),
    listening: () =>
      (app.account()?.channels ?? [])
        .filter((channel) => channel.kind === 'messenger' && channel.status === 'listening')
        .map((channel) => channel.name),
    rows: () => history.page({ beforeRow: null, limit: 100_000, filter: everyEvent }).rows.toReversed(),
    signIn() {
      const { email, password, appId } = simulator.account;
      return app.accounts.signIn({ email, password, appId });
    },
    signal: (signal) => attention.signal(signal),
    waitFor: (what, predicate, timeoutMs = 10_000) => watch.until(what, predicate, timeoutMs),
    stop() {
      if (ended) return;
      ended = true;
      app.accounts.stop();
      network.stop();
      pipeline.stop();
      attention.stop();
      watch.stop();
      history.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  let quiet: Quiet = noQuiet;
  const attention = createAttentionRunner({
    history,
    toaster,
    sounds,
    quietStore: {
      load: () => quiet,
      save(next) {
        quiet = next;
      },
    },
    clock: systemClock,
    logger,
    settings: () => app.settings,
    lines: () => app.account()?.lines ?? [],
    translate: () => translate,
    zone: () => 'UTC',
    guarded: () => false,
    rowsChanged: changed,
    stateChanged: changed,
    openEvent: changed,
    openUnread: changed,
    openWaiting: changed,
    attract: () => undefined,
    reply: (key, text) => void replies.send(key, text),
    notificationsAvailable: () => undefined,
  });
  const pipeline = createEventPipeline({
    history,
    attention,
    clock: systemClock,
    logger,
    added(rows) {
      replies.seen(rows);
      changed();
    },
    stormed: () => undefined,
    storingFailed(reason) {
      storing.push(reason);
      changed();
    },
  });
  const replies = createReplies({
    history,
    clock: systemClock,
    random: systemRandom,
    logger,
    sendText: (...message) => app.accounts.sendText(...message),
    words: (failure) => (failure.error === 'refused' ? failure.detail : failure.cause.code),
    changed,
    troubled(reply) {
      troubled.push(reply);
      changed();
    },
  });
  return app;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Authorizer,
  Clock,
  CursorStore,
  History,
  LinkEvent,
  ToastSignal,
  Tokens,
  Transport,
} from '../../electron/core/ports.ts';
import { messengerChannel } from '../../electron/core/connection/channels.ts';
import type { Cursors } from '../../electron/core/catchup/plan.ts';
import { createAccounts, type Accounts } from '../../electron/platform/accounts.ts';
import { createEventPipeline } from '../../electron/platform/eventPipeline.ts';
import { socketLimits, type SocketLimits } from '../../electron/platform/guardedSocket.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { createPusherTransport } from '../../electron/platform/pusherTransport.ts';
import { systemClock, systemRandom } from '../../electron/platform/systemClock.ts';
import type { AccountState, ChannelState } from '../../electron/shared/appState.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { defaultSettings, type ServerSettings, type Settings } from '../../electron/shared/settings.ts';
import { Watch } from '../simulator/observation.ts';
import type { Simulator } from '../simulator/simulator.ts';
import {
  fakeSecrets,
  fakeToaster,
  hurriedClock,
  recordingLogger,
  type FakeSecrets,
  type FakeToaster,
  type RecordingLogger,
} from './fakes.ts';

/** The app without Electron: real socket, pusher-js, REST and SQLite; a fake screen and key store. */
export interface HeadlessApp {
  accounts: Accounts;
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
  /** Kept over a restart when given. */
  cursors?: CursorStore;
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

export function serverOf(simulator: Simulator): ServerSettings {
  const { host, port, key, authEndpoint, apiBase, caFile } = simulator;
  return { host, port, key, authEndpoint, apiBase, caFile, channels: [] };
}

export function startHeadlessApp(simulator: Simulator, options: HeadlessOptions = {}): HeadlessApp {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-'));
  const watch = new Watch();
  const changed = (): void => watch.changed();
  const { history } = openHistory(join(folder, 'history.db'), Date.now());
  const toaster = fakeToaster(changed);
  const secrets = fakeSecrets(options.kept, changed);
  const logger = recordingLogger();
  const clock: Clock = hurriedClock(systemClock, options.hurry ?? 1);
  const translate = createTranslate('en');
  const states: AccountState[][] = [];
  let ended = false;

  const app: HeadlessApp = {
    history,
    toaster,
    secrets,
    logger,
    states,
    settings: { ...defaultSettings, server: { ...serverOf(simulator), ...options.server } },
    accounts: createAccounts({
      server: () => app.settings.server,
      secrets,
      clock,
      random: systemRandom,
      logger,
      createTransport: (authorizer, tell): Transport =>
        createPusherTransport(
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
      cursors: options.cursors ?? memoryCursors(),
      fetched: (accountId, place, items) =>
        pipeline.fetched({
          accountId,
          channel: messengerChannel(place),
          name: 'message',
          items,
          lineId: place.lineId,
          messengerType: place.messengerType,
          receivedAtMs: Date.now(),
          recovered: true,
        }),
      caughtUp: () => pipeline.recovered(),
    }),
    account: () => states.at(-1)?.at(0),
    channel: (name) => app.account()?.channels.find((channel) => channel.name === name),
    listening: () =>
      (app.account()?.channels ?? [])
        .filter((channel) => channel.kind === 'messenger' && channel.status === 'listening')
        .map((channel) => channel.name),
    rows: () => history.page({ beforeRow: null, limit: 100_000, unreadOnly: false }).rows.toReversed(),
    signIn() {
      const { email, password, appId } = simulator.account;
      return app.accounts.signIn({ email, password, appId });
    },
    signal: (signal) => pipeline.signal(signal),
    waitFor: (what, predicate, timeoutMs = 10_000) => watch.until(what, predicate, timeoutMs),
    stop() {
      if (ended) return;
      ended = true;
      app.accounts.stop();
      pipeline.stop();
      watch.stop();
      history.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  const pipeline = createEventPipeline({
    history,
    toaster,
    clock: systemClock,
    logger,
    settings: () => app.settings,
    lines: () => app.account()?.lines ?? [],
    translate: () => translate,
    changed,
    openEvent: changed,
    openUnread: changed,
    storingFailed: changed,
    notificationsAvailable: () => undefined,
  });
  return app;
}

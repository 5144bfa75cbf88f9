import { join } from 'node:path';
import { app, nativeTheme, session } from 'electron/main';
import type { Logger, Stop, ToastSignal } from '../core/ports.ts';
import { messengerChannel } from '../core/connection/channels.ts';
import { changeSettings, overrideSettings } from '../core/settings/change.ts';
import { createStore, type Store } from '../core/state/store.ts';
import { createTimeline } from '../core/state/timeline.ts';
import { linesOf, recentReach, trayView, type TrayAction } from '../core/state/view.ts';
import { createAccounts, type Accounts } from '../platform/accounts.ts';
import { createEventPipeline } from '../platform/eventPipeline.ts';
import { askDesktopServices, watchDesktopServices } from '../platform/freedesktop/desktopServices.ts';
import { createSessionBus, sessionBusAddress } from '../platform/freedesktop/sessionBus.ts';
import { createFreedesktopToaster } from '../platform/freedesktop/toaster.ts';
import { openHistory } from '../platform/history.ts';
import { createNetwork, firstProxy } from '../platform/network.ts';
import { createPusherTransport } from '../platform/pusherTransport.ts';
import { systemClock, systemRandom } from '../platform/systemClock.ts';
import type { AppState } from '../shared/appState.ts';
import { chooseLanguage, createTranslate, type Translate } from '../shared/messages/translate.ts';
import type { SettingChange, Settings } from '../shared/settings.ts';
import { flagOf, type CommandLine } from './commandLine.ts';
import { takeTokensFile } from './importTokens.ts';
import { createHandlers } from './ipc/handlers.ts';
import { serve } from './ipc/serve.ts';
import { watchWake } from './lifecycle/wake.ts';
import { createElectronToaster } from './notifications/electronToaster.ts';
import { createCursorStore } from './cursorStore.ts';
import { createSecretStore } from './secretStore.ts';
import { openSettingsStore } from './settingsStore.ts';
import { createTray, type TrayIcon } from './tray/tray.ts';
import { createMainWindow, type MainWindow } from './window/mainWindow.ts';

/** The only place that builds: every object of the app is made here, once, and handed to whoever needs it. */
export interface App {
  open(page?: 'events' | 'settings'): void;
  stop(): void;
}

export interface Places {
  /** Settings, secrets and history. */
  data: string;
  assets: string;
  preload: string;
}

export function compose(places: Places, commandLine: CommandLine, logger: Logger, quit: () => void): App {
  const clock = systemClock;
  const problem = (error: unknown): void => logger.error('trouble', { error });
  const settingsStore = openSettingsStore(places.data, clock.nowMs(), problem);
  let saved = settingsStore.initial;
  const overridden = overrideSettings(saved, commandLine.overrides);
  for (const path of overridden.refused) logger.warn('flag not understood', { flag: flagOf(path) });

  const opened = openHistory(join(places.data, 'history.db'), clock.nowMs());
  const { history } = opened;
  let quitting = false;
  let historyRevision = 1;

  const store: Store = createStore({
    accounts: [],
    unread: history.unread(),
    settings: overridden.settings,
    overridden: overridden.applied,
    language: languageOf(overridden.settings),
    keyStore: 'unknown',
    trayHost: null,
    notifications: { available: null, service: null },
    timelineRevision: 0,
    historyCause: null,
    notices: [
      ...settingsStore.notices,
      ...(opened.keptAside === null ? [] : [{ code: 'historyDamaged' as const, detail: opened.keptAside }]),
    ],
    versions: { app: app.getVersion(), electron: process.versions.electron ?? '' },
  });

  let spoken = { language: store.get().language, translate: createTranslate(store.get().language) };
  function translate(): Translate {
    const { language } = store.get();
    if (spoken.language !== language) spoken = { language, translate: createTranslate(language) };
    return spoken.translate;
  }

  // --- who tells what to whom ---
  const onLinux = process.platform === 'linux';
  const bus = createSessionBus(onLinux ? sessionBusAddress(process.env) : null);
  const iconFile = join(places.assets, 'icon.png');
  const tellPipeline = (signal: ToastSignal): void => {
    if (signal.id === 'test' && signal.signal === 'clicked') window.show();
    else pipeline.signal(signal);
  };
  const toaster = onLinux
    ? createFreedesktopToaster(
        bus,
        { appName: 'ChatApp Notifier', iconFile, desktopEntry: 'chatapp-notifier' },
        tellPipeline,
        logger,
      )
    : createElectronToaster(iconFile, tellPipeline);

  const window: MainWindow = createMainWindow({
    folder: places.data,
    preload: places.preload,
    icon: iconFile,
    title: 'ChatApp Notifier',
    dark: () => isDark(store.get().settings),
    closeMinimises: () => store.get().trayHost === false,
    quitting: () => quitting,
    onError: problem,
  });

  function historyChanged(): void {
    historyRevision += 1;
    const unread = history.unread();
    store.update((state) => (state.unread === unread ? state : { ...state, unread }));
    window.tell('events', { revision: historyRevision });
    drawTraySoon();
  }

  const pipeline = createEventPipeline({
    history,
    toaster,
    clock,
    logger,
    settings: () => store.get().settings,
    lines: (accountId) => linesOf(store.get(), accountId),
    translate,
    changed: historyChanged,
    openUnread: () => window.show({ to: 'page', page: 'events' }),
    openEvent: (key) => window.show({ to: 'event', key }),
    storingFailed: (historyCause) => store.update((state) => ({ ...state, historyCause })),
    notificationsAvailable: (available) =>
      store.update((state) =>
        state.notifications.available === available
          ? state
          : { ...state, notifications: { ...state.notifications, available } },
      ),
  });

  const network = createNetwork(async (address) => {
    const { proxy } = store.get().settings.server;
    if (proxy === 'system') return firstProxy(await session.defaultSession.resolveProxy(address));
    return proxy === 'none' ? null : proxy;
  });
  const secrets = createSecretStore(
    places.data,
    () => clock.nowMs(),
    () => store.get().settings.allowPlainSecrets,
  );
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
    cursors: createCursorStore(places.data, problem),
    changed: (list) => store.update((state) => ({ ...state, accounts: list })),
    heard: (accountId, event) =>
      pipeline.arrived({ accountId, ...event, receivedAtMs: clock.nowMs(), recovered: false }),
    fetched: (accountId, place, items) =>
      pipeline.fetched({
        accountId,
        channel: messengerChannel(place),
        name: 'message',
        items,
        lineId: place.lineId,
        messengerType: place.messengerType,
        receivedAtMs: clock.nowMs(),
        recovered: true,
      }),
    caughtUp: () => pipeline.recovered(),
  });

  pipeline.recovered();

  // --- settings ---
  function change(request: SettingChange): 'ok' | 'invalid' | 'overridden' | 'notSaved' {
    const before = store.get();
    if (before.overridden.includes(request.path)) return 'overridden';
    const next = changeSettings(before.settings, request);
    const nextSaved = changeSettings(saved, request);
    if (next === null || nextSaved === null) return 'invalid';
    saved = nextSaved;
    store.update((state) => ({ ...state, settings: next, language: languageOf(next) }));
    if (request.path.startsWith('server.')) accounts.wakeAll();
    if (request.path === 'channelsOff') accounts.switchAll();
    if (request.path === 'allowPlainSecrets')
      store.update((state) => ({ ...state, keyStore: secrets.kind() }));
    return settingsStore.save(saved) ? 'ok' : 'notSaved';
  }

  // --- tray ---
  const view = (): ReturnType<typeof trayView> =>
    trayView(
      store.get(),
      history.page({ beforeRow: null, limit: recentReach, unreadOnly: false }).rows,
      translate(),
    );
  const tray: TrayIcon = createTray(places.assets, view(), act);
  let drawing: NodeJS.Immediate | null = null;
  /** A burst of events draws the tray once. */
  function drawTraySoon(): void {
    drawing ??= setImmediate(() => {
      drawing = null;
      if (!quitting) tray.draw(view());
    });
  }

  function act(action: TrayAction): void {
    switch (action.type) {
      case 'open':
        return window.show();
      case 'openEvent':
        return window.show({ to: 'event', key: action.key });
      case 'settings':
        return window.show({ to: 'page', page: 'settings' });
      case 'markAllRead':
        history.markRead('all');
        return historyChanged();
      case 'reconnect':
        return accounts.wakeAll();
      case 'quit':
        // A moment later, so that the panel gets its answer before the tray is gone.
        return void setImmediate(quit);
    }
  }

  const stops: Stop[] = [
    store.subscribe((snapshot) => {
      window.tell('state', snapshot);
      drawTraySoon();
    }),
    serve(
      createHandlers({
        store,
        history,
        accounts,
        toaster,
        translate,
        timeline,
        changeSettings: change,
        historyRevision: () => historyRevision,
        historyChanged,
        pageReady: () => window.pageReady(),
      }),
      () => window.contents(),
      logger,
    ),
    watchWake(clock, (reason) => (reason === 'stall' ? accounts.catchUpAll(reason) : accounts.wakeAll())),
  ];

  async function lookAround(): Promise<void> {
    const services = onLinux
      ? await askDesktopServices(bus)
      : { trayHost: true, notifications: (await toaster.service()) !== null };
    const service = services.notifications ? await toaster.service() : null;
    store.update((state) => ({
      ...state,
      trayHost: services.trayHost,
      notifications: { available: services.notifications, service },
    }));
  }
  if (onLinux) stops.push(watchDesktopServices(bus, () => void lookAround()));

  async function begin(): Promise<void> {
    await lookAround();
    const hidden = (commandLine.hidden || store.get().settings.startHidden) && store.get().trayHost !== false;
    if (!hidden) openPage(commandLine.page ?? 'events');
    // Only now: a locked key store holds this process until a person opens it, and the tray must be there by then.
    store.update((state) => ({ ...state, keyStore: secrets.kind() }));
    await accounts.restore();
    const aside = secrets.keptAside();
    if (aside !== null) {
      store.update((state) => ({
        ...state,
        notices: [...state.notices, { code: 'secretsUnreadable', detail: aside }],
      }));
    }
    await importTokens(commandLine.importTokens, accounts, problem);
  }

  function openPage(page: 'events' | 'settings'): void {
    window.show(page === 'settings' ? { to: 'page', page } : undefined);
  }

  void begin().catch(problem);

  return {
    open: (page = 'events') => openPage(page),
    stop() {
      if (quitting) return;
      quitting = true;
      for (const stop of stops) stop();
      accounts.stop();
      network.stop();
      pipeline.stop();
      toaster.stop();
      bus.stop();
      window.destroy();
      tray.destroy();
      history.close();
    },
  };
}

async function importTokens(
  file: string | null,
  accounts: Accounts,
  problem: (error: unknown) => void,
): Promise<void> {
  if (file === null) return;
  try {
    await accounts.useTokens(takeTokensFile(file));
  } catch (error) {
    problem(error);
    process.stderr.write(`chatapp-notifier: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function languageOf(settings: Settings): AppState['language'] {
  return chooseLanguage(settings.language, app.getPreferredSystemLanguages());
}

function isDark(settings: Settings): boolean {
  return settings.theme === 'system' ? nativeTheme.shouldUseDarkColors : settings.theme === 'dark';
}

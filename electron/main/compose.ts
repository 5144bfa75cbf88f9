import { everyEvent } from '../shared/eventFilter.ts';
import { join } from 'node:path';
import { session } from 'electron/main';
import type { Logger, Stop, ToastSignal } from '../core/ports.ts';
import { overrideSettings } from '../core/settings/change.ts';
import { createStore, type Store } from '../core/state/store.ts';
import { createTimeline } from '../core/state/timeline.ts';
import { attentionView, withAttention, withAvailability } from '../core/state/attentionView.ts';
import { linesOf, recentReach, trayView } from '../core/state/view.ts';
import { createAccounts } from '../platform/accounts.ts';
import { createAttentionRunner } from '../platform/attentionRunner.ts';
import { createEventPipeline } from '../platform/eventPipeline.ts';
import { watchDesktopServices } from '../platform/freedesktop/desktopServices.ts';
import { watchScreenLock } from '../platform/freedesktop/screenLock.ts';
import { createSessionBus, sessionBusAddress } from '../platform/freedesktop/sessionBus.ts';
import { createFreedesktopToaster } from '../platform/freedesktop/toaster.ts';
import { openHistory } from '../platform/history.ts';
import { keepHouse } from '../platform/housekeeping.ts';
import { createNetwork, firstProxy } from '../platform/network.ts';
import { paced } from '../platform/paced.ts';
import { createPusherTransport } from '../platform/pusherTransport.ts';
import { createReplies } from '../platform/replies.ts';
import { systemClock, systemRandom } from '../platform/systemClock.ts';
import type { Line } from '../shared/appState.ts';
import { causeText, personTitle } from '../shared/eventText.ts';
import type { Link } from '../shared/links.ts';
import { isDark, languageOf, speaker, systemZone } from './appearance.ts';
import { checkDesktop } from './desktopCheck.ts';
import { followLink } from './followLink.ts';
import { flagOf, type CommandLine } from './commandLine.ts';
import { importTokens } from './importTokens.ts';
import { initialState } from './initialState.ts';
import { createHandlers } from './ipc/handlers.ts';
import { serve } from './ipc/serve.ts';
import { watchLock } from './lifecycle/lock.ts';
import { watchWake } from './lifecycle/wake.ts';
import { createElectronToaster } from './notifications/electronToaster.ts';
import { replyTroubleKey, tellReplyTrouble } from './notifications/replyTrouble.ts';
import { createQuietStore } from './quietStore.ts';
import { createCursorStore } from './cursorStore.ts';
import { createSecretStore } from './secretStore.ts';
import { createSettingsChanges } from './settingsChanges.ts';
import { openSettingsStore } from './settingsStore.ts';
import { createSnoozing } from './snoozing.ts';
import { createSounds } from './sounds/sounds.ts';
import { createWorkList } from './workList.ts';
import { createTray, type TrayIcon } from './tray/tray.ts';
import { createTrayActions } from './tray/trayActions.ts';
import { createMainWindow, type MainWindow } from './window/mainWindow.ts';

/** A menu that is read cannot change faster than this; a storm would redraw it with every message. Milliseconds. */
const trayEveryMs = 250;

/** The only place that builds: every object of the app is made here, once, and handed to whoever needs it. */
export interface App {
  open(page?: 'events' | 'settings'): void;
  /** Does what one of the app's own addresses asks for. */
  follow(link: Link): void;
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
  const overridden = overrideSettings(settingsStore.initial, commandLine.overrides);
  for (const path of overridden.refused) logger.warn('flag not understood', { flag: flagOf(path) });

  const opened = openHistory(join(places.data, 'history.db'), clock.nowMs());
  const { history } = opened;
  let quitting = false;
  let historyRevision = 1;

  const store: Store = createStore(initialState(opened, settingsStore, overridden));

  const translate = speaker(store);

  // --- who tells what to whom ---
  const onLinux = process.platform === 'linux';
  const bus = createSessionBus(onLinux ? sessionBusAddress(process.env) : null);
  const iconFile = join(places.assets, 'icon.png');
  const tellPipeline = (signal: ToastSignal): void => {
    const answered = replyTroubleKey(signal.id);
    if (answered !== null) {
      if (signal.signal === 'clicked') window.show({ to: 'event', key: answered });
    } else if (signal.id === 'test') {
      if (signal.signal === 'clicked') window.show();
    } else attention.signal(signal);
  };
  const toaster = onLinux
    ? createFreedesktopToaster(
        bus,
        { appName: 'ChatApp Notifier', iconFile, desktopEntry: 'chatapp-notifier', clock },
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
    zoom: () => store.get().settings.zoom / 100,
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

  const lines = (accountId: string): readonly Line[] => linesOf(store.get(), accountId);
  let guarded = false;
  const sounds = createSounds({ folder: join(places.assets, 'sounds'), clock, logger });
  const attention = createAttentionRunner({
    history,
    toaster,
    sounds,
    quietStore: createQuietStore(places.data),
    clock,
    logger,
    settings: () => store.get().settings,
    lines,
    translate,
    zone: systemZone,
    guarded: () => guarded,
    rowsChanged: historyChanged,
    stateChanged: showAttention,
    openEvent: (key) => window.show({ to: 'event', key }),
    openUnread: (lineId) => window.show({ to: 'unread', lineId }),
    openWaiting: () => window.show({ to: 'page', page: 'waiting' }),
    attract() {
      window.attract();
      tray.attract();
    },
    reply: (key, text) => void replies.send(key, text),
    notificationsAvailable: (available) => store.update((state) => withAvailability(state, available)),
  });
  function showAttention(): void {
    const lineIds = store.get().accounts.flatMap((account) => account.lines?.map((line) => line.id) ?? []);
    const view = attentionView(attention.state(), attention.situation(), lineIds);
    store.update((state) => withAttention(state, view));
    drawTraySoon();
  }
  const snoozing = createSnoozing({ attention, history, lines, translate });

  const pipeline = createEventPipeline({
    history,
    attention,
    clock,
    logger,
    added(rows) {
      replies.seen(rows);
      historyChanged();
    },
    storingFailed: (historyCause) => store.update((state) => ({ ...state, historyCause })),
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
    fetched: (...fetched) => pipeline.fetched(...fetched),
    caughtUp: () => pipeline.recovered(),
  });

  const replies = createReplies({
    history,
    clock,
    random: systemRandom,
    logger,
    sendText: (...message) => accounts.sendText(...message),
    words: (failure) =>
      failure.error === 'refused' ? failure.detail : causeText(failure.cause, translate()),
    changed: (list) => store.update((state) => ({ ...state, replies: [...list] })),
    troubled: (reply, row) =>
      void tellReplyTrouble(toaster, translate(), reply, personTitle(row)).catch(problem),
  });
  store.update((state) => ({ ...state, replies: [...replies.list()] }));

  // Not awaited: a notification service that stands still must not keep the lines from being listened to.
  void attention
    .start()
    .catch(problem)
    .then(() => pipeline.recovered());

  const change = createSettingsChanges({
    store,
    settingsStore,
    languageOf,
    applied(path) {
      attention.tick();
      if (path.startsWith('server.')) accounts.wakeAll();
      if (path === 'zoom') window.restyle();
      if (path === 'channelsOff') accounts.switchAll();
      if (path === 'allowPlainSecrets') store.update((state) => ({ ...state, keyStore: secrets.kind() }));
    },
  });

  // --- tray ---
  const view = (): ReturnType<typeof trayView> =>
    trayView(
      store.get(),
      history.page({ beforeRow: null, limit: recentReach, filter: everyEvent }).rows,
      translate(),
      { nowMs: clock.nowMs(), zone: systemZone() },
    );
  const act = createTrayActions({ window, snoozing, accounts, markAllRead, quit });
  const tray: TrayIcon = createTray(places.assets, view(), act);
  const drawTraySoon = paced(clock, trayEveryMs, () => {
    if (!quitting) tray.draw(view());
  });

  function markAllRead(): void {
    history.markRead('all');
    attention.read('all');
    historyChanged();
  }

  function setGuarded(locked: boolean): void {
    guarded = locked;
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
        attention,
        snoozing,
        replies,
        sounds,
        work: createWorkList(store, () => clock.nowMs()),
        places: { data: places.data, log: join(places.data, 'logs') },
        changeSettings: change,
        historyRevision: () => historyRevision,
        historyChanged,
        pageReady: () => window.pageReady(),
      }),
      () => window.contents(),
      logger,
    ),
    keepHouse({ history, clock, logger, settings: () => store.get().settings, changed: historyChanged }),
    watchWake(clock, (reason) => {
      attention.tick();
      if (reason === 'stall') accounts.catchUpAll(reason);
      else accounts.wakeAll();
    }),
    onLinux ? watchScreenLock(bus, setGuarded) : watchLock(setGuarded),
  ];

  const lookAround = (): Promise<void> => checkDesktop(store, toaster, onLinux ? bus : null);
  if (onLinux) stops.push(watchDesktopServices(bus, () => void lookAround()));

  async function begin(): Promise<void> {
    await lookAround();
    const hidden = (commandLine.hidden || store.get().settings.startHidden) && store.get().trayHost !== false;
    if (commandLine.link !== null) follow(commandLine.link);
    else if (!hidden) openPage(commandLine.page ?? 'events');
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
    await importTokens(commandLine.importTokens, (tokens) => accounts.useTokens(tokens), problem);
  }

  const follow = (link: Link): void => followLink(link, window, snoozing);

  function openPage(page: 'events' | 'settings'): void {
    window.show(page === 'settings' ? { to: 'page', page } : undefined);
  }

  void begin().catch(problem);

  return {
    open: (page = 'events') => openPage(page),
    follow,
    stop() {
      if (quitting) return;
      quitting = true;
      for (const stop of stops) stop();
      accounts.stop();
      network.stop();
      pipeline.stop();
      attention.stop();
      sounds.stop();
      toaster.stop();
      bus.stop();
      window.destroy();
      tray.destroy();
      history.close();
    },
  };
}

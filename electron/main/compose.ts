import { join } from 'node:path';
import type { Logger, Stop, ToastSignal } from '../core/ports.ts';
import { createStore, type Store } from '../core/state/store.ts';
import { attentionView, withAttention, withAvailability } from '../core/state/attentionView.ts';
import { linesOf } from '../core/state/view.ts';
import { createAttentionRunner } from '../platform/attentionRunner.ts';
import { createEventPipeline } from '../platform/eventPipeline.ts';
import { watchDesktopServices } from '../platform/freedesktop/desktopServices.ts';
import { createKeyring } from '../platform/freedesktop/keyring.ts';
import { watchScreenLock } from '../platform/freedesktop/screenLock.ts';
import { createSessionBus, sessionBusAddress } from '../platform/freedesktop/sessionBus.ts';
import { keepHouse } from '../platform/housekeeping.ts';
import { openPatiently } from '../platform/patientHistory.ts';
import { workWhenQuiet } from '../platform/quietWork.ts';
import { createReplies } from '../platform/replies.ts';
import { systemClock, systemRandom } from '../platform/systemClock.ts';
import type { Line, Notice } from '../shared/appState.ts';
import { causeText, personTitle } from '../shared/eventText.ts';
import type { Link } from '../shared/links.ts';
import type { App, Ends, Places } from './app.ts';
import { isDark, languageOf, speaker, systemZone } from './appearance.ts';
import { checkDesktop } from './desktopCheck.ts';
import { followLink } from './followLink.ts';
import type { CommandLine } from './commandLine.ts';
import { composeAccounts } from './composeAccounts.ts';
import { composeSystem } from './composeSystem.ts';
import { initialState, withHistory } from './initialState.ts';
import { createHandlers } from './ipc/handlers.ts';
import { serve } from './ipc/serve.ts';
import { watchLock } from './lifecycle/lock.ts';
import { createRest } from './lifecycle/rest.ts';
import { watchWake } from './lifecycle/wake.ts';
import { tellReplyTrouble } from './notifications/replyTrouble.ts';
import { routeSignal } from './notifications/routeSignal.ts';
import { createSystemToaster } from './notifications/systemToaster.ts';
import { createQuietStore } from './quietStore.ts';
import { createSettingsChanges } from './settingsChanges.ts';
import { openSettings } from './openSettings.ts';
import { obeyOrder } from './instance/orders.ts';
import { createSignIns } from './signIns.ts';
import { createSnoozing } from './snoozing.ts';
import { createSounds } from './sounds/sounds.ts';
import { createWorkList } from './workList.ts';
import { trayIcon } from './tray/trayIcon.ts';
import { createTrayPart } from './tray/trayPart.ts';
import { createTrayHint } from './trayHint.ts';
import { createTrayActions } from './tray/trayActions.ts';
import { createMainWindow, type MainWindow } from './window/mainWindow.ts';
import { createWindowNews } from './window/windowNews.ts';
import { createWindowMemory } from './window/memory.ts';

/** The only place that builds: every object of the app is made here, once, and handed to whoever needs it. */
export function compose(
  places: Places,
  commandLine: CommandLine,
  logger: Logger,
  ends: Ends,
  notices: readonly Notice[],
): App {
  const clock = systemClock;
  const problem = (error: unknown): void => logger.error('trouble', { error });
  const openedSettings = openSettings(places.data, clock.nowMs(), commandLine, logger);

  const opened = openPatiently(join(places.data, 'history.db'), clock);
  const { history } = opened;
  let quitting = false;
  let stopped = false;
  const store: Store = createStore(initialState(opened, openedSettings, notices));
  const translate = speaker(store);
  const onLinux = process.platform === 'linux';
  const bus = createSessionBus(onLinux ? sessionBusAddress(process.env) : null);
  const iconFile = join(places.assets, 'icon.png');
  const tell = (signal: ToastSignal): void => routeSignal(signal, window, (its) => attention.signal(its));
  const toaster = createSystemToaster({ bus, iconFile, clock, logger, tell });

  const window: MainWindow = createMainWindow({
    folder: places.data,
    preload: places.preload,
    prepare: ends.prepareWindow,
    icon: iconFile,
    title: 'ChatApp Notifier',
    dark: () => isDark(store.get().settings),
    closeMinimises: () => store.get().trayHost === false,
    zoom: () => store.get().settings.zoom / 100,
    overlay: (count) => (count === 0 ? null : trayIcon(places.assets, 'listening', count, 'light')),
    onHidden() {
      tellTrayHint();
      rest.soon();
    },
    quitting: () => quitting,
    onError: problem,
  });

  const rest = createRest(clock, logger, () => window.contents() !== null);
  const tellTrayHint = createTrayHint({
    folder: places.data,
    toaster,
    translate,
    hasTray: () => store.get().trayHost === true,
    onError: problem,
  });
  const keyring = createKeyring(bus, clock);
  const system = composeSystem({ store, clock, logger, bus, window, translate, problem });

  const disk = workWhenQuiet(history, clock, logger);
  const news = createWindowNews(clock, store, window);
  function historyChanged(): void {
    disk.wrote();
    const unread = history.unread();
    store.update((state) => (state.unread === unread ? state : { ...state, unread }));
    news.eventsChanged();
    tray.drawSoon();
  }

  let guarded = false;
  const lines = (accountId: string): readonly Line[] => linesOf(store.get(), accountId);
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
    tray.drawSoon();
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
    stormed: () => rest.stormed(),
    storingFailed(historyCause) {
      store.update((state) => ({ ...state, historyCause }));
      // What was fetched meanwhile was given up, and would come with a later look only.
      if (historyCause === null) accounts.catchUpAll('storing works again');
    },
  });

  const work = createWorkList(store, () => clock.nowMs());
  const { accounts, network, secrets, timeline, leaveBehind } = composeAccounts({
    folder: places.data,
    store,
    history,
    pipeline,
    work,
    clock,
    logger,
    problem,
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
  const takeUpHistory = (): void =>
    void attention
      .start()
      .catch(problem)
      .then(() => pipeline.recovered())
      .catch(problem);
  takeUpHistory();

  const signIns = createSignIns({ store, keyring, secrets, accounts, stopped: () => stopped, problem });
  const change = createSettingsChanges({
    store,
    settingsStore: openedSettings.store,
    languageOf,
    refuses: (request) => system.refuses(request),
    applied(path) {
      attention.tick();
      system.applied(path);
      if (path.startsWith('server.')) accounts.wakeAll();
      if (path === 'zoom') window.restyle();
      if (path === 'channelsOff') accounts.switchAll();
      if (path === 'allowPlainSecrets') void signIns.keepAnew().catch(problem);
    },
  });

  const act = createTrayActions({
    window,
    snoozing,
    accounts,
    markAllRead,
    unlock: () => keyring.ask(),
    update: () => system.updates.installNow(),
    quit: ends.quit,
  });
  const { assets } = places;
  const tray = createTrayPart({ assets, clock, store, history, translate, act, icon: ends.icon });

  function markAllRead(): void {
    history.markRead('all');
    attention.read('all');
    historyChanged();
  }

  const setGuarded = (locked: boolean): void => void (guarded = locked);
  const stops: Stop[] = [
    store.subscribe(() => {
      news.stateChanged();
      tray.drawSoon();
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
        work,
        places: { data: places.data, log: join(places.data, 'logs'), assets: places.assets },
        updates: system.updates,
        windowMemory: createWindowMemory(history),
        leaveBehind,
        eraseData: ends.erase,
        askKeyStore: () => keyring.ask(),
        changeSettings: change,
        historyRevision: () => news.revision(),
        historyChanged,
        pageReady: () => window.pageReady(),
      }),
      () => window.contents(),
      logger,
    ),
    opened.start((keptAside) => {
      store.update((state) => withHistory(state, keptAside));
      replies.takeUp();
      takeUpHistory();
      historyChanged();
      accounts.catchUpAll('storing works again');
    }),
    keepHouse({
      history,
      clock,
      logger,
      work,
      settings: () => store.get().settings,
      removed(newest) {
        leaveBehind(newest);
        historyChanged();
      },
    }),
    watchWake(clock, (reason) => {
      attention.tick();
      if (reason === 'stall') accounts.catchUpAll(reason);
      else accounts.wakeAll();
    }),
    onLinux ? watchScreenLock(bus, setGuarded) : watchLock(setGuarded),
    disk.stop,
    rest.stop,
  ];
  rest.soon();

  const lookAround = (): Promise<void> => checkDesktop(store, toaster, onLinux ? bus : null);
  if (onLinux) stops.push(watchDesktopServices(bus, () => void lookAround()));

  async function openFirst(): Promise<void> {
    await lookAround();
    const hidden = (commandLine.hidden || store.get().settings.startHidden) && store.get().trayHost !== false;
    if (commandLine.link !== null) follow(commandLine.link);
    else if (!hidden) openPage(commandLine.page ?? 'events');
  }

  const follow = (link: Link): void => followLink(link, { window, snoozing, history });
  const openPage = (page: 'events' | 'settings' = 'events'): void =>
    window.show(page === 'settings' ? { to: 'page', page } : undefined);

  // Beside each other: lines are listened to without knowing what kind of desktop this is.
  for (const beginning of [signIns.bringBack(commandLine.importTokens), openFirst()])
    void beginning.catch(problem);

  return {
    open: openPage,
    follow,
    obey: (order) => obeyOrder(order, store, snoozing),
    sessionEnds: () => system.updates.forgetAtQuit(),
    quitting: () => void (quitting = true),
    async letGo() {
      secrets.close();
      accounts.stop();
      pipeline.stop();
      await toaster.withdrawAll();
    },
    stop() {
      if (stopped) return;
      quitting = stopped = true;
      for (const stop of stops) stop();
      system.stop();
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

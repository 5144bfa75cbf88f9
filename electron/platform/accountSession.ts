import {
  linkOff,
  stepLink,
  type Link,
  type LinkEffect,
  type LinkInput,
  type LinkTimer,
} from '../core/connection/machine.ts';
import { retryDelayMs } from '../core/connection/backoff.ts';
import { isHeard, messengerChannels, parseChannel, personChannels } from '../core/connection/channels.ts';
import type {
  Api,
  ApiFailure,
  Authorizer,
  Clock,
  CursorStore,
  LinkEvent,
  Logger,
  LongWork,
  MessageApi,
  Random,
  Stop,
  Transport,
} from '../core/ports.ts';
import type { AccountState, Cause, Line, TimelineEntry } from '../shared/appState.ts';
import type { ServerSettings } from '../shared/settings.ts';
import type { Place } from '../core/catchup/plan.ts';
import type { TestStep } from '../shared/contract.ts';
import { createCatchUp } from './catchUp.ts';
import { paced } from './paced.ts';
import { createChannelSet } from './channelSet.ts';
import { testChannel } from './channelTest.ts';

/**
 * One signed-in account at work: runs the link machine's effects, finds out which channels there are, and keeps
 * each of them listening. Decides nothing itself.
 */

export interface AccountSession {
  start(): void;
  /** The network, the machine or the settings changed: prove everything now. */
  wake(): void;
  /** Something may have been missed although the link stands. */
  catchUp(why: string): void;
  /** Channels were switched on or off. */
  switched(): void;
  /** Proves one channel from end to end; ends at the first step that fails. */
  test(channel: string): Promise<TestStep[]>;
  stop(): void;
}

export interface AccountSessionOptions {
  accountId: string;
  label: string;
  server: () => ServerSettings;
  api: Api & MessageApi & Authorizer;
  cursors: CursorStore;
  work: LongWork;
  createTransport: (tell: (event: LinkEvent) => void) => Transport;
  clock: Clock;
  random: Random;
  logger: Logger;
  changed: (state: AccountState) => void;
  /** Channels that the person switched off. */
  isOff: (channel: string) => boolean;
  /** Something happened that the person may want to look up. */
  happened: (what: TimelineEntry['what'], cause: Cause | null, count: number | null) => void;
  /** Only enqueues; must not throw and must not take long. */
  heard: (event: { channel: string; name: string; dataText: string }) => void;
  /** Messages that were fetched because they may have been missed. */
  fetched: (place: Place, items: readonly unknown[]) => void;
  /** A catch-up ended; false when what it brought could not all be stored. */
  caughtUp: () => boolean;
  signedOut: (cause: Cause) => void;
}

/** How often it is announced at most that events keep coming. Milliseconds. */
const heardEveryMs = 500;
/** How often lines are looked up again, so that a new one is heard within minutes. Milliseconds. */
export const rediscoverEveryMs = 5 * 60_000;

export function createAccountSession(options: AccountSessionOptions): AccountSession {
  const { api, clock, random, logger } = options;
  let link: Link = linkOff;
  let lines: Line[] | null = null;
  let linesCause: Cause | null = null;
  let companies: string[] = [];
  let lookUps = 0;
  let running = false;
  const linkTimers = new Map<LinkTimer, Stop>();
  const listeners = new Set<(event: LinkEvent) => void>();
  let lookUpTimer: Stop = () => undefined;
  const transport = options.createTransport(onLinkEvent);
  const channels = createChannelSet({
    clock,
    random,
    transport,
    connected: () => link.status === 'connected',
    isOff: options.isOff,
    changed: publish,
    heard: paced(clock, heardEveryMs, publish),
    refused({ name, status, cause }) {
      if (cause === null) return;
      logger.warn('channel', { name, status, cause: cause.code });
      options.happened('channelRefused', { ...cause, detail: name }, null);
    },
  });
  const catchUp = createCatchUp({
    accountId: options.accountId,
    api,
    cursors: options.cursors,
    clock,
    logger,
    work: options.work,
    places: messengerPlaces,
    listening: () => link.status === 'connected' && channels.all().every(isHeard),
    deliver: options.fetched,
    finished({ ok, why, chats, items }) {
      if (items > 0) logger.info('caught up', { ok, why, chats, items });
      // Now and then, with nothing new, is nothing that happened.
      if (ok && why !== 'now and then') options.happened('caughtUp', null, items);
      if (!ok) options.happened('catchUpFailed', null, null);
      return options.caughtUp();
    },
  });

  function messengerPlaces(): Place[] {
    return channels
      .all()
      .flatMap(({ status, lineId, messengerType }) =>
        status === 'off' || lineId === null || messengerType === null ? [] : [{ lineId, messengerType }],
      );
  }

  let publishing = false;
  /** Fifty channels that come alive together are one announcement. */
  function publish(): void {
    if (publishing) return;
    publishing = true;
    queueMicrotask(() => {
      publishing = false;
      if (!running) return;
      announce();
      catchUp.lookAtPace();
    });
  }

  function announce(): void {
    options.changed({
      id: options.accountId,
      label: options.label,
      status: 'signedIn',
      signedOutCause: null,
      link: { status: link.status, cause: link.cause, retryAtMs: link.retryAtMs },
      lines,
      linesCause,
      channels: channels.all().map(({ failures: _failures, ...channel }) => channel),
    });
  }

  function send(input: LinkInput): void {
    const before = link;
    const step = stepLink(link, input, { nowMs: clock.nowMs(), chance: random.next() });
    link = step.link;
    if (before.status === 'connected' && link.status !== 'connected') channels.loseAll();
    for (const effect of step.effects) run(effect);
    if (before.status !== link.status) {
      if (link.status === 'connected') options.happened('connected', null, null);
      if (link.status === 'retrying') options.happened('lost', link.cause, null);
      logger.info('link', {
        from: before.status,
        to: link.status,
        cause: link.cause?.code,
        detail: link.cause?.detail,
      });
    }
    if (before !== link) publish();
  }

  function run(effect: LinkEffect): void {
    switch (effect.type) {
      case 'openLink':
        return transport.open(options.server());
      case 'closeLink':
        return transport.close();
      case 'cancelTimers':
        for (const cancel of linkTimers.values()) cancel();
        return linkTimers.clear();
      case 'setTimer': {
        const { timer, generation } = effect;
        linkTimers.get(timer)?.();
        linkTimers.set(
          timer,
          clock.after(effect.delayMs, () => send({ type: 'timer', timer, generation })),
        );
      }
    }
  }

  function onLinkEvent(event: LinkEvent): void {
    if (!running) return;
    for (const listener of [...listeners]) listener(event);
    const { generation } = link;
    switch (event.type) {
      case 'established':
        send({ type: 'established', generation, socketId: event.socketId });
        return channels.askAll();
      case 'ended':
        return send({ type: 'ended', generation, cause: event.cause, closeCode: event.closeCode });
      case 'proof':
        return;
      case 'dropped':
        options.happened('frameDropped', { code: 'unknown', detail: event.reason.slice(0, 200) }, null);
        return logger.warn('frame dropped', { reason: event.reason });
      case 'signed':
        return channels.watchSubscription(event.channel);
      case 'subscribed':
        channels.step(event.channel, { type: 'subscribed', nowMs: clock.nowMs() });
        return catchUp.request('subscribed');
      case 'subscriptionFailed':
        if (event.failure.error === 'tokenRefused') return signOut();
        return channels.step(event.channel, { type: 'failed', failure: event.failure });
      case 'event':
        channels.step(event.channel, { type: 'heard', nowMs: clock.nowMs() });
        return options.heard(event);
    }
  }

  async function lookUpLines(): Promise<void> {
    lookUpTimer();
    const turn = (lookUps += 1);
    const fixed = options.server().channels;
    if (fixed.length > 0) {
      linesCause = null;
      channels.setTargets(fixed.map(parseChannel));
      return catchUp.request('lines');
    }
    const [found, foundCompanies] = await Promise.all([api.lines(), api.companies()]);
    if (!running || turn !== lookUps) return;
    if (foundCompanies.ok) companies = foundCompanies.value;
    if (!found.ok) return onLookUpFailed(found);
    lines = found.value;
    linesCause = null;
    failedLookUps = 0;
    // Even where the socket is shut out, what is new can be fetched.
    catchUp.request('lines');
    channels.setTargets([...messengerChannels(lines), ...personChannels(options.accountId, companies)]);
    lookUpTimer = clock.after(rediscoverEveryMs, () => void lookUpLines());
  }
  let failedLookUps = 0;

  function onLookUpFailed(failure: ApiFailure): void {
    if (failure.error === 'tokenRefused') return signOut();
    const rateLimited = failure.error === 'rateLimited';
    linesCause =
      failure.error === 'unavailable'
        ? failure.cause
        : { code: rateLimited ? 'httpStatus' : 'noAccess', status: rateLimited ? 429 : 403 };
    logger.warn('lines not found out', { cause: linesCause.code, detail: linesCause.detail });
    const asked = failure.error === 'rateLimited' ? (failure.retryAfterMs ?? 1_000) : 0;
    const delayMs = Math.max(asked, retryDelayMs(failedLookUps, null, random.next()));
    failedLookUps += 1;
    lookUpTimer = clock.after(delayMs, () => void lookUpLines());
    publish();
  }

  function signOut(): void {
    if (!running) return;
    stop();
    options.happened('signedOut', { code: 'tokenRefused' }, null);
    options.signedOut({ code: 'tokenRefused' });
  }

  function stop(): void {
    if (!running) return;
    send({ type: 'stop' });
    running = false;
    catchUp.stop();
    lookUpTimer();
    channels.stop();
    transport.dispose();
  }

  return {
    start() {
      if (running) return;
      running = true;
      send({ type: 'start' });
      void lookUpLines();
    },
    wake() {
      if (!running) return;
      options.happened('woke', null, null);
      send({ type: 'wake' });
      failedLookUps = 0;
      void lookUpLines();
      catchUp.request('wake');
    },
    test: (name) =>
      testChannel(name, {
        api,
        clock,
        transport,
        link: () => link,
        listen(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        asking: (channel) => channels.step(channel, { type: 'asked' }),
      }),
    switched() {
      if (running) channels.switched();
    },
    catchUp(why) {
      if (running) catchUp.request(why);
    },
    stop,
  };
}

import {
  linkOff,
  stepLink,
  type Link,
  type LinkEffect,
  type LinkInput,
  type LinkTimer,
} from '../core/connection/machine.ts';
import { retryDelayMs } from '../core/connection/backoff.ts';
import {
  messengerChannels,
  newChannel,
  parseChannel,
  personChannels,
  stepChannel,
  subscriptionLimitMs,
  type ChannelEntry,
  type ChannelInput,
  type ChannelTarget,
} from '../core/connection/channels.ts';
import type {
  Api,
  ApiFailure,
  Clock,
  CursorStore,
  LinkEvent,
  Logger,
  MessageApi,
  Random,
  Stop,
  Transport,
} from '../core/ports.ts';
import type { AccountState, Cause, Line, TimelineEntry } from '../shared/appState.ts';
import type { ServerSettings } from '../shared/settings.ts';
import type { Place } from '../core/catchup/plan.ts';
import { createCatchUp } from './catchUp.ts';

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
  stop(): void;
}

export interface AccountSessionOptions {
  accountId: string;
  label: string;
  server: () => ServerSettings;
  api: Api & MessageApi;
  cursors: CursorStore;
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
  /** A catch-up ended. */
  caughtUp: () => void;
  signedOut: (cause: Cause) => void;
}

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
  const channels = new Map<string, ChannelEntry>();
  const linkTimers = new Map<LinkTimer, Stop>();
  const channelTimers = new Map<string, Stop>();
  let lookUpTimer: Stop = () => undefined;
  const transport = options.createTransport(onLinkEvent);
  const catchUp = createCatchUp({
    accountId: options.accountId,
    api,
    cursors: options.cursors,
    clock,
    logger,
    places: messengerPlaces,
    listening: () => link.status === 'connected',
    deliver: options.fetched,
    finished({ ok, why, chats, items }) {
      if (items > 0) logger.info('caught up', { ok, why, chats, items });
      // Now and then, with nothing new, is nothing that happened.
      if (ok && why !== 'now and then') options.happened('caughtUp', null, items);
      if (!ok) options.happened('catchUpFailed', null, null);
      options.caughtUp();
    },
  });

  function messengerPlaces(): Place[] {
    return [...channels.values()].flatMap(({ status, lineId, messengerType }) =>
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
      if (running) announce();
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
      channels: [...channels.values()].map(({ failures: _failures, ...channel }) => channel),
    });
  }

  function send(input: LinkInput): void {
    const before = link;
    const step = stepLink(link, input, { nowMs: clock.nowMs(), chance: random.next() });
    link = step.link;
    if (before.status === 'connected' && link.status !== 'connected') loseChannels();
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
    const { generation } = link;
    switch (event.type) {
      case 'established':
        send({ type: 'established', generation, socketId: event.socketId });
        return askAll();
      case 'ended':
        return send({ type: 'ended', generation, cause: event.cause, closeCode: event.closeCode });
      case 'proof':
        return;
      case 'dropped':
        options.happened('frameDropped', { code: 'unknown', detail: event.reason.slice(0, 200) }, null);
        return logger.warn('frame dropped', { reason: event.reason });
      case 'signed':
        return watchSubscription(event.channel);
      case 'subscribed':
        stepOne(event.channel, { type: 'subscribed', nowMs: clock.nowMs() });
        return catchUp.request('subscribed');
      case 'subscriptionFailed':
        if (event.failure.error === 'tokenRefused') return signOut();
        return stepOne(event.channel, { type: 'failed', failure: event.failure });
      case 'event':
        stepOne(event.channel, { type: 'heard', nowMs: clock.nowMs() });
        return options.heard(event);
    }
  }

  function stepOne(name: string, input: ChannelInput): void {
    const channel = channels.get(name);
    if (!channel) return;
    const step = stepChannel(channel, input, random.next());
    channels.set(name, step.channel);
    // An event neither answers a question nor asks one.
    if (input.type !== 'heard') {
      channelTimers.get(name)?.();
      channelTimers.delete(name);
    }
    if (step.askAfterMs !== null)
      channelTimers.set(
        name,
        clock.after(step.askAfterMs, () => ask(name)),
      );
    if (channel.status !== step.channel.status && step.channel.cause !== null && step.askAfterMs !== null) {
      options.happened('channelRefused', { ...step.channel.cause, detail: name }, null);
      logger.warn('channel', { name, status: step.channel.status, cause: step.channel.cause.code });
    }
    publish();
  }

  function watchSubscription(name: string): void {
    channelTimers.get(name)?.();
    channelTimers.set(
      name,
      clock.after(subscriptionLimitMs, () => stepOne(name, { type: 'overdue' })),
    );
  }

  function ask(name: string): void {
    const channel = channels.get(name);
    if (link.status !== 'connected' || channel === undefined || channel.status === 'off') return;
    stepOne(name, { type: 'asked' });
    transport.subscribe(name);
  }

  function askAll(): void {
    for (const name of channels.keys()) ask(name);
  }

  function loseChannels(): void {
    for (const name of [...channels.keys()]) stepOne(name, { type: 'linkLost' });
  }

  /** Brings the channels in line with what there is to listen to; those that stay are not touched. */
  function setTargets(targets: readonly ChannelTarget[]): void {
    const wanted = new Set(targets.map((target) => target.name));
    for (const name of [...channels.keys()]) {
      if (wanted.has(name)) continue;
      channels.delete(name);
      channelTimers.get(name)?.();
      channelTimers.delete(name);
      transport.unsubscribe(name);
    }
    for (const target of targets) {
      const off = options.isOff(target.name);
      const known = channels.get(target.name);
      if (known !== undefined && (known.status === 'off') === off) continue;
      if (known !== undefined && off) {
        channelTimers.get(target.name)?.();
        transport.unsubscribe(target.name);
      }
      channels.set(target.name, newChannel(target, off));
      ask(target.name);
    }
    publish();
  }

  async function lookUpLines(): Promise<void> {
    lookUpTimer();
    const turn = (lookUps += 1);
    const fixed = options.server().channels;
    if (fixed.length > 0) {
      linesCause = null;
      return setTargets(fixed.map(parseChannel));
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
    setTargets([...messengerChannels(lines), ...personChannels(options.accountId, companies)]);
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
    for (const timer of channelTimers.values()) timer();
    channelTimers.clear();
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
    switched() {
      if (!running) return;
      const targets = [...channels.values()].map(({ name, kind, lineId, messengerType }) => ({
        name,
        kind,
        lineId,
        messengerType,
      }));
      setTargets(targets);
    },
    catchUp(why) {
      if (running) catchUp.request(why);
    },
    stop,
  };
}

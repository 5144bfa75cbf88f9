import {
  newChannel,
  stepChannel,
  subscriptionLimitMs,
  type ChannelEntry,
  type ChannelInput,
  type ChannelTarget,
} from '../core/connection/channels.ts';
import type { Clock, Random, Stop, Transport } from '../core/ports.ts';

/** The channels of one account: which there are, how each of them is, and when each is asked again. */
export interface ChannelSet {
  all(): ChannelEntry[];
  /** Brings the channels in line with what there is to listen to; those that stay are not touched. */
  setTargets(targets: readonly ChannelTarget[]): void;
  /** Channels were switched on or off. */
  switched(): void;
  step(name: string, input: ChannelInput): void;
  /** The server was asked to subscribe and has to answer in time. */
  watchSubscription(name: string): void;
  /** The link stands: every channel has to be asked anew. */
  askAll(): void;
  loseAll(): void;
  stop(): void;
}

export interface ChannelSetOptions {
  clock: Clock;
  random: Random;
  transport: Transport;
  connected: () => boolean;
  isOff: (channel: string) => boolean;
  changed: () => void;
  /** An event came on a channel that listened already. */
  heard: () => void;
  /** A channel fell silent for a reason; it is asked again by itself. */
  refused: (channel: ChannelEntry) => void;
}

export function createChannelSet(options: ChannelSetOptions): ChannelSet {
  const { clock, random, transport } = options;
  const channels = new Map<string, ChannelEntry>();
  const timers = new Map<string, Stop>();

  function setTimer(name: string, delayMs: number, run: () => void): void {
    stopTimer(name);
    timers.set(name, clock.after(delayMs, run));
  }

  function stopTimer(name: string): void {
    timers.get(name)?.();
    timers.delete(name);
  }

  function step(name: string, input: ChannelInput): void {
    const before = channels.get(name);
    if (!before) return;
    const { channel, askAfterMs } = stepChannel(before, input, random.next());
    channels.set(name, channel);
    // An event neither answers a question nor asks one.
    if (input.type !== 'heard') stopTimer(name);
    if (askAfterMs !== null) {
      setTimer(name, askAfterMs, () => ask(name));
      if (before.status !== channel.status) options.refused(channel);
    }
    // When it was last heard is news for those who look, not for those who listen.
    if (input.type === 'heard' && before.status === channel.status) options.heard();
    else options.changed();
  }

  function ask(name: string): void {
    const channel = channels.get(name);
    if (channel === undefined || channel.status === 'off' || !options.connected()) return;
    step(name, { type: 'asked' });
    transport.subscribe(name);
  }

  function letGo(name: string): void {
    stopTimer(name);
    channels.delete(name);
    transport.unsubscribe(name);
  }

  function setTargets(targets: readonly ChannelTarget[]): void {
    const wanted = new Set(targets.map((target) => target.name));
    for (const name of [...channels.keys()]) if (!wanted.has(name)) letGo(name);
    for (const target of targets) {
      const off = options.isOff(target.name);
      const known = channels.get(target.name);
      if (known !== undefined && (known.status === 'off') === off) continue;
      if (known !== undefined && off) letGo(target.name);
      channels.set(target.name, newChannel(target, off));
      ask(target.name);
    }
    options.changed();
  }

  return {
    all: () => [...channels.values()],
    setTargets,
    switched() {
      const targets = [...channels.values()].map(({ name, kind, lineId, messengerType }) => ({
        name,
        kind,
        lineId,
        messengerType,
      }));
      setTargets(targets);
    },
    step,
    watchSubscription: (name) => setTimer(name, subscriptionLimitMs, () => step(name, { type: 'overdue' })),
    askAll() {
      for (const name of channels.keys()) ask(name);
    },
    loseAll() {
      for (const name of channels.keys()) step(name, { type: 'linkLost' });
    },
    stop() {
      for (const name of [...timers.keys()]) stopTimer(name);
    },
  };
}

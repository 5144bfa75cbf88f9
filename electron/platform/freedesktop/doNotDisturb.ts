import type { Clock, Toast } from '../../core/ports.ts';
import { notifications } from './notifyCall.ts';
import { variantValue, type BusAnswer, type BusCall, type SessionBus } from './sessionBus.ts';

/**
 * Whether the notification service keeps notifications off the screen for now. The specification has no word for
 * it, so every service is asked in its own way; one that is not known, or slow, tells nothing.
 */
export interface DoNotDisturb {
  /**
   * Whether a toast of this urgency is kept back. Never rejects, and takes {@link DoNotDisturbLimits.answerMs} at most.
   * @param service its name as it gives it itself
   * @returns null when nobody tells
   */
  ask(service: string, urgency: Toast['urgency']): Promise<boolean | null>;
  /** Another service came: what was said before is not about it. */
  forget(): void;
}

export interface DoNotDisturbLimits {
  answerMs: number;
  /** How long an answer holds. */
  keepMs: number;
}

const usualLimits: DoNotDisturbLimits = { answerMs: 500, keepMs: 2_000 };

interface Source {
  /** Of GetServerInformation. */
  service: RegExp;
  call: BusCall;
  read: (answer: BusAnswer) => boolean | null;
  /** Critical notifications are shown all the same. */
  criticalPasses: boolean;
}

const sources: readonly Source[] = [
  {
    // dunst 1.9: seen; there critical ones wait too.
    service: /^dunst/i,
    call: property('org.dunstproject.cmd0', 'paused'),
    read: truth,
    criticalPasses: false,
  },
  {
    // xfce4-notifyd 0.7: seen. It has no word of its own, its settings have.
    service: /^xfce/i,
    call: {
      destination: 'org.xfce.Xfconf',
      path: '/org/xfce/Xfconf',
      interface: 'org.xfce.Xfconf',
      member: 'GetProperty',
      signature: 'ss',
      body: ['xfce4-notifyd', '/do-not-disturb'],
    },
    // A switch that was never touched is no property at all.
    read: (answer) =>
      !answer.ok && answer.error === 'org.xfce.Xfconf.Error.PropertyNotFound' ? false : truth(answer),
    criticalPasses: true,
  },
  {
    // GNOME's settings through the portal, where that gives this part of them away: read, not seen.
    service: /^gnome-shell/i,
    call: {
      destination: 'org.freedesktop.portal.Desktop',
      path: '/org/freedesktop/portal/desktop',
      interface: 'org.freedesktop.portal.Settings',
      member: 'Read',
      signature: 'ss',
      body: ['org.gnome.desktop.notifications', 'show-banners'],
    },
    read(answer) {
      const shows = truth(answer);
      return shows === null ? null : !shows;
    },
    criticalPasses: true,
  },
  {
    // Plasma, and who follows it: read, not seen.
    service: /(?:)/,
    call: property(notifications.interface, 'Inhibited'),
    read: truth,
    criticalPasses: true,
  },
];

export function createDoNotDisturb(
  bus: SessionBus,
  clock: Pick<Clock, 'monotonicMs'>,
  limits: DoNotDisturbLimits = usualLimits,
): DoNotDisturb {
  let asked: { service: string; untilMs: number; answer: Promise<boolean | null> } | null = null;

  async function askSource({ call, read }: Source): Promise<boolean | null> {
    return read(await bus.call(call, { limitMs: limits.answerMs }));
  }

  return {
    async ask(service, urgency) {
      const source = sources.find((candidate) => candidate.service.test(service));
      if (source === undefined) return null;
      const nowMs = clock.monotonicMs();
      if (asked === null || asked.service !== service || asked.untilMs <= nowMs) {
        asked = { service, untilMs: nowMs + limits.keepMs, answer: askSource(source) };
      }
      const quiet = await asked.answer;
      return quiet === true && urgency === 'critical' && source.criticalPasses ? false : quiet;
    },
    forget() {
      asked = null;
    },
  };
}

function property(interfaceName: string, name: string): BusCall {
  return {
    ...notifications,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [interfaceName, name],
  };
}

function truth(answer: BusAnswer): boolean | null {
  const value = answer.ok ? variantValue(answer.body[0]) : null;
  return typeof value === 'boolean' ? value : null;
}

import type { BusMonitor, SeenNotification } from './busMonitor.ts';

/** What stands on the screen by the account of the bus: ids that were answered and not closed since. */
export function liveNotifications(monitor: BusMonitor): readonly SeenNotification[] {
  return history(monitor).at(-1) ?? [];
}

/** The most that stood at the same moment of each kind. */
export function mostLive(
  monitor: BusMonitor,
  kindOf: (notification: SeenNotification) => string,
): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const live of history(monitor)) {
    const counts = new Map<string, number>();
    for (const kind of live.map(kindOf)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const [kind, count] of counts) most.set(kind, Math.max(count, most.get(kind) ?? 0));
  }
  return most;
}

/** What stood after each answer and each end, in turn. */
function history(monitor: BusMonitor): readonly (readonly SeenNotification[])[] {
  const shown = monitor
    .notifications()
    .flatMap((seen) => (seen.answeredAt === undefined ? [] : [{ at: seen.answeredAt, seen }]));
  const ended = monitor
    .signals()
    .flatMap((signal) => (signal.kind === 'closed' ? [{ at: signal.order, ended: signal.id }] : []));
  const live = new Map<number, SeenNotification>();
  return [...shown, ...ended]
    .toSorted((one, other) => one.at - other.at)
    .map((step) => {
      if ('ended' in step) live.delete(step.ended);
      else if (step.seen.id !== undefined) live.set(step.seen.id, step.seen);
      return [...live.values()];
    });
}

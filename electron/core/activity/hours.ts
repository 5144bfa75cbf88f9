import type { ActivityHour } from '../../shared/contract.ts';
import type { Message } from '../ports.ts';

/** A day in hours: what came, what was answered, and how long customers waited for it, by line. */

const hourMs = 3_600_000;

/** @param messages of the day, oldest first. */
export function activityOf(messages: readonly Message[]): ActivityHour[] {
  const hours = new Map<string, ActivityHour & { waitedMs: number }>();
  /** Since when each chat waits. */
  const waiting = new Map<string, number>();
  const hourOf = ({ atMs, lineId }: Message): ActivityHour & { waitedMs: number } => {
    const hourStartMs = Math.floor(atMs / hourMs) * hourMs;
    const id = `${hourStartMs} ${lineId ?? ''}`;
    const known = hours.get(id);
    if (known !== undefined) return known;
    const made = { hourStartMs, lineId, incoming: 0, answered: 0, meanWaitMs: null, waitedMs: 0 };
    hours.set(id, made);
    return made;
  };
  for (const message of messages) {
    const hour = hourOf(message);
    if (message.incoming) {
      hour.incoming += 1;
      if (!waiting.has(message.chat)) waiting.set(message.chat, message.atMs);
      continue;
    }
    const sinceMs = waiting.get(message.chat);
    // Written without being asked: nobody waited for it.
    if (sinceMs === undefined) continue;
    waiting.delete(message.chat);
    hour.answered += 1;
    hour.waitedMs += Math.max(0, message.atMs - sinceMs);
    hour.meanWaitMs = hour.waitedMs / hour.answered;
  }
  return [...hours.values()]
    .toSorted((one, other) => one.hourStartMs - other.hourStartMs)
    .map(({ waitedMs: _waitedMs, ...hour }) => hour);
}

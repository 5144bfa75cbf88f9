import { z } from 'zod';
import type { Toast, ToastMark } from '../../core/ports.ts';
import { notifications } from './notifyCall.ts';
import { variantValue, type SessionBus } from './sessionBus.ts';
import type { Registered } from './toastRegister.ts';

/** What a later run needs to know of a notification that this one leaves on the screen. */

const toastSchema: z.ZodType<Toast> = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  footer: z.string(),
  openLabel: z.string(),
  buttons: z.array(z.object({ action: z.enum(['reply', 'snooze', 'mute']), label: z.string() })),
  reply: z.object({ label: z.string(), placeholder: z.string() }).nullable(),
  urgency: z.enum(['low', 'normal', 'critical']),
  again: z.boolean(),
  link: z.string().nullable(),
});

const markSchema = z.object({
  serviceId: z.number().int(),
  owner: z.string(),
  busId: z.string(),
  expired: z.boolean(),
  kept: z.boolean(),
  toast: toastSchema.nullable(),
});

export function markOf(id: string, entry: Registered): ToastMark {
  return { id, mark: JSON.stringify(entry) };
}

/** Null for what is no mark of this toaster. */
export function readMark({ mark }: ToastMark): Registered | null {
  try {
    const parsed = markSchema.safeParse(JSON.parse(mark));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * dunst tells of clicks to that bus connection alone which showed the notification last (1.9: seen). Such a
 * notification is heard of by a later run only when that shows it again, in place.
 */
export function tellsOnlyItsSender(serviceName: string): boolean {
  return /^dunst/i.test(serviceName);
}

/** A start of the app waits for it. Milliseconds. */
const historyMs = 2_000;

/** Numbers of notifications that dunst has put away; shown again, they would come back. */
export async function putAway(bus: SessionBus): Promise<Set<unknown>> {
  const call = {
    ...notifications,
    interface: 'org.dunstproject.cmd0',
    member: 'NotificationListHistory',
  };
  const answer = await bus.call(call, { limitMs: historyMs });
  const list = answer.ok && Array.isArray(answer.body[0]) ? (answer.body[0] as unknown[]) : [];
  const numbers = list.flatMap((fields) =>
    Array.isArray(fields)
      ? (fields as unknown[]).flatMap((field) =>
          Array.isArray(field) && field[0] === 'id' ? [variantValue(field[1])] : [],
        )
      : [],
  );
  return new Set(numbers);
}

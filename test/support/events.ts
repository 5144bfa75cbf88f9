import { intake } from '../../electron/core/intake/intake.ts';
import type { StoredEvent } from '../../electron/core/ports.ts';
import type { EventRow } from '../../electron/shared/event.ts';

/** Builders of events, always through the one door, so that tests see what the app would see. */

export const lineChannelName = 'private-v1.licenses.1229.messengers.telegram';

export function arrive(
  name: string,
  items: readonly unknown[],
  more: { channel?: string; receivedAtMs?: number; accountId?: string; shape?: 'bare' | 'wrapped' } = {},
): StoredEvent[] {
  const body = { data: items, meta: { type: name, licenseId: 1229, messengerType: 'telegram' } };
  return intake({
    accountId: more.accountId ?? '685',
    channel: more.channel ?? lineChannelName,
    name,
    dataText: JSON.stringify(more.shape === 'wrapped' ? { payload: body, queue: 'events' } : body),
    receivedAtMs: more.receivedAtMs ?? 1_700_000_000_000,
    recovered: false,
  }).events;
}

export function messageItem(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: '123',
    internalId: 37_914,
    fromMe: false,
    side: 'in',
    time: 1_700_000_000,
    type: 'text',
    message: { text: 'Hello' },
    fromUser: { id: '70000000001@c.us', name: 'Anna', phone: '70000000001' },
    chat: { id: '70000000001@c.us', type: 'private', phone: '70000000001', name: 'Anna' },
    ...more,
  };
}

let nextRow = 1;

/** An event as the history would answer it. */
export function rowOf(stored: StoredEvent | undefined, more: Partial<EventRow> = {}): EventRow {
  if (stored === undefined) throw new Error('no event to make a row of');
  return {
    ...stored.event,
    row: nextRow++,
    read: false,
    verdict: null,
    reason: null,
    ruleId: null,
    outcome: null,
    outcomeDetail: null,
    settled: null,
    ...more,
  };
}

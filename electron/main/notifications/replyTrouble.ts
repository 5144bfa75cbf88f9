import type { Toaster } from '../../core/ports.ts';
import type { Reply } from '../../shared/attention.ts';
import { eventLink } from '../../shared/links.ts';
import type { Translate } from '../../shared/messages/translate.ts';

const prefix = 'reply ';

/** Says that an answer was not sent, or may not have been: who wrote it in a notification has no window to read it in. */
export async function tellReplyTrouble(
  toaster: Toaster,
  translate: Translate,
  reply: Reply,
  name: string | null,
): Promise<void> {
  const unknown = reply.status === 'unknown';
  await toaster.show({
    id: `${prefix}${reply.eventKey}`,
    title: translate(unknown ? 'toast.replyUnknownTitle' : 'toast.replyFailedTitle'),
    body: translate('toast.replyFailedBody', { name: name ?? translate('person.unknown') }),
    footer: '',
    openLabel: translate('toast.open'),
    buttons: [],
    reply: null,
    urgency: 'critical',
    again: true,
    link: eventLink(reply.eventKey),
  });
}

/** The event that such a notification is about; null for any other notification. */
export function replyTroubleKey(toastId: string): string | null {
  return toastId.startsWith(prefix) ? toastId.slice(prefix.length) : null;
}

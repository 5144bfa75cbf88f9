import type { Cause, Line } from './appState.ts';
import type { EventRow, NotifierEvent } from './event.ts';
import { isMessageKey, type Translate } from './messages/translate.ts';

/** How events, people, lines and causes are called in words; one place for notification, tray and window. */

export function messengerTitle(messengerType: string | null, translate: Translate): string | null {
  if (messengerType === null) return null;
  const key = `messenger.${messengerType}`;
  if (isMessageKey(key)) return translate(key);
  return messengerType;
}

export function lineTitle(
  lineId: string | null,
  lines: readonly Line[],
  translate: Translate,
): string | null {
  if (lineId === null) return null;
  return lines.find((line) => line.id === lineId)?.name ?? translate('line.unnamed', { id: lineId });
}

/** The customer, by the best name there is; null when ChatApp gave none. */
export function personTitle(event: Pick<NotifierEvent, 'sender' | 'chat' | 'direction'>): string | null {
  const { chat } = event;
  const sender = event.direction === 'incoming' ? event.sender : null;
  return (
    sender?.name ??
    chat?.name ??
    sender?.phone ??
    chat?.phone ??
    chat?.username ??
    sender?.id ??
    chat?.id ??
    null
  );
}

/** One line that says what an event is. */
export function eventText(
  event: Pick<EventRow, 'content' | 'kind' | 'accountId'>,
  translate: Translate,
): string {
  const { content } = event;
  switch (content.type) {
    case 'text':
    case 'system':
      return content.text;
    case 'attachment':
      return captioned(
        attachmentTitle(content.attachment, translate),
        content.caption ?? content.fileName,
        translate,
      );
    case 'otherMessage':
      return captioned(otherTitle(content.messageType, translate), content.text, translate);
    case 'delivery':
      return deliveryText(content.status, content.error, translate);
    case 'destroyed':
      return translate('event.destroyed');
    case 'reaction':
      if (content.action.startsWith('un')) return translate('event.reactionRemoved');
      return content.reaction === ''
        ? translate('event.reactionPlain')
        : translate('event.reaction', { reaction: content.reaction });
    case 'tag':
      return translate(tagKey(content.action), { tag: content.tag ?? '' });
    case 'conversation':
      return translate('event.conversation');
    case 'chatStatus':
      if (content.status.startsWith('close')) return translate('event.chatClosed');
      if (content.status.startsWith('open')) return translate('event.chatOpened');
      return translate('event.chatStatus', { status: content.status });
    case 'responsible': {
      if (content.employeeId === event.accountId) return translate('event.responsibleYou');
      const name = content.employeeName ?? content.employeeId;
      return name === null ? translate('event.responsibleNobody') : translate('event.responsible', { name });
    }
    case 'read':
      return translate('event.read');
    case 'employee':
      return translate('event.employee', {
        name: content.employeeName ?? content.employeeId ?? '?',
        status: content.status ?? '?',
      });
    case 'quickResponse':
      return content.title === null
        ? translate('event.quickResponsePlain')
        : translate('event.quickResponse', { title: content.title });
    case 'unknown':
      return translate('event.unknown', { kind: event.kind });
  }
}

function captioned(what: string, text: string | null, translate: Translate): string {
  return text === null ? what : translate('event.captioned', { what, text });
}

function attachmentTitle(attachment: string, translate: Translate): string {
  const key = `event.${attachment}`;
  return isMessageKey(key) ? translate(key) : attachment;
}

function otherTitle(messageType: string, translate: Translate): string {
  // A text message whose text is missing.
  if (messageType === 'text') return translate('toast.newMessage');
  if (messageType === 'location') return translate('event.location');
  if (messageType === 'contact' || messageType === 'contacts') return translate('event.contacts');
  return translate('event.otherMessage', { type: messageType });
}

function tagKey(action: string): 'event.tagAdded' | 'event.tagRemoved' | 'event.tagChanged' {
  if (action === 'add') return 'event.tagAdded';
  return action === 'remove' || action === 'delete' ? 'event.tagRemoved' : 'event.tagChanged';
}

function deliveryText(status: string, error: string | null, translate: Translate): string {
  switch (status) {
    case 'sent':
      return translate('event.deliverySent');
    case 'delivered':
      return translate('event.deliveryDelivered');
    case 'viewed':
      return translate('event.deliveryViewed');
    case 'failed':
      return error === null
        ? translate('event.deliveryFailed')
        : translate('event.deliveryFailedWhy', { error });
    default:
      return translate('event.deliveryOther', { status });
  }
}

/** Why something does not listen, as half a sentence: "Not listening: …". */
export function causeText(cause: Cause, translate: Translate): string {
  const { issuer, validFromMs, validToMs } = cause;
  if (
    cause.code === 'certificate' &&
    issuer !== undefined &&
    validFromMs !== undefined &&
    validToMs !== undefined
  ) {
    return translate('cause.certificateDated', { issuer, from: dayOf(validFromMs), to: dayOf(validToMs) });
  }
  if (cause.code === 'certificate' && cause.issuer !== undefined) {
    return translate('cause.certificateIssuer', { issuer: cause.issuer });
  }
  return translate(`cause.${cause.code}`, causeValues(cause));
}

/** Year, month and day, the same in every language. */
function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** What a person can do about it, as a sentence. */
export function causeAdvice(cause: Cause, translate: Translate): string {
  return translate(`advice.${cause.code}`, causeValues(cause));
}

function causeValues(cause: Cause): Record<string, string | number> {
  return { host: cause.host ?? '?', port: String(cause.port ?? '?'), status: String(cause.status ?? '?') };
}

import type { NotifierEvent } from '../../shared/event.ts';

/** Events a person would want to have seen; the others are stored as read. Notification switches play no part. */
export function startsUnread(event: Pick<NotifierEvent, 'content' | 'direction' | 'accountId'>): boolean {
  const { content } = event;
  switch (content.type) {
    case 'text':
    case 'attachment':
    case 'otherMessage':
      return event.direction !== 'outgoing';
    case 'chatStatus':
      return true;
    case 'delivery':
      return content.status === 'failed';
    case 'responsible':
      return content.employeeId === event.accountId;
    default:
      return false;
  }
}

import type { NotifierEvent, Verdict, VerdictReason } from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';

/** What an event deserves by itself; grouping turns "show" into "update" where its chat is already on screen. */
export interface Decision {
  verdict: Extract<Verdict, 'show' | 'silent'>;
  reason: VerdictReason;
}

const silent = (reason: VerdictReason): Decision => ({ verdict: 'silent', reason });

export function decide(event: NotifierEvent, settings: Settings): Decision {
  const { notifications } = settings;
  const byKind = (enabled: boolean, reason: VerdictReason): Decision =>
    enabled ? { verdict: 'show', reason } : silent('kindDisabled');
  const { content } = event;
  switch (content.type) {
    case 'text':
    case 'attachment':
    case 'otherMessage':
      if (event.direction === 'outgoing') return silent('outgoingMessage');
      return byKind(notifications.message, 'incomingMessage');
    case 'system':
      return silent('systemMessage');
    case 'chatStatus':
      return byKind(notifications.chatStatus, 'chatStatusChanged');
    case 'delivery':
      return content.status === 'failed'
        ? byKind(notifications.failedDelivery, 'kindEnabled')
        : silent('notAnAlert');
    case 'responsible':
      return content.employeeId === event.accountId
        ? byKind(notifications.assignedToMe, 'kindEnabled')
        : silent('notAnAlert');
    case 'reaction':
      return byKind(notifications.reaction, 'kindEnabled');
    case 'tag':
      return byKind(notifications.tag, 'kindEnabled');
    case 'employee':
      return byKind(notifications.employeeStatus, 'kindEnabled');
    case 'destroyed':
    case 'conversation':
    case 'read':
    case 'quickResponse':
    case 'unknown':
      return silent('notAnAlert');
  }
}

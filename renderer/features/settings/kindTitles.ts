import type { AlertKind } from '../../../electron/shared/attention.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';

/** Each kind of event as a switch or choice is called. */
export const kindTitles: Record<AlertKind, MessageKey> = {
  message: 'settings.kindMessage',
  chatStatus: 'settings.kindChatStatus',
  failedDelivery: 'settings.kindFailedDelivery',
  assignedToMe: 'settings.kindAssignedToMe',
  reaction: 'settings.kindReaction',
  tag: 'settings.kindTag',
  employeeStatus: 'settings.kindEmployeeStatus',
  destroyed: 'settings.kindDestroyed',
  quickResponse: 'settings.kindQuickResponse',
  conversation: 'settings.kindConversation',
  outgoing: 'settings.kindOutgoing',
};

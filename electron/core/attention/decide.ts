import type { AlertKind, AlertLevel, ChatClass, Rule } from '../../shared/attention.ts';
import type { Content, NotifierEvent, VerdictReason } from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';

/** What an event deserves by itself: its kind, whose chat it is, and the person's rules. */

export interface Decision {
  level: AlertLevel;
  reason: VerdictReason;
  ruleId: string | null;
  sound: boolean;
  /** Null: an event that alerts nobody. */
  kind: AlertKind | null;
  /** Null where the event belongs to no chat. */
  chatClass: ChatClass | null;
}

/** What is known of the account beyond the event. */
export interface Standing {
  /** Whether the line belongs to the account; null when ChatApp does not say. */
  ownsLine: boolean | null;
  /** How the line is called; left out where nobody knows. */
  lineName?: string | null;
}

/** One's own ChatApp user id; null for accounts that are named after their tokens, because ChatApp did not tell. */
export function ownUserId(accountId: string): string | null {
  return accountId.startsWith('pasted-') ? null : accountId;
}

/** Where nobody knows who "I" is, a chat of somebody's may be mine, and is treated as a chat that needs someone. */
export function classOf(event: Pick<NotifierEvent, 'accountId' | 'chat'>): ChatClass | null {
  if (event.chat === null) return null;
  const { responsibleId } = event.chat;
  const own = ownUserId(event.accountId);
  if (responsibleId === null || own === null) return 'unassigned';
  return responsibleId === own ? 'mine' : 'others';
}

/** What a chat of this class does where no rule says otherwise. */
export function classLevel(chatClass: ChatClass | null, settings: Settings, standing: Standing): AlertLevel {
  if (chatClass === null) return 'notify';
  const level = settings.attention.classes[chatClass];
  if (level !== 'auto') return level;
  return standing.ownsLine === false ? 'badge' : 'notify';
}

export function decide(event: NotifierEvent, settings: Settings, standing: Standing): Decision {
  const { kind, reason } = kindOf(event);
  const chatClass = classOf(event);
  const common = { ruleId: null, sound: true, kind, chatClass };
  if (kind === null) return { ...common, level: 'nothing', reason };
  const enabled = settings.notifications[kind];
  const rule = settings.attention.rules.find(
    (one) => one.enabled && fits(one, event, kind, chatClass, enabled),
  );
  if (rule !== undefined)
    return { ...common, level: rule.level, reason: 'rule', ruleId: rule.id, sound: rule.sound };
  // A kind that is switched off still counts where it would be unread.
  if (!enabled)
    return { ...common, level: kind === 'outgoing' ? 'nothing' : 'badge', reason: offReason(kind) };
  // What is about oneself asks nobody whose chat it is.
  const level = kind === 'assignedToMe' ? 'notify' : classLevel(chatClass, settings, standing);
  if (level === 'notify' || level === 'urgent') return { ...common, level, reason };
  const auto = chatClass === 'others' && settings.attention.classes.others === 'auto';
  return { ...common, level, reason: auto ? 'othersChat' : 'classSetting' };
}

function offReason(kind: AlertKind): VerdictReason {
  return kind === 'outgoing' ? 'outgoingMessage' : 'kindDisabled';
}

function kindOf(event: NotifierEvent): { kind: AlertKind | null; reason: VerdictReason } {
  const { content } = event;
  switch (content.type) {
    case 'text':
    case 'attachment':
    case 'otherMessage':
      return event.direction === 'outgoing'
        ? { kind: 'outgoing', reason: 'kindEnabled' }
        : { kind: 'message', reason: 'incomingMessage' };
    case 'system':
      return { kind: null, reason: 'systemMessage' };
    case 'chatStatus':
      return { kind: 'chatStatus', reason: 'chatStatusChanged' };
    case 'delivery':
      return content.status === 'failed'
        ? { kind: 'failedDelivery', reason: 'kindEnabled' }
        : { kind: null, reason: 'notAnAlert' };
    case 'responsible': {
      const own = ownUserId(event.accountId);
      return own !== null && content.employeeId === own
        ? { kind: 'assignedToMe', reason: 'kindEnabled' }
        : { kind: null, reason: 'notAnAlert' };
    }
    case 'reaction':
      return { kind: 'reaction', reason: 'kindEnabled' };
    case 'tag':
      return { kind: 'tag', reason: 'kindEnabled' };
    case 'employee':
      return { kind: 'employeeStatus', reason: 'kindEnabled' };
    case 'destroyed':
      return { kind: 'destroyed', reason: 'kindEnabled' };
    case 'conversation':
      return { kind: 'conversation', reason: 'kindEnabled' };
    case 'quickResponse':
      return { kind: 'quickResponse', reason: 'kindEnabled' };
    case 'read':
    case 'unknown':
      return { kind: null, reason: 'notAnAlert' };
  }
}

function fits(
  rule: Rule,
  event: NotifierEvent,
  kind: AlertKind,
  chatClass: ChatClass | null,
  enabled: boolean,
): boolean {
  // A rule that names no kind speaks of what one is told about at all.
  if (rule.kind === null ? !enabled : rule.kind !== kind) return false;
  if (rule.lineId !== null && rule.lineId !== event.lineId) return false;
  if (rule.messengerType !== null && rule.messengerType.toLowerCase() !== event.messengerType?.toLowerCase())
    return false;
  if (rule.chatClass !== null && rule.chatClass !== chatClass) return false;
  if (rule.keywords.length === 0) return true;
  const text = comparable(wordsOf(event.content));
  return rule.keywords.some((keyword) => text.includes(comparable(keyword)));
}

function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words that people wrote. */
function wordsOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.text;
    case 'attachment':
      return `${content.caption ?? ''}\n${content.fileName ?? ''}`;
    case 'otherMessage':
      return content.text ?? '';
    case 'tag':
      return content.tag ?? '';
    default:
      return '';
  }
}

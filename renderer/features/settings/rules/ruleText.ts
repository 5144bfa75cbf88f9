import type { AlertKind, AlertLevel, ChatClass, Rule } from '../../../../electron/shared/attention.ts';
import type { Line } from '../../../../electron/shared/appState.ts';
import { lineTitle, messengerTitle } from '../../../../electron/shared/eventText.ts';
import type { MessageKey } from '../../../../electron/shared/messages/en.ts';
import type { Language, Translate } from '../../../../electron/shared/messages/translate.ts';

const kindWords: Record<AlertKind, MessageKey> = {
  message: 'rules.kindMessage',
  chatStatus: 'rules.kindChatStatus',
  failedDelivery: 'rules.kindFailedDelivery',
  assignedToMe: 'rules.kindAssignedToMe',
  reaction: 'rules.kindReaction',
  tag: 'rules.kindTag',
  employeeStatus: 'rules.kindEmployeeStatus',
  destroyed: 'rules.kindDestroyed',
  quickResponse: 'rules.kindQuickResponse',
  conversation: 'rules.kindConversation',
  outgoing: 'rules.kindOutgoing',
};

const classWords: Record<ChatClass, MessageKey> = {
  mine: 'rules.classMine',
  unassigned: 'rules.classUnassigned',
  others: 'rules.classOthers',
};

const levelWords: Record<AlertLevel, MessageKey> = {
  urgent: 'rules.levelUrgent',
  notify: 'rules.levelNotify',
  badge: 'rules.levelBadge',
  nothing: 'rules.levelNothing',
};

/** Keywords named in one breath; the rest stands for itself. */
const namedKeywords = 4;

/** A rule in words: "Sales · WhatsApp · messages with “refund”: urgent". */
export function ruleText(
  rule: Rule,
  lines: readonly Line[],
  translate: Translate,
  language: Language,
): string {
  const kind = rule.kind === null ? null : translate(kindWords[rule.kind]);
  const parts = [
    lineTitle(rule.lineId, lines, translate),
    messengerTitle(rule.messengerType, translate),
    rule.chatClass === null ? null : translate(classWords[rule.chatClass]),
    withKeywords(kind, rule.keywords, translate, language),
  ].filter((part) => part !== null);
  const what = parts.length === 0 ? translate('rules.everything') : parts.join(' · ');
  const words = translate('rules.words', { what, level: translate(levelWords[rule.level]) });
  const loud = rule.level === 'urgent' || rule.level === 'notify';
  return loud && !rule.sound ? translate('rules.silently', { words }) : words;
}

export function levelText(level: AlertLevel, translate: Translate): string {
  return translate(levelWords[level]);
}

function withKeywords(
  kind: string | null,
  keywords: readonly string[],
  translate: Translate,
  language: Language,
): string | null {
  if (keywords.length === 0) return kind;
  const quoted = keywords.slice(0, namedKeywords).map((word) => translate('rules.quoted', { word }));
  const named = keywords.length > namedKeywords ? [...quoted, '…'] : quoted;
  const words = new Intl.ListFormat(language, { type: 'disjunction' }).format(named);
  return kind === null
    ? translate('rules.anythingWith', { words })
    : translate('rules.withWords', { what: kind, words });
}

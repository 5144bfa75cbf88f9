import type { EventRow, VerdictReason } from '../../../electron/shared/event.ts';
import { isMessageKey, type Translate } from '../../../electron/shared/messages/translate.ts';
import { wasNotShown } from './rowStyle.ts';
import { settledText } from './settledText.ts';

export interface Why {
  title: string;
  sentence: string;
  /** What the system answered, where it refused. */
  detail: string | null;
}

type Family = 'told' | 'held' | 'wasHeld' | 'silent';

/**
 * Why somebody was told of an event or not, in words.
 * @param rule the words of the rule with the row's `ruleId`; null when there is none or it was deleted
 */
export function whyText(row: EventRow, rule: string | null, translate: Translate): Why {
  const { verdict, reason, outcome, settled } = row;
  const detail =
    row.outcomeDetail === null ? null : translate('outcome.detail', { detail: row.outcomeDetail });
  if (verdict === null || reason === null) {
    const parts = [translate('why.unknown'), settledText(settled, translate)];
    return { title: translate('detail.whyNot'), sentence: joined(parts), detail };
  }
  const unseen = wasNotShown(row) || outcome === 'doNotDisturb';
  const because = (family: Family): string => reasonText(family, reason, rule, translate);
  const ending = outcome === null ? null : translate(`outcome.${outcome}`);
  const cleared = settledText(settled, translate);
  switch (verdict) {
    case 'silent':
      return {
        title: translate('detail.whyNot'),
        sentence: joined([because('silent'), ending, cleared]),
        detail,
      };
    case 'hold': {
      const told = outcome !== null && outcome !== 'withdrawn';
      const over = told
        ? [because('wasHeld'), translate(unseen ? 'why.wanted' : 'why.heldTold'), ending, cleared]
        : settled === null
          ? [because('held'), translate('why.heldWaits')]
          : [because('wasHeld'), translate('why.heldSettled'), cleared];
      const title = translate(told && !unseen ? 'detail.why' : 'detail.whyNot');
      return { title, sentence: joined(over), detail };
    }
    case 'withdraw':
      return {
        title: translate('detail.whyNot'),
        sentence: joined([because('silent'), translate('why.withdraw'), cleared]),
        detail,
      };
    case 'show':
    case 'update':
    case 'digest': {
      const parts = [unseen ? wantedText(reason, rule, translate) : because('told')];
      if (verdict === 'update' && !unseen) parts.push(translate('why.update'));
      if (verdict === 'digest' && !saysSummary(reason)) parts.push(translate('why.inSummary'));
      return {
        title: translate(unseen ? 'detail.whyNot' : 'detail.why'),
        sentence: joined([...parts, ending, cleared]),
        detail,
      };
    }
  }
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}

function reasonText(
  family: Family,
  reason: VerdictReason,
  rule: string | null,
  translate: Translate,
): string {
  const key = `why.${family}.${reason === 'rule' && rule === null ? 'ruleGone' : reason}`;
  if (!isMessageKey(key)) return translate(`why.${family}`);
  return reason === 'rule' && rule !== null ? translate(key, { rule }) : translate(key);
}

function wantedText(reason: VerdictReason, rule: string | null, translate: Translate): string {
  if (reason !== 'rule') return translate('why.wanted');
  return rule === null ? translate('why.wantedRuleGone') : translate('why.wantedRule', { rule });
}

/** Reasons whose sentence speaks of the summary itself. */
function saysSummary(reason: VerdictReason): boolean {
  return reason === 'storm' || reason === 'offShift' || reason === 'snoozed' || reason === 'paused';
}

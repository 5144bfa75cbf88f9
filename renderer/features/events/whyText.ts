import type { EventRow } from '../../../electron/shared/event.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';

export interface Why {
  title: string;
  sentence: string;
  /** What the system answered, where it refused. */
  detail: string | null;
}

/** Why somebody was told of an event or not, in words. */
export function whyText(row: EventRow, translate: Translate): Why {
  const told =
    row.verdict === 'show' ||
    row.verdict === 'update' ||
    row.verdict === 'digest' ||
    row.verdict === 'withdraw';
  const missed = row.outcome === 'noService' || row.outcome === 'refused' || row.outcome === 'failed';
  const parts: string[] = [];
  if (row.reason === null) parts.push(translate('why.unknown'));
  else if (told && missed) parts.push(translate('why.wanted'));
  else parts.push(translate(`why.${row.reason}`));
  if (row.verdict === 'withdraw') parts.push(translate('why.withdraw'));
  if (row.outcome !== null) parts.push(translate(`outcome.${row.outcome}`));
  return {
    title: translate(told && !missed ? 'detail.why' : 'detail.whyNot'),
    sentence: parts.join(' '),
    detail: row.outcomeDetail === null ? null : translate('outcome.detail', { detail: row.outcomeDetail }),
  };
}

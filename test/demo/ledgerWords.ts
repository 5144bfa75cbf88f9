import type { AppState, Line } from '../../electron/shared/appState.ts';
import type { EventRow, Outcome, Settled, Verdict, VerdictReason } from '../../electron/shared/event.ts';
import { eventText, lineTitle, personTitle } from '../../electron/shared/eventText.ts';
import { createTranslate, type Translate } from '../../electron/shared/messages/translate.ts';
import type { SeenNotification } from '../support/desktop/busMonitor.ts';
import type { LedgerCells } from './ledgerTable.ts';

/**
 * What the ledger says of each event, in words short enough for a table. They are the app's own where it has short
 * ones; for the rest its sentences ("You were told because …") are too long here.
 */

const reasons: Record<VerdictReason, string> = {
  incomingMessage: 'customer wrote',
  chatStatusChanged: 'chat changed',
  kindEnabled: 'kind is on',
  kindDisabled: 'kind is off',
  outgoingMessage: 'from our side',
  systemMessage: 'note of ChatApp',
  notAnAlert: 'list only',
  beforeFirstStart: 'before start',
  recovered: 'fetched later',
  answeredMeanwhile: 'settled before',
  rule: 'a rule',
  othersChat: 'a colleague’s',
  classSetting: 'by whose chat',
  storm: 'many at once',
  offShift: 'off shift',
  snoozed: 'snoozed',
  paused: 'paused',
  muted: 'muted',
};

const outcomes: Partial<Record<Outcome, string>> = { doNotDisturb: 'kept off', noService: 'nobody' };

export function ledgerCells(row: EventRow, state: AppState): LedgerCells {
  const translate = createTranslate(state.language);
  return {
    time: new Date(row.receivedAtMs).toTimeString().slice(0, 8),
    line: lineTitle(row.lineId, linesOf(row, state), translate) ?? '',
    who: whoText(row),
    what: eventText(row, translate),
    verdict: row.verdict === null ? '?' : verdictText(row.verdict, translate),
    why: row.reason === null ? '' : reasonText(row, row.reason, state, translate),
    outcome: row.outcome === null ? '' : (outcomes[row.outcome] ?? row.outcome),
    settled: row.settled === null ? '' : settledText(row.settled, translate),
  };
}

function linesOf(row: EventRow, state: AppState): readonly Line[] {
  return state.accounts.find((account) => account.id === row.accountId)?.lines ?? [];
}

function whoText(row: EventRow): string {
  const person = personTitle(row) ?? '';
  return row.direction === 'outgoing' ? `→ ${person}` : person;
}

function verdictText(verdict: Verdict, translate: Translate): string {
  switch (verdict) {
    case 'show':
      return 'shown';
    case 'update':
      return 'updated';
    case 'digest':
      return 'grouped';
    case 'hold':
      return translate('chip.held');
    case 'silent':
      return 'silent';
    case 'withdraw':
      return 'withdrew';
  }
}

function reasonText(row: EventRow, reason: VerdictReason, state: AppState, translate: Translate): string {
  const word = state.settings.attention.rules.find((rule) => rule.id === row.ruleId)?.keywords[0];
  if (reason !== 'rule' || word === undefined) return reasons[reason];
  return `rule ${translate('rules.quoted', { word })}`;
}

function settledText({ what, by, name }: Settled, translate: Translate): string {
  const who =
    by === 'me' && what !== 'readHere'
      ? translate('chip.you')
      : by === 'phone'
        ? translate('chip.phone')
        : // ChatApp often tells a colleague's number alone.
          name !== null && /^\d+$/.test(name)
          ? `colleague ${name}`
          : name;
  const words: Record<Settled['what'], string> = {
    answered: translate('chip.answered'),
    read: 'read',
    readHere: 'read here',
    closed: 'closed',
    taken: 'taken',
    destroyed: 'deleted',
  };
  return who === null ? words[what] : `${words[what]} · ${who}`;
}

/** "97 events: shown 12, updated 5 …": every event once, by its verdict, and what went over the bus. */
export function ledgerSummary(
  rows: readonly EventRow[],
  notifications: readonly SeenNotification[] | null,
): string {
  const count = (verdict: Verdict | null): number => rows.filter((row) => row.verdict === verdict).length;
  const parts = [
    `shown ${count('show')}`,
    `updated ${count('update')}`,
    `grouped ${count('digest')}`,
    `held ${count('hold')}`,
    `silent ${count('silent')}`,
    `withdrew another ${count('withdraw')}`,
    ...(count(null) > 0 ? [`undecided ${count(null)}`] : []),
  ];
  const takenBack = rows.filter((row) => row.outcome === 'withdrawn').length;
  const onTheBus =
    notifications === null
      ? 'no bus to listen in on'
      : `${notifications.length} notifications seen on the bus, ` +
        `${notifications.filter(({ replacesId }) => replacesId !== 0).length} of them in place of an earlier one`;
  return `${rows.length} events: ${parts.join(', ')}; withdrawn again ${takenBack}; ${onTheBus}`;
}

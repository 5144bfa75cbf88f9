import type { AlertLevel, Rule } from '../../shared/attention.ts';
import type { EventRow } from '../../shared/event.ts';
import type { Settings } from '../../shared/settings.ts';
import { decide, type Standing } from './decide.ts';

export interface TriedRow {
  row: EventRow;
  level: AlertLevel;
  ruleId: string | null;
  levelNow: AlertLevel;
}

/** What other rules would have made of stored events; events that alert nobody are left out. */
export function tryRules(
  rows: readonly EventRow[],
  rules: readonly Rule[],
  settings: Settings,
  standing: (accountId: string, lineId: string | null) => Standing,
): TriedRow[] {
  const other: Settings = { ...settings, attention: { ...settings.attention, rules: [...rules] } };
  return rows.flatMap((row) => {
    const known = standing(row.accountId, row.lineId);
    const tried = decide(row, other, known);
    if (tried.kind === null) return [];
    const { level, ruleId } = tried;
    return [{ row, level, ruleId, levelNow: decide(row, settings, known).level }];
  });
}

import type { AppState } from '../../../../electron/shared/appState.ts';
import type { ChatClass } from '../../../../electron/shared/attention.ts';
import { knownKinds, verdictSchema } from '../../../../electron/shared/event.ts';
import { lineTitle, messengerTitle } from '../../../../electron/shared/eventText.ts';
import type { MessageKey } from '../../../../electron/shared/messages/en.ts';
import {
  isMessageKey,
  type Language,
  type Translate,
} from '../../../../electron/shared/messages/translate.ts';
import type { Choice } from '../../../ui/choices.tsx';
import { shortDay } from '../../../ui/formatTime.ts';
import { plainName } from '../../../ui/RemoteText.tsx';
import { dayMs, hasPeriod, without, type Choosable, type ListFilter } from './listFilter.ts';

/** One thing a list is narrowed by, as a chip. */
export interface FilterPart {
  id: string;
  label: string;
  /** What its button says to those who do not see the cross. */
  removeLabel: string;
  rest: ListFilter;
}

export const classTitles: Record<ChatClass, MessageKey> = {
  mine: 'settings.classMine',
  unassigned: 'settings.classUnassigned',
  others: 'settings.classOthers',
};

export function filterChoices(
  state: Pick<AppState, 'accounts'>,
  filter: ListFilter,
  translate: Translate,
): Record<Choosable, Choice<string>[]> {
  const lines = state.accounts.flatMap((account) => account.lines ?? []);
  const lineIds = new Set([...lines.map(({ id }) => id), ...filter.lineIds]);
  const types = new Set([
    ...lines.flatMap((line) => line.messengers.map(({ type }) => type)),
    ...filter.messengerTypes,
  ]);
  const kinds = new Set<string>([...knownKinds, ...filter.kinds]);
  return {
    lineIds: [...lineIds].map((id) => ({ value: id, label: lineTitle(id, lines, translate) ?? id })),
    messengerTypes: [...types].map((type) => ({
      value: type,
      label: messengerTitle(type, translate) ?? type,
    })),
    kinds: [...kinds].map((kind) => ({ value: kind, label: kindTitle(kind, translate) })),
    classes: Object.entries(classTitles).map(([value, title]) => ({ value, label: translate(title) })),
    verdicts: verdictSchema.options.map((verdict) => ({
      value: verdict,
      label: translate(`verdict.${verdict}`),
    })),
  };
}

function kindTitle(kind: string, translate: Translate): string {
  const key = `kind.${kind}`;
  return isMessageKey(key) ? translate(key) : translate('event.unknown', { kind });
}

const lists: readonly Choosable[] = ['lineIds', 'messengerTypes', 'classes', 'kinds', 'verdicts'];

/** The chips of a filter; what is read and what is searched for have places of their own. */
export function filterParts(
  state: Pick<AppState, 'accounts'>,
  filter: ListFilter,
  translate: Translate,
  language: Language,
): FilterPart[] {
  const choices = filterChoices(state, filter, translate);
  const parts = lists.flatMap((list) =>
    filter[list].map((value): FilterPart => {
      const label = plainName(choices[list].find((choice) => choice.value === value)?.label ?? value);
      const lone = list === 'lineIds' && filter.lineIds.length === 1;
      return {
        id: `${list} ${value}`,
        label,
        removeLabel: translate(lone ? 'list.onlyLine' : 'filter.remove', { name: label }),
        rest: without(filter, list, value),
      };
    }),
  );
  if (!hasPeriod(filter)) return parts;
  const label = periodTitle(filter, translate, language);
  const rest: ListFilter = { ...filter, period: 'any', fromDay: null, toDay: null };
  const time = { id: 'period', label, removeLabel: translate('filter.remove', { name: label }), rest };
  return [time, ...parts];
}

function periodTitle(filter: ListFilter, translate: Translate, language: Language): string {
  if (filter.period !== 'dates') return translate(`filter.${filter.period}`);
  const from = dayMs(filter.fromDay);
  const to = dayMs(filter.toDay);
  if (from === null) return translate('filter.until', { to: to === null ? '' : shortDay(to, language) });
  if (to === null) return translate('filter.since', { from: shortDay(from, language) });
  if (from === to) return shortDay(from, language);
  return translate('filter.between', { from: shortDay(from, language), to: shortDay(to, language) });
}

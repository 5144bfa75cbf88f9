import type { AppState, Line } from '../../../electron/shared/appState.ts';
import { lineTitle, messengerTitle } from '../../../electron/shared/eventText.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import type { Choice } from '../../ui/choices.tsx';

/** Stands for "every one" in a dropdown; no line or messenger is called so. */
export const every = '*';

export function allLines(state: Pick<AppState, 'accounts'>): Line[] {
  const lines = state.accounts.flatMap((account) => account.lines ?? []);
  return lines.filter((line, index) => lines.findIndex(({ id }) => id === line.id) === index);
}

/** The lines by name; `chosen` is among them although ChatApp may not know it any more. */
export function lineChoices(
  lines: readonly Line[],
  chosen: string | null,
  translate: Translate,
): Choice<string>[] {
  const ids = lines.map(({ id }) => id);
  if (chosen !== null && !ids.includes(chosen)) ids.push(chosen);
  return ids.map((id) => ({ value: id, label: lineTitle(id, lines, translate) ?? id }));
}

export function messengerChoices(
  lines: readonly Line[],
  chosen: string | null,
  translate: Translate,
): Choice<string>[] {
  const types = new Set(lines.flatMap((line) => line.messengers.map(({ type }) => type)));
  if (chosen !== null) types.add(chosen);
  return [...types].map((type) => ({ value: type, label: messengerTitle(type, translate) ?? type }));
}

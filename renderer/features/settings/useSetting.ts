import { useCallback, useState } from 'react';
import type { SettingResult } from '../../../electron/shared/contract.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import type { SettingChange } from '../../../electron/shared/settings.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';

export type ChangeResult = SettingResult | 'failed';

/** What to say where a change was made; null where there is nothing to say. */
export const changeWords: Record<ChangeResult, MessageKey | null> = {
  ok: null,
  invalid: 'settings.kept',
  overridden: 'settings.overridden',
  managed: 'settings.managed',
  taken: 'shortcut.taken',
  notSaved: 'settings.notSaved',
  failed: 'failure.command',
};

/** Tells main about one change; the page itself changes when main's state comes back. */
export function useChangeSetting(): (change: SettingChange) => Promise<ChangeResult> {
  const client = useClient();
  return useCallback(
    async (change) => {
      const answer = await client.invoke('settings.change', change);
      if (answer.ok) return answer.value.result;
      return answer.error === 'invalid' ? 'invalid' : 'failed';
    },
    [client],
  );
}

/** Who holds a setting, so that it cannot be changed here; in words of the messages. */
export type Held = 'settings.managed' | 'settings.overridden';

/** Who holds this setting, or a group it belongs to; null where the person does. */
export function useHeld(path: string): Held | null {
  const { managed, overridden } = useAppState();
  const holds = (held: string): boolean => held === path || path.startsWith(`${held}.`);
  if (managed.some(holds)) return 'settings.managed';
  return overridden.some(holds) ? 'settings.overridden' : null;
}

export interface Applied {
  /** Answers whether it was taken. */
  apply: (value: SettingChange['value']) => Promise<boolean>;
  /** Why the newest change was not taken, in words. */
  trouble: string | null;
  held: Held | null;
}

/** One setting as a control needs it: how to change it, what became of that, and whether it may be changed. */
export function useApply(path: string): Applied {
  const change = useChangeSetting();
  const translate = useTranslate();
  const held = useHeld(path);
  const [result, setResult] = useState<ChangeResult>('ok');
  const apply = useCallback(
    async (value: SettingChange['value']) => {
      const next = await change({ path, value });
      setResult(next);
      return next === 'ok';
    },
    [change, path],
  );
  const key = changeWords[result];
  return { apply, trouble: key === null ? null : translate(key), held };
}

import { useCallback, useState } from 'react';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import type { SettingChange } from '../../../electron/shared/settings.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';

export type ChangeResult = 'ok' | 'invalid' | 'overridden' | 'notSaved' | 'failed';

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

/** Whether a command line flag holds this setting, or a group it belongs to. */
export function useOverridden(path: string): boolean {
  const { overridden } = useAppState();
  return overridden.some((held) => held === path || path.startsWith(`${held}.`));
}

export interface Applied {
  /** Answers whether it was taken. */
  apply: (value: SettingChange['value']) => Promise<boolean>;
  /** Why the newest change was not taken, in words. */
  trouble: string | null;
  overridden: boolean;
}

/** One setting as a control needs it: how to change it, what became of that, and whether it may be changed. */
export function useApply(path: string): Applied {
  const change = useChangeSetting();
  const translate = useTranslate();
  const overridden = useOverridden(path);
  const [result, setResult] = useState<ChangeResult>('ok');
  const apply = useCallback(
    async (value: SettingChange['value']) => {
      const next = await change({ path, value });
      setResult(next);
      return next === 'ok';
    },
    [change, path],
  );
  const words: Record<ChangeResult, MessageKey | null> = {
    ok: null,
    invalid: 'settings.kept',
    overridden: 'settings.overridden',
    notSaved: 'settings.notSaved',
    failed: 'failure.command',
  };
  const key = words[result];
  return { apply, trouble: key === null ? null : translate(key), overridden };
}

import { useCallback } from 'react';
import type { SettingChange } from '../../../electron/shared/settings.ts';
import { useAppState, useClient } from '../../state/clientContext.tsx';

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

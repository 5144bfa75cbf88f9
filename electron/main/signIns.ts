import type { Store } from '../core/state/store.ts';
import type { Accounts } from '../platform/accounts.ts';
import type { Keyring } from '../platform/freedesktop/keyring.ts';
import { importTokens } from './importTokens.ts';
import { withNotice } from './initialState.ts';
import type { SecretStore } from './secretStore.ts';

/** The kept sign-ins: brought back as soon as the key store is open, and kept in another way when the person wants that. */
export interface SignIns {
  /** @param tokensFile to sign in with besides, or null */
  bringBack(tokensFile: string | null): Promise<void>;
  /** Where they are to be kept was changed. */
  keepAnew(): Promise<void>;
}

export function createSignIns(parts: {
  store: Store;
  keyring: Keyring;
  secrets: SecretStore;
  accounts: Accounts;
  stopped: () => boolean;
  problem: (error: unknown) => void;
}): SignIns {
  const { store, keyring, secrets, accounts } = parts;
  const tellKeyStore = (): void => store.update((state) => ({ ...state, keyStore: secrets.kind() }));

  return {
    async bringBack(tokensFile) {
      // A key store that is locked would hold this process until a person opens it: it is waited for instead.
      await keyring.opened(() => store.update((state) => ({ ...state, keyStore: 'locked' })));
      if (parts.stopped()) return;
      tellKeyStore();
      await accounts.restore();
      const detail = secrets.keptAside();
      if (detail !== null) store.update((state) => withNotice(state, { code: 'secretsUnreadable', detail }));
      await importTokens(tokensFile, (tokens) => accounts.useTokens(tokens), parts.problem);
    },
    async keepAnew() {
      // What asks a locked key store stands still; it is asked again when it is open.
      if (store.get().keyStore === 'locked') return;
      tellKeyStore();
      await accounts.keep();
    },
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron/main';
import Store from 'electron-store';
import { z } from 'zod';
import type { Secrets, Tokens } from '../core/ports.ts';
import type { KeyStore } from '../shared/appState.ts';
import { keepAside } from './keptDocument.ts';

/**
 * Tokens, encrypted by the operating system's key store. Without one they live in memory until the app ends,
 * unless the person chose a file that merely hides them.
 *
 * Asking the key store may freeze this process until a person unlocks it (Linux): never before the tray is up.
 */
export interface SecretStore extends Secrets {
  /** How well this computer keeps secrets; asks the key store. */
  kind(): KeyStore;
  /** Where an unreadable file was kept aside, or null. */
  keptAside(): string | null;
}

const tokensSchema = z.array(
  z.object({
    accountId: z.string().min(1),
    label: z.string(),
    accessToken: z.string().min(1),
    refreshToken: z.string().nullable(),
  }),
);

export function createSecretStore(
  folder: string,
  nowMs: () => number,
  allowPlain: () => boolean,
  onError: (error: unknown) => void,
): SecretStore {
  const file = join(folder, 'secrets.json');
  let aside: string | null = null;
  let store: Store<{ tokens: string }> | null = null;

  function kind(): KeyStore {
    const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
    if (!plain && safeStorage.isEncryptionAvailable()) return 'protected';
    if (!allowPlain() || process.platform !== 'linux') return 'memory';
    safeStorage.setUsePlainTextEncryption(true);
    return safeStorage.isEncryptionAvailable() ? 'plain' : 'memory';
  }

  function read(): Tokens[] {
    if (!existsSync(file) || kind() === 'memory') return [];
    try {
      const document = z.object({ tokens: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8')));
      return tokensSchema.parse(
        JSON.parse(safeStorage.decryptString(Buffer.from(document.tokens, 'base64'))),
      );
    } catch {
      // Another key, another computer, or half a file: signing in again mends it, and the old file is not lost.
      aside = keepAside(file, 'unreadable', nowMs(), onError);
      return [];
    }
  }

  return {
    kind,
    keptAside: () => aside,
    load: () => Promise.resolve(read()),
    save(tokens) {
      if (kind() === 'memory') return Promise.resolve();
      store ??= new Store<{ tokens: string }>({ name: 'secrets', cwd: folder });
      store.set('tokens', safeStorage.encryptString(JSON.stringify(tokens)).toString('base64'));
      return Promise.resolve();
    },
  };
}

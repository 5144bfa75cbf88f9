import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron/main';
import Store from 'electron-store';
import { z } from 'zod';
import type { Secrets, Tokens } from '../core/ports.ts';
import { readDocument } from '../core/state/document.ts';
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
  /** From now on nothing is written: all of it is being erased. */
  close(): void;
}

/** How Chromium begins what it encrypted without a key store ("v10"; with one it is "v11"). Source: os_crypt_linux.cc. */
const plainMark = 'v10';
const documentSchema = z.object({ tokens: z.string() });

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
  let closed = false;

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
      const document = documentSchema.parse(readDocument(readFileSync(file, 'utf8')));
      return tokensSchema.parse(
        JSON.parse(safeStorage.decryptString(Buffer.from(document.tokens, 'base64'))),
      );
    } catch {
      // Another key, another computer, or half a file: signing in again mends it, and the old file is not lost.
      aside = keepAside(file, 'unreadable', nowMs(), onError);
      return [];
    }
  }

  /** Nobody wants tokens in a file that merely hides them any more. What a key store has encrypted is not touched. */
  function removePlain(): void {
    if (allowPlain() || !existsSync(file)) return;
    const document = documentSchema.safeParse(readDocument(readFileSync(file, 'utf8')));
    if (!document.success) return;
    const sealed = Buffer.from(document.data.tokens, 'base64');
    if (sealed.subarray(0, plainMark.length).toString('latin1') === plainMark) rmSync(file);
  }

  return {
    kind,
    keptAside: () => aside,
    load: () => Promise.resolve(read()),
    save(tokens) {
      if (closed) return Promise.resolve();
      if (kind() === 'memory') {
        removePlain();
        return Promise.resolve();
      }
      store ??= new Store<{ tokens: string }>({ name: 'secrets', cwd: folder });
      store.set('tokens', safeStorage.encryptString(JSON.stringify(tokens)).toString('base64'));
      return Promise.resolve();
    },
    close: () => void (closed = true),
  };
}

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

/**
 * `plain`: hidden from a glance, and from nobody who looks. Chromium's own way to do so is there only where it found no
 * kind of key store for this desktop, and not where the usual one just does not run.
 */
const documentSchema = z.object({ tokens: z.string(), plain: z.boolean().default(false) });

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
  let store: Store<z.infer<typeof documentSchema>> | null = null;
  let closed = false;

  function kind(): KeyStore {
    const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
    if (!plain && safeStorage.isEncryptionAvailable()) return 'protected';
    return allowPlain() && process.platform === 'linux' ? 'plain' : 'memory';
  }

  function read(): Tokens[] {
    if (!existsSync(file) || kind() === 'memory') return [];
    try {
      const { tokens, plain } = documentSchema.parse(readDocument(readFileSync(file, 'utf8')));
      const sealed = Buffer.from(tokens, 'base64');
      return tokensSchema.parse(JSON.parse(plain ? sealed.toString() : safeStorage.decryptString(sealed)));
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
    if (document.success && document.data.plain) rmSync(file);
  }

  return {
    kind,
    keptAside: () => aside,
    load: () => Promise.resolve(read()),
    save(tokens) {
      if (closed) return Promise.resolve();
      const how = kind();
      if (how === 'memory') {
        removePlain();
        return Promise.resolve();
      }
      const text = JSON.stringify(tokens);
      const sealed = how === 'plain' ? Buffer.from(text) : safeStorage.encryptString(text);
      store ??= new Store({ name: 'secrets', cwd: folder, configFileMode: 0o600 });
      store.store = { tokens: sealed.toString('base64'), plain: how === 'plain' };
      return Promise.resolve();
    },
    close: () => void (closed = true),
  };
}

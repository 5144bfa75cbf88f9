import type { Answer, ApiFailure, Tokens } from '../core/ports.ts';
import type { SignInAnswer, TokenSource } from './chatappApi.ts';

/**
 * The tokens of one account. Renewing is single-flight, because every renewal kills the pair before it, and a new
 * pair is saved before anybody uses it: a crash in between must not cost the sign-in. Never renewed by a timer
 * (ChatApp's own advice).
 */
export interface TokenKeeper extends TokenSource {
  current(): Tokens;
  replace(tokens: Tokens): void;
}

export function createTokenKeeper(
  first: Tokens,
  refresh: (tokens: Tokens) => Promise<SignInAnswer>,
  save: (tokens: Tokens) => Promise<void>,
): TokenKeeper {
  let tokens = first;
  let dead = false;
  let renewing: Promise<Answer<null, ApiFailure>> | null = null;

  async function renewNow(): Promise<Answer<null, ApiFailure>> {
    const answer = await refresh(tokens);
    if (!answer.ok) {
      switch (answer.error) {
        case 'refused':
          dead = true;
          return { ok: false, error: 'tokenRefused' };
        case 'rateLimited':
          return { ok: false, error: 'rateLimited', retryAfterMs: null };
        case 'unavailable':
          return { ok: false, error: 'unavailable', cause: answer.cause };
      }
    }
    await save({ ...answer.value, accountId: tokens.accountId });
    tokens = { ...answer.value, accountId: tokens.accountId };
    return { ok: true, value: null };
  }

  return {
    current: () => tokens,
    replace(next) {
      tokens = next;
      dead = false;
    },
    accessToken: () => (dead ? null : tokens.accessToken),
    renew(deadToken) {
      // Somebody renewed it, or was refused, while this caller waited for its refusal.
      if (dead) return Promise.resolve({ ok: false, error: 'tokenRefused' });
      if (deadToken !== tokens.accessToken) return Promise.resolve({ ok: true, value: null });
      renewing ??= renewNow().finally(() => {
        renewing = null;
      });
      return renewing;
    },
  };
}

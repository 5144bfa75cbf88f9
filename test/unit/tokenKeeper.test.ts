import { describe, expect, it } from 'vitest';
import type { Tokens } from '../../electron/core/ports.ts';
import type { SignInAnswer } from '../../electron/platform/chatappApi.ts';
import { createTokenKeeper, type TokenKeeper } from '../../electron/platform/tokenKeeper.ts';

const first: Tokens = { accountId: '685', label: 'me', accessToken: 'access-1', refreshToken: 'refresh-1' };
const second: Tokens = { ...first, accessToken: 'access-2', refreshToken: 'refresh-2' };
const renewed: SignInAnswer = { ok: true, value: second };

/** A ChatApp whose answers are given by the test, one for each request. */
function chatApp(tokens: Tokens = first, save: (tokens: Tokens) => Promise<void> = () => Promise.resolve()) {
  const requests: { tokens: Tokens; answer: (answer: SignInAnswer) => void }[] = [];
  const keeper: TokenKeeper = createTokenKeeper(
    tokens,
    (asked) => new Promise((resolve) => requests.push({ tokens: asked, answer: resolve })),
    save,
  );
  return { keeper, requests, answer: (answer: SignInAnswer) => requests.at(-1)?.answer(answer) };
}

describe('the tokens of an account', () => {
  it('are renewed once for all who ask', async () => {
    const { keeper, requests, answer } = chatApp();
    const asked = ['one', 'two', 'three'].map(() => keeper.renew('access-1'));
    answer(renewed);
    for (const result of await Promise.all(asked)) expect(result).toEqual({ ok: true, value: null });
    expect(requests).toHaveLength(1);
    expect(keeper.accessToken()).toBe('access-2');
  });

  it('are not renewed again for who was refused with the old one', async () => {
    const { keeper, requests, answer } = chatApp();
    const asked = keeper.renew('access-1');
    answer(renewed);
    await asked;
    expect(await keeper.renew('access-1')).toEqual({ ok: true, value: null });
    expect(requests).toHaveLength(1);
  });

  it('are renewed again when the new one dies, with the new refresh token', async () => {
    const { keeper, requests, answer } = chatApp();
    const asked = keeper.renew('access-1');
    answer(renewed);
    await asked;
    void keeper.renew('access-2');
    expect(requests.map((request) => request.tokens.refreshToken)).toEqual(['refresh-1', 'refresh-2']);
  });

  it('are saved before anybody may use them', async () => {
    const saved: Tokens[] = [];
    let release: () => void = () => undefined;
    const { keeper, answer } = chatApp(first, (tokens) => {
      saved.push(tokens);
      return new Promise((resolve) => (release = resolve));
    });
    let done = false;
    const asked = keeper.renew('access-1').then(() => (done = true));
    answer(renewed);
    await new Promise((resolve) => setImmediate(resolve));
    expect(saved).toEqual([second]);
    expect(done).toBe(false);
    expect(keeper.accessToken()).toBe('access-1');
    release();
    await asked;
    expect(keeper.accessToken()).toBe('access-2');
  });

  it('are dead once refused, for good and without another request', async () => {
    const { keeper, requests, answer } = chatApp();
    const asked = [keeper.renew('access-1'), keeper.renew('access-1')];
    answer({ ok: false, error: 'refused', message: null });
    for (const result of await Promise.all(asked))
      expect(result).toEqual({ ok: false, error: 'tokenRefused' });
    expect(keeper.accessToken()).toBeNull();
    expect(await keeper.renew('access-1')).toEqual({ ok: false, error: 'tokenRefused' });
    expect(requests).toHaveLength(1);
  });

  it('live on when nobody could be asked', async () => {
    const { keeper, requests, answer } = chatApp();
    const cause = { code: 'offline' as const };
    const asked = keeper.renew('access-1');
    answer({ ok: false, error: 'unavailable', cause });
    expect(await asked).toEqual({ ok: false, error: 'unavailable', cause });
    const again = keeper.renew('access-1');
    answer({ ok: false, error: 'rateLimited' });
    expect(await again).toMatchObject({ ok: false, error: 'rateLimited' });
    expect(keeper.accessToken()).toBe('access-1');
    expect(requests).toHaveLength(2);
  });

  it('keep the account they were signed in under', async () => {
    const { keeper, answer } = chatApp({ ...first, accountId: 'pasted-x' });
    const asked = keeper.renew('access-1');
    answer(renewed);
    await asked;
    expect(keeper.current().accountId).toBe('pasted-x');
  });
});

import type { Place } from '../core/catchup/plan.ts';
import type {
  LinkEvent,
  Authorizer,
  Clock,
  CursorStore,
  Logger,
  LongWork,
  Random,
  ReplyApi,
  Secrets,
  Tokens,
  Transport,
} from '../core/ports.ts';
import { fingerprint } from '../core/intake/json.ts';
import type { AccountState, Cause, TimelineEntry } from '../shared/appState.ts';
import type { SignInResult, TestStep } from '../shared/contract.ts';
import type { ServerSettings } from '../shared/settings.ts';
import { createAccountSession, type AccountSession } from './accountSession.ts';
import { checkToken, createChatAppApi, makeTokens, refreshTokens, type SignInAnswer } from './chatappApi.ts';
import type { Network } from './network.ts';
import { createTokenKeeper, type TokenKeeper } from './tokenKeeper.ts';

/** The accounts signed in here, each with its own tokens, link and channels; none touches another. */
export interface Accounts {
  /** Brings back those whose tokens were kept. */
  restore(): Promise<void>;
  signIn(credentials: { email: string; password: string; appId: string }): Promise<SignInResult>;
  /** Tokens made elsewhere. They prove themselves by working: the first request tells. */
  useTokens(tokens: {
    accessToken: string;
    refreshToken: string | null;
    accountId?: string;
    label?: string;
  }): Promise<SignInResult>;
  signOut(accountId: string): Promise<void>;
  /** Saves the sign-ins where they are to be kept now. */
  keep(): Promise<void>;
  wakeAll(): void;
  catchUpAll(why: string): void;
  /** Channels were switched on or off. */
  switchAll(): void;
  /** Sends a text as this account; null where it is signed out. */
  sendText(
    accountId: string,
    ...message: Parameters<ReplyApi['sendText']>
  ): ReturnType<ReplyApi['sendText']> | null;
  /** Proves one channel from end to end. */
  test(accountId: string, channel: string): Promise<TestStep[]>;
  stop(): void;
}

export interface AccountsOptions {
  network: Network;
  server: () => ServerSettings;
  secrets: Secrets;
  clock: Clock;
  random: Random;
  logger: Logger;
  createTransport: (authorizer: Authorizer, tell: (event: LinkEvent) => void) => Transport;
  cursors: CursorStore;
  work: LongWork;
  /** Nothing is saved before `restore` has read what is kept. */
  savesAfterRestore: boolean;
  isOff: (channel: string) => boolean;
  happened: (entry: TimelineEntry) => void;
  changed: (accounts: AccountState[]) => void;
  fetched: (accountId: string, place: Place, items: readonly unknown[]) => void;
  /** A catch-up ended; false when what it brought could not all be stored. */
  caughtUp: () => boolean;
  heard: (accountId: string, event: { channel: string; name: string; dataText: string }) => void;
}

interface Entry {
  keeper: TokenKeeper;
  session: AccountSession;
  api: ReplyApi;
  state: AccountState;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { network, server, secrets, logger } = options;
  const entries = new Map<string, Entry>();
  /**
   * Accounts whose sign-in died: they stay in view until signed in again or removed, over a restart too, where their
   * tokens are tried once more.
   */
  const signedOut = new Map<string, { state: AccountState; tokens: Tokens }>();

  let stopped = false;
  /** Until the kept sign-ins were read, writing would lose them; and asking may have to wait for a password. */
  let restored = !options.savesAfterRestore;
  let unsaved = false;

  function publish(): void {
    if (!stopped) options.changed([...entries.values(), ...signedOut.values()].map(({ state }) => state));
  }

  /** Saves all pairs. A sign-in that cannot be kept is still a sign-in: it is used until the app ends. */
  async function save(tokensOf = (entry: Entry): Tokens => entry.keeper.current()): Promise<void> {
    if (!restored) {
      unsaved = true;
      return;
    }
    try {
      const dead = [...signedOut.values()].map(({ tokens }) => tokens);
      await secrets.save([...[...entries.values()].map(tokensOf), ...dead]);
    } catch (error) {
      logger.error('sign-ins are not saved', { error });
    }
  }

  function happened(
    accountId: string,
    what: TimelineEntry['what'],
    cause: Cause | null,
    count: number | null,
  ): void {
    const atMs = options.clock.nowMs();
    options.happened({ atMs, lastAtMs: atMs, times: 1, accountId, what, cause, count });
  }

  function add(tokens: Tokens): void {
    const { accountId, label } = tokens;
    entries.get(accountId)?.session.stop();
    signedOut.delete(accountId);
    const keeper = createTokenKeeper(
      tokens,
      (current) => refreshTokens(network, server(), current),
      async (next) => {
        await save((entry) => (entry.keeper === keeper ? next : entry.keeper.current()));
        happened(accountId, 'tokensRenewed', null, null);
      },
    );
    const api = createChatAppApi(network, server, keeper);
    const session = createAccountSession({
      accountId,
      label,
      server,
      api,
      cursors: options.cursors,
      work: options.work,
      isOff: options.isOff,
      happened: (what, cause, count) => happened(accountId, what, cause, count),
      createTransport: (tell) => options.createTransport(api, tell),
      clock: options.clock,
      random: options.random,
      logger,
      changed(state) {
        const entry = entries.get(accountId);
        if (!entry || entry.session !== session) return;
        entry.state = state;
        publish();
      },
      heard: (event) => options.heard(accountId, event),
      fetched: (place, items) => options.fetched(accountId, place, items),
      caughtUp: () => options.caughtUp(),
      signedOut: (cause) => void onDeadSignIn(accountId, cause),
    });
    entries.set(accountId, { keeper, session, api, state: initialState(accountId, label) });
    publish();
    if (!stopped) session.start();
  }

  async function onDeadSignIn(accountId: string, cause: Cause): Promise<void> {
    const entry = entries.get(accountId);
    if (!entry) return;
    entries.delete(accountId);
    const state: AccountState = {
      ...entry.state,
      status: 'signedOut',
      signedOutCause: cause,
      channels: [],
      link: { status: 'off', cause: null, retryAtMs: null },
    };
    signedOut.set(accountId, { state, tokens: entry.keeper.current() });
    logger.warn('signed out by ChatApp', { cause: cause.code });
    publish();
    await save();
  }

  async function accept(answer: SignInAnswer): Promise<SignInResult> {
    if (answer.ok) {
      add(answer.value);
      await save();
      return { result: 'ok' };
    }
    switch (answer.error) {
      case 'refused':
        return { result: 'refused', message: answer.message };
      case 'rateLimited':
        return { result: 'rateLimited' };
      case 'unavailable':
        return { result: 'failed', cause: answer.cause };
    }
  }

  return {
    async restore() {
      for (const tokens of await secrets.load()) {
        // A key store may wait for a person; who signed in meanwhile has the newer pair.
        if (!entries.has(tokens.accountId)) add(tokens);
      }
      restored = true;
      if (unsaved) await save();
    },
    signIn: async (credentials) => accept(await makeTokens(network, server(), credentials)),
    async useTokens({ accessToken, refreshToken, accountId, label = '' }) {
      const tokens = { label, accessToken, refreshToken };
      if (accountId !== undefined) return accept({ ok: true, value: { ...tokens, accountId } });
      const checked = await checkToken(network, server(), accessToken);
      // Where ChatApp does not tell whose they are, the pair itself names the account.
      const named = `pasted-${fingerprint(refreshToken ?? accessToken)}`;
      switch (checked.result) {
        case 'good':
          return accept({ ok: true, value: { ...tokens, accountId: checked.accountId ?? named } });
        case 'unknown':
          return accept({ ok: true, value: { ...tokens, accountId: named } });
        case 'refused':
          if (refreshToken === null) return { result: 'refused', message: checked.message };
          // The access token has ended; the other one may still be good.
          return accept(await refreshTokens(network, server(), { ...tokens, accountId: named }));
      }
    },
    async signOut(accountId) {
      entries.get(accountId)?.session.stop();
      entries.delete(accountId);
      signedOut.delete(accountId);
      publish();
      await save();
    },
    keep: () => save(),
    wakeAll() {
      for (const entry of entries.values()) entry.session.wake();
    },
    sendText: (accountId, ...message) => entries.get(accountId)?.api.sendText(...message) ?? null,
    test: (accountId, channel) => entries.get(accountId)?.session.test(channel) ?? Promise.resolve([]),
    switchAll() {
      for (const entry of entries.values()) entry.session.switched();
    },
    catchUpAll(why) {
      for (const entry of entries.values()) entry.session.catchUp(why);
    },
    stop() {
      stopped = true;
      // The entries stay: a renewal still under way saves all of them.
      for (const entry of entries.values()) entry.session.stop();
    },
  };
}

function initialState(id: string, label: string): AccountState {
  return {
    id,
    label,
    status: 'signedIn',
    signedOutCause: null,
    link: { status: 'connecting', cause: null, retryAtMs: null },
    lines: null,
    linesCause: null,
    channels: [],
  };
}

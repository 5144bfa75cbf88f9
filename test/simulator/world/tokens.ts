import { randomBytes } from 'node:crypto';

/** The answer of tokens.make and tokens.refresh; the end times are unix seconds. */
export interface TokenPair {
  readonly cabinetUserId: number;
  readonly accessToken: string;
  readonly accessTokenEndTime: number;
  readonly refreshToken: string;
  readonly refreshTokenEndTime: number;
}

/** ChatApp's lifetimes: 24 hours and 14 days. */
const accessLifetimeSeconds = 24 * 3600;
const refreshLifetimeSeconds = 14 * 24 * 3600;
/** ChatApp's limit of tokens.make per day and per (email, appId). */
const makesPerDay = 100;
const dayMs = 86_400_000;

/** Issues, rotates and expires tokens. Several pairs live side by side; rotating one leaves the others alone. */
export class TokenDesk {
  readonly #userId: number;
  readonly #now: () => number;
  readonly #accessEnds = new Map<string, number>();
  readonly #refreshable = new Map<string, TokenPair>();
  readonly #issued: TokenPair[] = [];
  #makes: number[] = [];

  constructor(userId: number, now: () => number) {
    this.#userId = userId;
    this.#now = now;
  }

  /** Counts one tokens.make against the day's limit; false when it is used up. */
  countMake(): boolean {
    const now = this.#now();
    this.#makes = this.#makes.filter((atMs) => now - atMs < dayMs);
    if (this.#makes.length >= makesPerDay) return false;
    this.#makes.push(now);
    return true;
  }

  issue(): TokenPair {
    const nowSeconds = Math.floor(this.#now() / 1000);
    const pair: TokenPair = {
      cabinetUserId: this.#userId,
      // bcrypt-shaped like ChatApp's older tokens: the $ / . in it show who forgets to escape.
      accessToken: `$2y$10$${randomBytes(40).toString('base64').replaceAll('+', '.').replaceAll('=', '').slice(0, 53)}`,
      accessTokenEndTime: nowSeconds + accessLifetimeSeconds,
      refreshToken: randomBytes(32).toString('hex'),
      refreshTokenEndTime: nowSeconds + refreshLifetimeSeconds,
    };
    this.#accessEnds.set(pair.accessToken, pair.accessTokenEndTime);
    this.#refreshable.set(pair.refreshToken, pair);
    this.#issued.push(pair);
    return pair;
  }

  /** Every pair there ever was, dead ones too. */
  get issued(): readonly TokenPair[] {
    return this.#issued;
  }

  /** Swaps a refresh token for a new pair; both old tokens die. Null: that refresh token is dead. */
  refresh(refreshToken: string): TokenPair | null {
    const old = this.#refreshable.get(refreshToken);
    if (old === undefined) return null;
    this.#refreshable.delete(refreshToken);
    this.#accessEnds.delete(old.accessToken);
    return old.refreshTokenEndTime * 1000 > this.#now() ? this.issue() : null;
  }

  /** Whether an access token (raw, without "Bearer") is alive. */
  accepts(accessToken: string | undefined): boolean {
    const end = accessToken === undefined ? undefined : this.#accessEnds.get(accessToken);
    return end !== undefined && end * 1000 > this.#now();
  }

  /** Ends every access token issued so far. */
  expireAccess(): void {
    this.#accessEnds.clear();
  }

  /** Ends every refresh token issued so far. */
  expireRefresh(): void {
    this.#refreshable.clear();
  }
}

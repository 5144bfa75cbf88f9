/**
 * What an API answer can be turned into. The numbers are HTTP statuses.
 *
 * `403-page`: a firewall's page · `html`: 200 with a login page · `hang`: no answer, ever · `drop`: the connection is cut before the request is
 * carried out · `lost-answer`: it is carried out, then the connection is cut · `empty-object`: 200 `{}` ·
 * `bad-signature`: a well-formed but wrong `auth` (channel authorisation only).
 */
export const faultModes = [
  'ok',
  '401',
  '403',
  '403-page',
  '404',
  '419',
  '429',
  '302',
  '500',
  '502',
  '503',
  'html',
  'hang',
  'drop',
  'lost-answer',
  'empty-object',
  'bad-signature',
] as const;

export type FaultMode = (typeof faultModes)[number];

export interface FaultScope {
  /** How many matching requests it lasts; endless by default. */
  readonly count?: number;
  /** Only this channel (channel authorisation) or only paths that contain this text (REST). */
  readonly only?: string;
}

interface FaultRule {
  readonly mode: FaultMode;
  readonly only: string | null;
  left: number;
}

/** The faults in force for one kind of request; a rule for one channel or path goes before the general one. */
export class FaultPlan {
  #rules: FaultRule[] = [];

  /** Sets the mode for a scope, replacing what that scope had; `ok` without a scope clears everything. */
  set(mode: FaultMode, scope: FaultScope = {}): void {
    const only = scope.only ?? null;
    this.#rules = mode === 'ok' && only === null ? [] : this.#rules.filter((rule) => rule.only !== only);
    if (mode === 'ok' && only === null) return;
    this.#rules.push({ mode, only, left: scope.count ?? Number.POSITIVE_INFINITY });
  }

  /** The mode for one request, using up one of its count. `matches` says whether a scope text applies. */
  take(matches: (only: string) => boolean): FaultMode {
    const rule =
      this.#rules.find((candidate) => candidate.only !== null && matches(candidate.only)) ??
      this.#rules.find((candidate) => candidate.only === null);
    if (rule === undefined) return 'ok';
    rule.left -= 1;
    if (rule.left <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule.mode;
  }
}

/** How long to wait before the next attempt. All times in milliseconds. */

export const backoff = {
  firstMs: 500,
  longestMs: 30_000,
  /** A link that lived this long was a good one: the next failure starts from the beginning. */
  stableAfterMs: 20_000,
  /** Close codes 4000-4099 mean "do not come back unchanged" (Pusher protocol 7): come back slowly all the same. */
  refusedFirstMs: 5_000,
  refusedLongestMs: 300_000,
} as const;

/** Pusher close codes that say the request itself is wrong: unknown key, over quota, not authorised … */
export function isRefusal(closeCode: number | null): boolean {
  return closeCode !== null && closeCode >= 4000 && closeCode <= 4099;
}

/**
 * Equal-jitter backoff: half of the step is sure, half is chance, so that a thousand desks do not come back
 * in the same second.
 *
 * @param attempt 0 for the first retry.
 * @param chance 0 ≤ x < 1.
 * @returns between 250 and 30,000 ms; between 2,500 and 300,000 ms after a refusal.
 */
export function retryDelayMs(attempt: number, closeCode: number | null, chance: number): number {
  const refused = isRefusal(closeCode);
  const first = refused ? backoff.refusedFirstMs : backoff.firstMs;
  const longest = refused ? backoff.refusedLongestMs : backoff.longestMs;
  const step = Math.min(longest, first * 2 ** Math.min(attempt, 20));
  return Math.round(step / 2 + (chance * step) / 2);
}

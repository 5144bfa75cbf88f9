/** How often a fact is looked at that nobody announces. */
const lookEveryMs = 20;

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Looks until something is there and returns it; a look that throws counts as not yet.
 * @param describe what was awaited and what there is instead, for the error
 */
export async function waitFor<Value>(
  look: () => Promise<Value | undefined> | Value | undefined,
  describe: () => string,
  limitMs: number,
): Promise<Value> {
  const deadlineMs = Date.now() + limitMs;
  let lastProblem = '';
  for (;;) {
    try {
      const value = await look();
      if (value !== undefined) return value;
      lastProblem = '';
    } catch (problem) {
      lastProblem = `; last error: ${problem instanceof Error ? problem.message : String(problem)}`;
    }
    if (Date.now() > deadlineMs) throw new Error(`${describe()} within ${limitMs} ms${lastProblem}`);
    await delay(lookEveryMs);
  }
}

/** Values in one input: a whole list of the longest rules has some thousands. */
const mostValues = 50_000;

/**
 * Whether an input is small enough to be looked at by a schema. Those look at every item of a list before they say that it
 * is too long, and a list with a length of four thousand million and nothing in it comes through IPC in a few bytes.
 */
export function isModest(input: unknown): boolean {
  const open: unknown[] = [input];
  let left = mostValues;
  for (let value = open.pop(); left >= 0 && (value !== undefined || open.length > 0); value = open.pop()) {
    left -= 1;
    if (Array.isArray(value)) {
      if (value.length > left) return false;
      open.push(...(value as unknown[]));
    } else if (typeof value === 'object' && value !== null) {
      for (const item of Object.values(value)) open.push(item);
    }
  }
  return left >= 0;
}

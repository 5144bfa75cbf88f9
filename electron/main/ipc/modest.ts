/** Values in one input: a whole list of the longest rules has some thousands. */
const mostValues = 50_000;
/** Of lists and objects in each other: a rule in a list of a setting has six, and beyond thousands JSON fills the stack. */
const mostLevels = 32;
/** In all its texts and names together: a thousand of the longest keys of events. */
const mostCharacters = 2_100_000;

/**
 * Whether an input is small enough to be looked at by a schema. Those look at every item of a list before they say that it
 * is too long, and a list with a length of four thousand million and nothing in it comes through IPC in a few bytes. Nor do
 * all of them know yet what a setting's value may hold.
 */
export function isModest(input: unknown): boolean {
  let level: unknown[] = [input];
  let left = mostValues;
  let characters = mostCharacters;
  for (let depth = 0; level.length > 0; depth += 1) {
    left -= level.length;
    if (left < 0 || characters < 0 || depth > mostLevels) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') characters -= value.length;
      if (typeof value !== 'object' || value === null) continue;
      const names = Array.isArray(value) ? [] : Object.keys(value);
      const length = Array.isArray(value) ? value.length : names.length;
      if (length > left - next.length) return false;
      for (const name of names) characters -= name.length;
      next.push(...(Object.values(value) as unknown[]));
    }
    level = next;
  }
  return characters >= 0;
}

/**
 * The next value, in which everything that says the same as before is the very same object: main sends its state as a
 * whole, and what did not change need not be drawn anew. For plain values, lists and objects, as JSON has them.
 */
export function shareEqual<Value>(before: Value, next: Value): Value;
export function shareEqual(before: unknown, next: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(next)) {
    const shared = next.map((value, index): unknown => shareEqual(before[index], value));
    const same = shared.length === before.length && shared.every((value, index) => value === before[index]);
    return same ? before : shared;
  }
  if (!isObject(before) || !isObject(next)) return next;
  const shared = Object.entries(next).map(([key, value]) => [key, shareEqual(before[key], value)] as const);
  const same =
    shared.length === Object.keys(before).length &&
    shared.every(([key, value]) => Object.hasOwn(before, key) && value === before[key]);
  return same ? before : Object.fromEntries(shared);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

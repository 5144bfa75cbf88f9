/** Takes what is secret or personal out of anything that is about to be written to a log. */

const secretKeys = /token|authorization|refresh$|passw|secret|^auth$|cookie|phone|e-?mail/i;
/** Long runs without spaces: 64 hex digits, bcrypt-shaped tokens, JWTs. */
const tokenShapes = /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}|[A-Fa-f0-9]{32,}|eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const phones = /\+?\d{10,}/g;
const addresses = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;

/** `https://name:password@host`, with whatever is in the password but a slash. */
const userInfo = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/]+@/gi;
/** Names and values of an address's query; no expression that looks for a word in the name would end in time. */
const parameters = /([?&])([^=&?\s]{1,200})=([^&\s]+)/g;
const secretParameter = /token|key|sig|auth|pass/i;
/** A header, or a line of JSON, that somebody quoted. */
const named =
  /((?:token|authorization|refresh|password|secret|cookie)\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?:(?:bearer|basic)\s)?)[^\s"',;&}\\]+/gi;

/** Characters of one text in a log. What is longer was written by somebody else, who may have a reason for it. */
const longest = 4_000;

export function redactText(text: string): string {
  return shortened(text)
    .replace(userInfo, '$1[secret]@')
    .replace(parameters, (whole, before: string, name: string) =>
      secretParameter.test(name) ? `${before}${name}=[secret]` : whole,
    )
    .replace(named, '$1[secret]')
    .replace(tokenShapes, '[secret]')
    .replace(addresses, '[address]')
    .replace(phones, '[number]');
}

/** Ends at a space: half a token looks like none. */
function shortened(text: string): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest);
  return `${kept.slice(0, Math.max(kept.lastIndexOf(' '), kept.lastIndexOf('\n'), 0))}…`;
}

export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return redactText(String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 5) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 50)
      .map(([key, item]) => [redactText(key), redactEntry(key, item, depth + 1)]),
  );
}

function redactEntry(key: string, item: unknown, depth: number): unknown {
  if (secretKeys.test(key)) return '[secret]';
  // A phone number may come as a number; so do moments, which are called so.
  if (typeof item === 'number' && Math.abs(item) >= 10_000_000_000 && !key.endsWith('Ms')) return '[number]';
  return redact(item, depth);
}

/** With what stands behind it, which a stack does not tell. */
function redactError(error: Error, depth: number): unknown {
  const text = redactText(error.stack ?? error.message);
  return error.cause === undefined ? text : { error: text, cause: redact(error.cause, depth + 1) };
}

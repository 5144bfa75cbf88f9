/** Takes what is secret or personal out of anything that is about to be written to a log. */

const secretKeys = /token|authorization|refresh$|password|secret|^auth$|cookie/i;
/** Long runs without spaces: 64 hex digits, bcrypt-shaped tokens, JWTs. */
const tokenShapes = /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}|[A-Fa-f0-9]{32,}|eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const phones = /\+?\d{10,}/g;

/** `https://name:password@host`. */
const userInfo = /(https?:\/\/)[^\s/@]+@/gi;
const secretParameters = /([?&][^=&\s]*(?:token|key|sig|auth|pass)[^=&\s]*=)[^&\s]+/gi;

export function redactText(text: string): string {
  return text
    .replace(userInfo, '$1[secret]@')
    .replace(secretParameters, '$1[secret]')
    .replace(tokenShapes, '[secret]')
    .replace(phones, '[number]');
}

export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 5) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  if (value instanceof Error) return redactText(value.stack ?? value.message);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key),
      secretKeys.test(key) ? '[secret]' : redact(item, depth + 1),
    ]),
  );
}

import type { Privacy } from '../../shared/attention.ts';
import type { Settings } from '../../shared/settings.ts';

/** How much of a message may be seen on the screen. */

const order: readonly Privacy[] = ['all', 'sender', 'nothing'];

/** What the settings say of a line; while the screen is locked never more than they allow then. */
export function privacyOf(settings: Settings, lineId: string | null, guarded: boolean): Privacy {
  const own = settings.attention.privacyLines.find((line) => line.lineId === lineId)?.privacy;
  const usual = own ?? settings.privacy;
  return guarded ? stricter(usual, settings.attention.privacyLocked) : usual;
}

function stricter(one: Privacy, other: Privacy): Privacy {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}

/** Digits that are shown of a masked number. */
const shownDigits = 4;
/** Runs of nine digits and more, with what people write between them; a date has eight. */
const numbers = /\+?\d(?:[\s().-]{0,2}\d){8,}/g;

/** Every phone number in a text by its last digits only; a text without one comes back as it was. */
export function maskPhones(text: string): string {
  return text.replace(numbers, (number) => `•••${number.replace(/\D/g, '').slice(-shownDigits)}`);
}

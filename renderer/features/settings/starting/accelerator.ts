import { settingsSchema } from '../../../../electron/shared/settings.ts';

/** What of a key press counts for a shortcut. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Keys pressed together, as Electron writes them, or why they cannot be a shortcut. */
export type Read =
  | { is: 'shortcut'; accelerator: string }
  /** Only modifiers so far. */
  | { is: 'begun'; modifiers: string }
  | { is: 'bad'; why: 'noModifier' | 'ordinary' | 'key' };

const modifierKeys = ['Control', 'Alt', 'Shift', 'Meta', 'OS', 'AltGraph', 'CapsLock', 'Fn', 'Dead'];
const named = ['Space', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'];

/** `isMac`: there the system key is called Cmd. */
export function readShortcut(pressed: Pressed, isMac: boolean): Read {
  const modifiers = [
    pressed.ctrlKey && 'Ctrl',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
    pressed.metaKey && (isMac ? 'Cmd' : 'Super'),
  ].filter((name) => name !== false);
  if (modifierKeys.includes(pressed.key)) return { is: 'begun', modifiers: modifiers.join('+') };
  const key = keyName(pressed);
  if (key === null) return { is: 'bad', why: 'key' };
  const isFunction = /^F\d/.test(key);
  if (modifiers.length === 0) return { is: 'bad', why: 'noModifier' };
  // Shift alone makes capitals; Ctrl with one letter, and Alt+F4, mean something in every program.
  const [only] = modifiers.length === 1 ? modifiers : [];
  if (only === 'Shift' && !isFunction) return { is: 'bad', why: 'noModifier' };
  const ordinary = (only === 'Ctrl' || only === 'Cmd') && !isFunction;
  if (ordinary || (only === 'Alt' && key === 'F4')) return { is: 'bad', why: 'ordinary' };
  const accelerator = [...modifiers, key].join('+');
  const { success } = settingsSchema.shape.shortcut.safeParse(accelerator);
  return success ? { is: 'shortcut', accelerator } : { is: 'bad', why: 'key' };
}

/** The letter on the key where it is Latin; on a Cyrillic keyboard the key in the same place. */
function keyName({ key, code }: Pressed): string | null {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  return place?.[1] ?? place?.[2] ?? named.find((name) => name === code) ?? null;
}

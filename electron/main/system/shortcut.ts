import { globalShortcut } from 'electron/main';
import type { Stop } from '../../core/ports.ts';

/** The keys that show the window from anywhere. One at a time; one that another program has leaves the one before. */
export interface Shortcut {
  /** @returns false when these keys could not be had */
  use(keys: string | null): boolean;
  /** The keys that are ours now. */
  current(): string | null;
  stop: Stop;
}

export function createShortcut(pressed: () => void, onError: (error: unknown) => void): Shortcut {
  let current: string | null = null;

  function take(keys: string): boolean {
    try {
      return globalShortcut.register(keys, pressed);
    } catch (error) {
      // Keys that Electron does not know, from a file that was edited by hand.
      onError(error);
      return false;
    }
  }

  return {
    use(keys) {
      if (keys === current) return true;
      // The new ones first: if they are taken, nothing has changed.
      if (keys !== null && !take(keys)) return false;
      if (current !== null) globalShortcut.unregister(current);
      current = keys;
      return true;
    },
    current: () => current,
    stop() {
      if (current !== null) globalShortcut.unregister(current);
      current = null;
    },
  };
}

import { everyEvent } from '../../electron/shared/eventFilter.ts';
import type { WindowMemory } from '../../electron/shared/windowMemory.ts';
import type { NotifierClient } from './client.ts';

/** What changes within this time is told together. Milliseconds. */
const restMs = 1_000;

const { fromMs: _from, toMs: _to, ...everything } = everyEvent;

/** What a window shows that has no memory. */
export const freshWindow: WindowMemory = {
  page: 'events',
  filter: { ...everything, period: 'any', fromDay: null, toDay: null },
  openKey: null,
  top: null,
  welcome: null,
  drafts: [],
};

/** Main keeps what the window shows, since the window itself is destroyed whenever it is hidden. */
export interface MemoryKeeper {
  /** What the window before this one left. */
  before: WindowMemory;
  /** A part of it has changed; main is told soon, and at once when the page goes. */
  note: (change: Partial<WindowMemory>) => void;
  start: () => () => void;
}

export function createMemoryKeeper(client: NotifierClient, before: WindowMemory): MemoryKeeper {
  let now = before;
  let told = JSON.stringify(before);
  let timer: ReturnType<typeof setTimeout> | null = null;

  function tell(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const words = JSON.stringify(now);
    if (words === told) return;
    told = words;
    void client.invoke('window.remember', now);
  }

  const tellWhenHidden = (): void => {
    if (document.visibilityState === 'hidden') tell();
  };

  return {
    before,
    note(change) {
      now = { ...now, ...change };
      timer ??= setTimeout(tell, restMs);
    },
    start() {
      window.addEventListener('pagehide', tell);
      document.addEventListener('visibilitychange', tellWhenHidden);
      return () => {
        tell();
        window.removeEventListener('pagehide', tell);
        document.removeEventListener('visibilitychange', tellWhenHidden);
      };
    },
  };
}

import type { Clock } from '../../core/ports.ts';
import type { Store } from '../../core/state/store.ts';
import { paced } from '../../platform/paced.ts';
import type { MainWindow } from './mainWindow.ts';

/** Nobody sees more pictures a second than this allows, and each is a message of its own. Milliseconds. */
const windowEveryMs = 200;

/** What the window is told by itself: the state, and that events were added or changed. In a storm, now and then. */
export interface WindowNews {
  stateChanged(): void;
  eventsChanged(): void;
  /** Grows with every change of the events. */
  revision(): number;
}

export function createWindowNews(clock: Clock, store: Store, window: Pick<MainWindow, 'tell'>): WindowNews {
  let revision = 1;
  const tellEvents = paced(clock, windowEveryMs, () => window.tell('events', { revision }));
  return {
    stateChanged: paced(clock, windowEveryMs, () => window.tell('state', store.snapshot())),
    eventsChanged() {
      revision += 1;
      tellEvents();
    },
    revision: () => revision,
  };
}

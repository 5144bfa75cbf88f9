import { statusDocument } from '../../core/state/status.ts';
import type { Store } from '../../core/state/store.ts';
import { snoozeId } from '../../shared/attention.ts';
import type { Order } from '../commandLine.ts';
import type { Snoozing } from '../snoozing.ts';

/** What a second start with `--status`, `--pause` or `--resume` asks of the running app; answers with the state after it. */
export function obeyOrder(order: Order, store: Store, snoozing: Snoozing): string {
  switch (order.do) {
    case 'status':
      break;
    case 'resume':
      snoozing.wakeUp(snoozeId({ scope: 'all' }));
      break;
    case 'pause':
      if (typeof order.length === 'object') snoozing.pauseFor(order.length.minutes);
      else snoozing.snooze({ scope: 'all' }, order.length, null);
      break;
  }
  return `${JSON.stringify(statusDocument(store.get()), null, 2)}\n`;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { attend } from '../../electron/core/attention/attention.ts';
import { checkLaterFrame } from '../../electron/core/connection/frame.ts';
import { intake } from '../../electron/core/intake/intake.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { eventRowSchema } from '../../electron/shared/event.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { attentionBench } from '../support/attention.ts';
import { lineChannelName } from '../support/events.ts';
import { makeFrame } from './support/frames.ts';
import { mustBeSound } from './support/promises.ts';
import { fuzz } from './support/target.ts';

/** What got in goes the rest of the way: into a real history, out of it again, and before attention. */

const mebibyte = 1_048_576;

it('whatever was taken is stored, read back and decided', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-fuzz-'));
  const { history } = openHistory(join(folder, 'history.db'), 1_700_000_000_000);
  const bench = attentionBench();
  let state = bench.state;
  let nowMs = 1_700_000_000_000;

  function feed(text: string): string {
    const frame = checkLaterFrame(text);
    if (frame.type === 'bad') return 'refused by the guard';
    const { event, data } = JSON.parse(frame.forward) as { event: string; data: unknown };
    if (event.startsWith('pusher')) return 'of Pusher itself';
    const dataText = String(JSON.parse(String(data)));
    nowMs += 7;
    const place = { accountId: '685', channel: lineChannelName, receivedAtMs: nowMs, recovered: false };
    const taken = intake({ ...place, name: event, dataText });
    mustBeSound(taken);
    const rows = history.insertNew(taken.events);
    const [newest] = history.page({ beforeRow: null, limit: 1, filter: everyEvent }).rows;
    if (rows.length > 0 && newest?.key !== rows.at(-1)?.key) throw new Error('not the newest of the list');
    for (const row of rows.slice(0, 20)) {
      const found = history.find(row.key);
      if (found === null || !eventRowSchema.safeParse(found.row).success) throw new Error('not read back');
    }
    const step = attend(state, { type: 'stored', rows }, { ...bench.situation(), nowMs });
    state = attend(step.state, { type: 'tick' }, { ...bench.situation(), nowMs }).state;
    const judged = new Set(step.effects.flatMap((effect) => (effect.type === 'verdict' ? [effect.key] : [])));
    if (rows.some(({ key }) => !judged.has(key))) throw new Error('a row without a verdict');
    return rows.length > 0 ? 'taken' : 'told already';
  }

  try {
    // Attention knows some hundreds of notifications and who waits, on purpose.
    await fuzz({
      name: 'history and attention',
      share: 1 / 25,
      make: makeFrame,
      feed,
      // One frame may hold ten thousand items, each of which is looked for in the history; an ordinary one holds one.
      slowestAllowed: 1_000,
      mayKeep: 64 * mebibyte,
    });
  } finally {
    history.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

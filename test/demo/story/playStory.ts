import type { SeenNotification } from '../../support/desktop/busMonitor.ts';
import { readEvents, readState } from '../appView.ts';
import { ledgerTable } from '../ledgerTable.ts';
import { ledgerCells, ledgerSummary } from '../ledgerWords.ts';
import { takeTrayMenuPicture, takeWindowPictures } from '../pictures.ts';
import { playWorkingMorning } from './morning.ts';
import { openTheatre, type TheatreParts } from './theatre.ts';

/** A whole story takes no longer than this, pictures included. Milliseconds. */
const storyLimitMs = 60_000;

/** Plays the story and prints the ledger, which also helps where the story broke off. @returns the exit code */
export async function playStory(
  parts: Omit<TheatreParts, 'endMs'>,
  say: (line: string) => void,
): Promise<number> {
  const { page, options, desktop, app } = parts;
  const beganMs = Date.now();
  const theatre = await openTheatre({ ...parts, endMs: beganMs + storyLimitMs });
  const problem = await Promise.race([
    playWorkingMorning(theatre, say).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    ),
    interrupted(parts.signal),
  ]);
  const tookMs = Date.now() - beganMs;
  if (parts.signal.aborted) throw new Error('the story was interrupted');
  await printLedger(parts, theatre.notifications(), say);
  if (problem !== null) {
    say(`demo: the story broke off after ${(tookMs / 1_000).toFixed(1)} s: ${problem}`);
    return 1;
  }
  await takeWindowPictures(page, options);
  if (desktop !== null) await takeTrayMenuPicture(desktop, app, options.out);
  say(`demo: the whole story came true in ${(tookMs / 1_000).toFixed(1)} s; pictures in ${options.out}`);
  return 0;
}

async function printLedger(
  { page, options }: Pick<TheatreParts, 'page' | 'options'>,
  notifications: readonly SeenNotification[] | null,
  say: (line: string) => void,
): Promise<void> {
  const state = await readState(page);
  const events = (await readEvents(page)).toReversed();
  say('');
  for (const line of ledgerTable(
    events.map((row) => ledgerCells(row, state)),
    options.all,
  ))
    say(line);
  say('');
  say(ledgerSummary(events, notifications));
}

function interrupted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('interrupted'), { once: true });
  });
}

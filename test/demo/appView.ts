import { everyEvent } from '../../electron/shared/eventFilter.ts';
import type { Page } from '@playwright/test';
import type { AppState } from '../../electron/shared/appState.ts';
import { causeAdvice, causeText } from '../../electron/shared/eventText.ts';
import type { Bridge } from '../../electron/shared/contract.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { listeningText, summariseListening } from '../../electron/shared/listening.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';

/** The app's own account of itself, asked through the same bridge as its window. */

type WithBridge = typeof globalThis & { notifier: Bridge };

export async function readState(page: Page): Promise<AppState> {
  const answer = await page.evaluate(() => (globalThis as WithBridge).notifier.invoke('state.get', null));
  if (!answer.ok) throw new Error(`the app did not answer: ${answer.error}`);
  return answer.value.value;
}

/** Every stored event, newest first. */
export async function readEvents(page: Page): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  for (;;) {
    const beforeRow = rows.at(-1)?.row ?? null;
    const answer = await page.evaluate(
      (before) =>
        (globalThis as WithBridge).notifier.invoke('events.page', {
          beforeRow: before,
          limit: 200,
          filter: everyEvent,
        }),
      beforeRow,
    );
    if (!answer.ok) throw new Error(`the app did not answer: ${answer.error}`);
    rows.push(...answer.value.rows);
    if (!answer.value.more) return rows;
  }
}

/** "Listening to 12 channels", or why not and what to do. */
export function listeningWords(state: AppState): string {
  const translate = createTranslate('en');
  const listening = summariseListening(state);
  const words = listeningText(listening, translate);
  return listening.cause === null
    ? words
    : `${words} (${causeText(listening.cause, translate)}. ${causeAdvice(listening.cause, translate)})`;
}

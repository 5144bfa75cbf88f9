import { everyEvent } from '../../electron/shared/eventFilter.ts';
import type { Page } from '@playwright/test';
import type { AppState } from '../../electron/shared/appState.ts';
import { causeAdvice, causeText } from '../../electron/shared/eventText.ts';
import type { Bridge, CommandInput, CommandName, CommandOutput } from '../../electron/shared/contract.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { listeningText, summariseListening } from '../../electron/shared/listening.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';

/** The app's own account of itself, asked through the same bridge as its window. */

type WithBridge = typeof globalThis & { notifier: Bridge };

/** What the window itself would ask or do. */
export async function invoke<Name extends CommandName>(
  page: Page,
  name: Name,
  input: CommandInput<Name>,
): Promise<CommandOutput<Name>> {
  // Playwright's types cannot follow a generic input through its serialisation; it is JSON by the contract.
  const answer = await page.evaluate(
    (request) => {
      const { notifier } = globalThis as WithBridge;
      return notifier.invoke(request.name, request.input as CommandInput<Name>);
    },
    { name, input },
  );
  if (!answer.ok) throw new Error(`the app did not answer ${name}: ${answer.error}`);
  return answer.value;
}

export async function readState(page: Page): Promise<AppState> {
  return (await invoke(page, 'state.get', null)).value;
}

/** Every stored event, newest first. */
export async function readEvents(page: Page): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  for (;;) {
    const beforeRow = rows.at(-1)?.row ?? null;
    const answer = await invoke(page, 'events.page', {
      beforeRow,
      limit: 200,
      filter: everyEvent,
    });
    rows.push(...answer.rows);
    if (!answer.more) return rows;
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

import type { Page } from '@playwright/test';
import { readState } from '../demo/appView.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { windowView } from '../support/windowView.ts';
import { findCustomer } from '../simulator/cast.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { nameOf } from './cast.ts';
import { expect, test } from './fixtures.ts';

/** Everything without a mouse: no click, no focus set from outside, and one always sees where one is. */

const texts = { anna: 'Is the oak table there?', svetlana: 'Where is my order?', igor: 'Flowers for Friday' };

async function threeMessages(simulator: Simulator, window: Page): Promise<void> {
  for (const [key, text] of Object.entries(texts)) simulator.message({ customer: key, text });
  await expect(windowView(window).rows()).toHaveCount(3);
}

function pageButton(window: Page, name: string) {
  return window.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name });
}

test('the events: list, detail, answering, quiet, searching, keys, reading', async ({ start, simulator }) => {
  const { window } = await start();
  const keys = keyboardOf(window);
  const view = windowView(window);
  await threeMessages(simulator, window);
  const [igor, svetlana, anna] = [view.rows().nth(0), view.rows().nth(1), view.rows().nth(2)];
  const heading = view.detail().getByRole('heading', { level: 2 });
  const name = (key: string): string => nameOf(findCustomer(simulator.cast, key));

  await test.step('Tab leads to the list, j and k through it', async () => {
    await keys.tabTo(view.rows());
    await expect(igor).toBeFocused();
    await keys.press('j', 'k');
    await expect(igor).toBeFocused();
    await expect(heading).toHaveText(name('igor'));
    await keys.press('j', 'j');
    await expect(anna).toBeFocused();
    await expect(heading).toHaveText(name('anna'));
    await keys.press('k');
    await expect(svetlana).toBeFocused();
    await keys.expectVisibleFocus();
    await expect(svetlana).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('Enter goes into the event', async () => {
    await keys.press('Enter');
    await expect(view.detail()).toBeFocused();
    await keys.expectVisibleFocus();
  });

  await test.step('r writes, Ctrl+Enter sends', async () => {
    await keys.press('r');
    const box = window.getByRole('textbox', { name: 'Your answer' });
    await expect(box).toBeFocused();
    await keys.expectVisibleFocus();
    // Letters that are keys of the page elsewhere.
    await keys.type('Just sorry, it is on its way');
    await keys.press('Control+Enter');
    await expect(view.detail()).toContainText('Seen in the chat');
    const { lineId, messengerType, chatId } = findCustomer(simulator.cast, 'svetlana');
    const chat = simulator.world.history.findChat(lineId, messengerType, chatId);
    const sent = chat?.messages.filter(({ side }) => side === 'out').map(({ message }) => message.text);
    expect(sent).toEqual(['Just sorry, it is on its way']);
    await expect(box).toBeFocused();
  });

  await test.step('s opens the menu for quiet, arrows and Enter choose', async () => {
    await keys.tabTo(window.getByRole('button', { name: 'Copy text' }));
    await keys.press('s');
    const menu = window.getByRole('menu', { name: 'Quiet for this chat or line' });
    await expect(menu).toBeVisible();
    await keys.press('ArrowDown');
    await keys.expectVisibleFocus();
    await keys.press('Enter');
    await expect(menu).toBeHidden();
    await expect(window.getByRole('region', { name: 'Quiet now' })).toContainText(name('svetlana'));
    await keys.expectVisibleFocus();
  });

  await test.step('Esc leads back to the list', async () => {
    await keys.press('Escape');
    await expect(view.rows().filter({ hasText: texts.svetlana })).toBeFocused();
    await keys.expectVisibleFocus();
  });

  await test.step('/ searches, Esc clears and leads back', async () => {
    await keys.press('/');
    const search = window.getByRole('searchbox', { name: 'Search events' });
    await expect(search).toBeFocused();
    await keys.expectVisibleFocus();
    await keys.type('flowers');
    await expect(view.rows()).toHaveCount(1);
    await expect(view.rows()).toContainText(texts.igor);
    await keys.press('Escape');
    await expect(search).toHaveValue('');
    await expect(search).toBeFocused();
    await expect(view.rows().filter({ hasText: texts.anna })).toBeVisible();
    await keys.press('Escape');
    await expect(view.rows().filter({ hasText: texts.svetlana })).toBeFocused();
    await keys.expectVisibleFocus();
  });

  await test.step('? shows all keys, Esc closes them', async () => {
    await keys.press('?');
    const sheet = window.getByRole('dialog', { name: 'Keys' });
    await expect(sheet).toBeVisible();
    await keys.press('Tab');
    await keys.expectVisibleFocus();
    await expect(sheet.getByRole('button', { name: 'Close' })).toBeFocused();
    await keys.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(view.rows().filter({ hasText: texts.svetlana })).toBeFocused();
  });

  await test.step('m marks as unread and as read', async () => {
    const row = view.rows().filter({ hasText: texts.svetlana });
    await expect(row).not.toContainText('Unread');
    await keys.press('m');
    await expect(row).toContainText('Unread');
    await keys.press('m');
    await expect(row).not.toContainText('Unread');
    await keys.expectVisibleFocus();
  });
});

test('the other pages: waiting, lines, settings, and back', async ({ start, simulator }) => {
  test.setTimeout(120_000);
  const { window } = await start();
  const keys = keyboardOf(window);
  const view = windowView(window);
  await threeMessages(simulator, window);

  await test.step('waiting: Enter opens the chat that waits', async () => {
    await keys.tabTo(pageButton(window, 'Waiting'));
    await keys.press('Enter');
    const waiting = window.getByRole('listbox', { name: 'Waiting for an answer' });
    await keys.tabTo(waiting);
    await expect(waiting.getByRole('option')).toHaveCount(3);
    await keys.press('Home', 'Enter');
    await expect(view.detail()).toBeFocused();
    await keys.expectVisibleFocus();
  });

  await test.step('lines: a channel off and on', async () => {
    await keys.tabBackTo(pageButton(window, 'Lines'));
    await keys.press('Enter');
    const channel = window.getByRole('switch', { name: /^Listen to/ }).first();
    await keys.tabTo(channel);
    await keys.press('Space');
    await expect(channel).not.toBeChecked();
    await expect.poll(async () => (await readState(window)).settings.channelsOff.length).toBe(1);
    await keys.expectVisibleFocus();
    await keys.press('Space');
    await expect(channel).toBeChecked();
    await expect.poll(async () => (await readState(window)).settings.channelsOff.length).toBe(0);
    await keys.expectVisibleFocus();
  });

  await test.step('settings: a kind, a rule, a shift', async () => {
    await keys.tabBackTo(pageButton(window, 'Settings'));
    await keys.press('Enter');
    const kind = window.getByRole('switch', { name: 'Reactions' });
    await keys.tabTo(kind);
    await keys.press('Space');
    await expect(kind).toBeChecked();
    await expect.poll(async () => (await readState(window)).settings.notifications.reaction).toBe(true);

    await keys.tabTo(window.getByRole('button', { name: 'Add a rule' }));
    await keys.press('Enter');
    await expect(window.getByRole('heading', { name: 'New rule' })).toBeFocused();
    await keys.tabTo(window.getByRole('textbox', { name: 'Words in the text' }));
    await keys.type('refund');
    await keys.press('Enter');
    await keys.tabTo(window.getByRole('button', { name: 'Save rule' }));
    await keys.press('Enter');
    await expect
      .poll(async () => (await readState(window)).settings.attention.rules.map(({ keywords }) => keywords))
      .toEqual([['refund']]);

    await keys.tabTo(window.getByRole('button', { name: 'Add a shift' }));
    await keys.press('Enter');
    await expect(window.getByRole('heading', { name: 'New shift' })).toBeFocused();
    const monday = window.getByRole('button', { name: 'Monday' });
    await keys.tabTo(monday);
    await keys.press('Space');
    await keys.tabTo(window.getByRole('button', { name: 'Save shift' }));
    await keys.press('Enter');
    await expect
      .poll(async () => (await readState(window)).settings.attention.shifts.map(({ days }) => days))
      .toEqual([[2, 3, 4, 5]]);
  });

  await test.step('and back', async () => {
    await keys.tabTo(pageButton(window, 'Events'));
    await keys.press('Enter');
    await expect(view.rows()).toHaveCount(3);
    await keys.tabTo(view.rows());
  });
});

test('those who listen instead of looking are told the same', async ({ start, simulator }) => {
  const { window } = await start();
  const keys = keyboardOf(window);
  const view = windowView(window);
  await expect(window.getByTestId('announcer')).toHaveAttribute('aria-live', 'polite');
  simulator.message({ customer: 'anna', text: texts.anna });
  await expect(view.rows()).toHaveCount(1);
  await expect(window.getByTestId('announcer')).toHaveText(`New from Anna Example: ${texts.anna}`);
  await keys.press('j');
  await expect(view.rows()).toHaveAttribute('aria-selected', 'true');
  await expect(window.locator('#root')).toMatchAriaSnapshot(`
    - navigation "Pages":
      - list:
        - listitem:
          - button /Events/
        - listitem:
          - button /Waiting/
        - listitem:
          - button "Lines"
        - listitem:
          - button "Settings"
    - main:
      - heading "Events" [level=1]
      - search "Search and filter":
        - searchbox "Search events"
        - button "Unread"
        - button "Filter"
      - region "Events":
        - listbox "Events":
          - group "Today":
            - option /Anna Example .* Is the oak table there\\?/ [selected]
      - article "Event":
        - heading "Anna Example" [level=2]
        - region "Conversation":
          - list:
            - listitem: Today
            - listitem:
              - text: The chosen event Anna Example
              - paragraph: Is the oak table there?
        - textbox "Your answer"
        - heading "Why was I told?" [level=3]
        - heading "Facts" [level=3]
  `);
});

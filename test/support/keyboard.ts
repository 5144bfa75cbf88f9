import { expect, type Locator, type Page } from '@playwright/test';

/** A person without a mouse: every step is a key, and after every key the focus can be seen. */
export interface Keyboard {
  /** Presses keys one after the other. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Goes on with Tab until the focus is there, all around the window at most once. */
  tabTo(target: Locator): Promise<void>;
  /** Like {@link tabTo}, backwards. */
  tabBackTo(target: Locator): Promise<void>;
  /** Fails where nobody could tell what has the focus. */
  expectVisibleFocus(): Promise<void>;
}

const mostTabs = 250;

export function keyboardOf(page: Page): Keyboard {
  async function walk(key: 'Tab' | 'Shift+Tab', target: Locator): Promise<void> {
    for (let step = 0; step < mostTabs; step += 1) {
      await page.keyboard.press(key);
      await keyboard.expectVisibleFocus();
      if (await hasFocus(target)) return;
    }
    throw new Error(`${mostTabs} times ${key} did not lead to ${target.toString()}`);
  }
  const keyboard: Keyboard = {
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
    tabTo: (target) => walk('Tab', target),
    tabBackTo: (target) => walk('Shift+Tab', target),
    async expectVisibleFocus() {
      // What has been pressed may take a moment to hand the focus on.
      await expect.poll(() => page.evaluate(whatIsWrongWithFocus)).toBe('');
    },
  };
  return keyboard;
}

async function hasFocus(target: Locator): Promise<boolean> {
  for (const one of await target.all()) {
    if (await one.evaluate((element) => element.contains(document.activeElement))) return true;
  }
  return false;
}

/** Runs in the page. Empty when the focused element is marked for the eye. */
function whatIsWrongWithFocus(): string {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return 'nothing has the focus';
  const name = `<${focused.tagName.toLowerCase()} ${focused.getAttribute('aria-label') ?? focused.textContent.slice(0, 40)}>`;
  if (!focused.matches(':focus-visible')) return `${name} is not :focus-visible`;
  const isMarked = (element: Element): boolean => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  // A switch is an input that nobody sees in a label that everybody sees.
  const label = focused.matches('input:is([type="checkbox"], [type="radio"])')
    ? focused.closest('label')
    : null;
  if (label !== null) {
    const shown = [label, ...label.querySelectorAll('*')].filter((element) => element !== focused);
    return shown.some(isMarked) ? '' : `${name} has no ring on its label`;
  }
  // A field may wear the ring around itself and its buttons.
  const around = focused.matches('input, textarea') ? focused.parentElement : null;
  if (isMarked(focused) || (around !== null && isMarked(around))) return '';
  return `${name} has no ring`;
}

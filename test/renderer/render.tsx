import { act, cleanup, configure, render, screen, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import { App } from '../../renderer/App.tsx';
import { createClient } from '../../renderer/state/client.ts';
import type { FakeBridge } from './fakeBridge.ts';

// The usual second is a judgement of the machine's speed, and not of the window.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  // happy-dom lays nothing out; a list without a size would show no rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(100_000);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_000);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  document.documentElement.removeAttribute('data-theme');
});

export interface Shown extends RenderResult {
  user: UserEvent;
}

/** The whole window on a main process of straw. */
export function showWindow(fake: FakeBridge, reload: () => void = () => undefined): Shown {
  const client = createClient(fake.bridge);
  const stop = client.start();
  const shown = render(<App client={client} reload={reload} />);
  return {
    ...shown,
    user: userEvent.setup(),
    unmount() {
      shown.unmount();
      stop();
    },
  };
}

/** Goes to a page by the rail. */
export async function goTo(user: UserEvent, name: RegExp): Promise<void> {
  const [entry] = await screen.findAllByRole('button', { name });
  if (entry === undefined) throw new Error(`no way to ${String(name)}`);
  await user.click(entry);
}

/** What has the keyboard, by its name or its words. */
export function focused(): string | null {
  const { activeElement } = document;
  if (activeElement === document.body) return null;
  return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? null;
}

/** Presses keys at a place of the window, as one would that came there with Tab. */
export async function pressKey(user: UserEvent, place: HTMLElement, keys: string): Promise<void> {
  act(() => place.focus());
  await user.keyboard(keys);
}

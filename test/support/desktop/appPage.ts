import { chromium, type Browser, type Page } from '@playwright/test';
import { pageOrigin } from '../../../electron/shared/channels.ts';
import { waitFor } from './waiting.ts';

/** What an app writes that was started with `--remote-debugging-port=0`: where its window can be looked into. */
export const debuggingAddress = /DevTools listening on (ws:\S+)/;

const startLimitMs = 20_000;

/** The app's window, as soon as there is one. The hidden player of its sounds is a page too, and is no window to a person. */
export function windowOf(browser: Browser): Promise<Page> {
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  return waitFor(
    () => pages().find((page) => page.url().startsWith(`${pageOrigin}/`)),
    () =>
      `the app opened no window, only [${pages()
        .map((page) => page.url())
        .join(', ')}]`,
    startLimitMs,
  );
}

/** Looks into the window of an app that was started so; afterwards the app goes on. */
export async function withWindow<Result>(
  app: { wrote(pattern: RegExp): Promise<RegExpExecArray> },
  look: (page: Page) => Promise<Result>,
): Promise<Result> {
  const [, address = ''] = await app.wrote(debuggingAddress);
  const browser = await chromium.connectOverCDP(address);
  try {
    return await look(await windowOf(browser));
  } finally {
    await browser.close();
  }
}

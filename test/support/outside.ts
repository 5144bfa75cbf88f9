import type { ElectronApplication, Page } from '@playwright/test';

/** What a page does that it should not: requests beyond its own files, errors, breaches of its policy. */
export interface Outside {
  /** Addresses that were asked for and are not the page's own, refused ones among them. */
  requests(): Promise<readonly string[]>;
  /** Errors and warnings in its console, breaches of the policy among them, and errors nobody caught. */
  complaints(): readonly string[];
}

type WithRequests = typeof globalThis & { seenRequests?: string[] };

/** Watches from now on; Chromium's own listeners that decide are left as they are. */
export async function watchOutside(app: ElectronApplication, page: Page, origin: string): Promise<Outside> {
  const complaints: string[] = [];
  const asked = new Set<string>();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => asked.add(request.url()));
  await app.evaluate(({ session }) => {
    const main: WithRequests = globalThis;
    const seen: string[] = [];
    main.seenRequests = seen;
    session.defaultSession.webRequest.onSendHeaders(({ url }) => void seen.push(url));
    session.defaultSession.webRequest.onErrorOccurred(({ url }) => void seen.push(url));
  });
  return {
    async requests() {
      const seen = await app.evaluate(() => {
        const { seenRequests }: WithRequests = globalThis;
        return seenRequests ?? [];
      });
      return [...new Set([...asked, ...seen])].filter((url) => !url.startsWith(`${origin}/`));
    },
    complaints: () => complaints,
  };
}

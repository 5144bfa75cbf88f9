import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { pageOrigin } from '../../electron/shared/channels.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { invoke, readEvents, readState } from '../demo/appView.ts';
import { customer, lineIds } from '../simulator/cast.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { readCsv } from '../support/csv.ts';
import type { SeenNotification } from '../support/desktop/busMonitor.ts';
import { hostileTexts, type HostileText } from '../support/hostileTexts.ts';
import { watchOutside } from '../support/outside.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';

/** Whatever a stranger writes is text: in list, conversation, tray, notification and export. */

const messenger = 'grWhatsApp';
/** So much of it is seen in a menu at least. Characters. */
const seenOfIt = 14;

/** One message of a chat of its own, whose sender, chat and words are hostile. */
function send(simulator: Simulator, number: number, { written }: HostileText, kind: 'text' | 'file'): void {
  const { chatId, phone } = customer(`h${number}`, number, null, lineIds.sales, messenger);
  simulator.sendEvent({
    kind: 'message',
    lineId: lineIds.sales,
    messengerType: messenger,
    items: [
      {
        id: `hostile-${number}`,
        internalId: 90_000 + number,
        side: 'in',
        fromMe: false,
        time: simulator.world.nowSeconds(),
        type: kind === 'text' ? 'text' : 'document',
        message:
          kind === 'text'
            ? { text: written }
            : { caption: written, file: { name: written, link: written, contentType: written } },
        fromUser: { id: chatId, name: written, phone },
        chat: { id: chatId, type: 'private', name: written, phone, username: written },
      },
    ],
  });
}

/** What is sent: each text as words and as a file, in the order of sending. */
const messages = hostileTexts.flatMap((hostile, index) => [
  { hostile, kind: 'text' as const, number: 300 + index * 2 },
  { hostile, kind: 'file' as const, number: 301 + index * 2 },
]);

/** As a person sees it: line breaks and runs of blanks are one blank. */
const seen = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function unescaped({ body }: SeenNotification): string {
  return body.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The tray's labels keep no sign that turns the line around. */
const inMenu = (text: string): string => seen(text.replaceAll(/[\u202E\u2066]/g, ' ')).slice(0, seenOfIt);

/** Controls, halves of characters, signs that turn a line around. */
const forbidden = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

test('a hostile message is text wherever it is shown, and nothing in it acts', async ({
  start,
  simulator,
  monitor,
}) => {
  test.setTimeout(120_000);
  const started = await start();
  const { app, window } = started;
  const outside = await watchOutside(app, window, pageOrigin);
  const view = windowView(window);
  const tray = await started.tray();
  const muchAtOnce = await invoke(window, 'settings.change', {
    path: 'attention.storm.notifications',
    value: 50,
  });
  expect(muchAtOnce.result).toBe('ok');

  for (const { hostile, kind, number } of messages) {
    await test.step(`${hostile.what}, as ${kind}: notification, list, tray`, async () => {
      const before = monitor.notifications().length;
      send(simulator, number, hostile, kind);
      const shown = await monitor.waitForNotification(
        (notification) => monitor.notifications().indexOf(notification) >= before,
      );
      expect(shown.summary).toBe(hostile.asName);
      expect(shown.body).not.toMatch(/<|&(?!amp;|lt;|gt;)/);
      const begins = kind === 'text' ? '' : 'Document: ';
      expect(unescaped(shown).startsWith(`${begins}${hostile.asText.slice(0, 200)}`)).toBe(true);

      const row = view.rows().first();
      await expect(row).toContainText(seen(hostile.asName));
      await expect(row).toContainText(`${begins}${seen(hostile.asText).slice(0, 200)}`);

      const { labels, tooltip } = await tray.waitUntil(({ labels: all }) =>
        all.some(
          (label) =>
            label.startsWith(`• ${inMenu(hostile.asName)}`) &&
            label.includes(`: ${begins}${inMenu(hostile.asText)}`),
        ),
      );
      expect(labels.filter((label) => forbidden.test(label) || label.length > 120)).toEqual([]);
      expect(tooltip.split('\n')).toEqual([
        'ChatApp Notifier',
        'Listening to 12 channels',
        expect.stringMatching(/^\d+ unread$/),
      ]);
    });
  }

  await test.step('each opened: conversation and facts', async () => {
    await window.keyboard.press('j');
    for (const { hostile, kind } of messages.toReversed()) {
      const detail = view.detail();
      await expect(detail.getByRole('heading', { level: 2 })).toHaveText(seen(hostile.asName));
      await expect(conversation(detail)).toContainText(seen(hostile.asText));
      if (kind === 'file') await expect(conversation(detail)).toContainText(seen(hostile.asName));
      await expectCalm(window);
      await window.keyboard.press('j');
    }
  });

  await test.step('a click on what looks like a link leads nowhere', async () => {
    const link = messages.find(({ hostile }) => hostile.what === 'a link');
    await window.keyboard.press('/');
    await window.keyboard.type('evil.example');
    const row = view.rows().filter({ hasText: link?.hostile.written ?? '?' });
    await row.last().click();
    await conversation(view.detail())
      .locator('p')
      .filter({ hasText: 'https://evil.example/?steal=1' })
      .first()
      .click();
    expect(window.url()).toBe(`${pageOrigin}/index.html`);
    expect(app.windows().filter((page) => page.url().includes('evil'))).toEqual([]);
    await expectCalm(window);
  });

  await test.step('a quiet chat: strip and tray', async () => {
    const rows = await readEvents(window);
    const strip = window.getByRole('region', { name: 'Quiet now' });
    for (const { hostile, number, kind } of messages) {
      if (kind === 'file') continue;
      const stored = rows.find(({ key }) => key.endsWith(`hostile-${number}`));
      const key = stored?.key ?? '?';
      const snoozed = await invoke(window, 'attention.snooze', { scope: 'chat', key, length: 'hour' });
      expect(snoozed.result, hostile.what).toBe('ok');
      await expect(strip).toContainText(seen(hostile.asName).slice(0, seenOfIt));
      const { tooltip, labels } = await tray.waitUntil((state) => state.tooltip.includes('Listening to 12'));
      expect([...tooltip.split('\n'), ...labels].filter((line) => forbidden.test(line))).toEqual([]);
      await expectCalm(window);
      const { quiet } = await readState(window);
      for (const { id } of quiet.snoozes) await invoke(window, 'attention.wakeUp', { id });
      await expect(strip).toHaveText('');
    }
  });

  for (const page of ['waiting', 'lines', 'settings', 'events'] as const) {
    await test.step(`the page still answers: ${page}`, async () => {
      await window
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('button', { name: new RegExp(`^${page}`, 'i') })
        .first()
        .click();
      await expect(window.getByRole('heading', { level: 1 })).toBeAttached();
      await expectCalm(window);
    });
  }

  expect(outside.complaints()).toEqual([]);
  expect(await outside.requests()).toEqual([]);
});

test('an export holds it as text: no formula in the table, no half character in the JSON', async ({
  start,
  simulator,
}) => {
  const { app, window } = await start();
  for (const { hostile, kind, number } of messages) send(simulator, number, hostile, kind);
  await expect.poll(async () => (await readEvents(window)).length).toBe(messages.length);
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-export-'));
  try {
    const csv = await exportTo(app, window, join(folder, 'events.csv'), 'csv');
    expect(csv.startsWith('\uFEFFtime,')).toBe(true);
    const [names = [], ...lines] = readCsv(csv.slice(1));
    const column = (line: readonly string[], name: string): string => line[names.indexOf(name)] ?? '?';
    expect(lines).toHaveLength(messages.length);
    expect(lines.map((line) => line.length)).toEqual(lines.map(() => names.length));
    expect(lines.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);

    const json: unknown = JSON.parse(await exportTo(app, window, join(folder, 'events.json'), 'json'));
    const objects = Array.isArray(json) ? (json as Record<string, unknown>[]) : [];
    expect(objects).toHaveLength(messages.length);

    const harmless = (text: string): string => (/^[=+\-@]/.test(text) ? `'${text}` : text);
    for (const { hostile, kind, number } of messages) {
      const line = lines.find((fields) => column(fields, 'key').endsWith(`hostile-${number}`)) ?? [];
      expect(column(line, 'person'), hostile.what).toBe(harmless(hostile.asName));
      const begins = kind === 'text' ? '' : 'Document: ';
      expect(column(line, 'text'), hostile.what).toBe(harmless(`${begins}${hostile.asText}`));
      const object = objects.find(({ key }) => String(key).endsWith(`hostile-${number}`));
      expect(object, hostile.what).toMatchObject({
        sender: { name: hostile.asName },
        chat: { name: hostile.asName, username: hostile.asName },
        content:
          kind === 'text'
            ? { type: 'text', text: hostile.asText }
            : { type: 'attachment', caption: hostile.asText, fileName: hostile.asName },
      });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function conversation(detail: Locator): Locator {
  return detail.getByRole('region', { name: 'Conversation' });
}

/** Nothing ran, nothing was made of the markup, and nothing is wider than its place. */
async function expectCalm(window: Page): Promise<void> {
  const found = await window.evaluate(() => ({
    hacked: 'hacked' in globalThis,
    made: document.querySelectorAll(
      '#root :is(script, img, style, iframe, object, embed, form, a[href]:not([href^="#"]))',
    ).length,
    tooWide: [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) ||
            element === document.documentElement ||
            element === document.body ||
            element.id === 'root'),
      )
      .map((element) => `${element.tagName}.${element.className}`),
  }));
  expect(found).toEqual({ hacked: false, made: 0, tooWide: [] });
}

/** Chooses the file where a person would, and answers with what was written. */
async function exportTo(
  app: ElectronApplication,
  window: Page,
  file: string,
  format: 'csv' | 'json',
): Promise<string> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  const answer = await invoke(window, 'events.export', { filter: everyEvent, format });
  expect(answer).toMatchObject({ result: 'done', file, events: messages.length });
  return readFile(file, 'utf8');
}

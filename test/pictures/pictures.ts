import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { invoke, readState } from '../demo/appView.ts';
import { simulatedStage, writeTokensFile } from '../demo/stage.ts';
import { launchApp, type LaunchedApp } from '../support/desktop/launchApp.ts';
import { startDesktop } from '../support/desktop/virtualDesktop.ts';
import { delay, waitFor } from '../support/desktop/waiting.ts';

/**
 * Pictures of every page of the real app: both languages, light and dark, two sizes, and twice as large as usual. For
 * people to look at, and to choose from for the README.
 */

const sizes = [
  { name: '1400x900', width: 1400, height: 900, zoom: 100 },
  { name: '800x600', width: 800, height: 600, zoom: 100 },
  { name: '1040x700-200', width: 1040, height: 700, zoom: 200 },
] as const;
const themes = ['light', 'dark'] as const;
const languages = ['en', 'ru'] as const;
const pages = ['events', 'waiting', 'lines', 'settings'] as const;

/** Drawing is told by no event; this long is enough. Milliseconds. */
const drawnAfterMs = 500;
const morningMs = 15_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string', default: '.pictures' } } });
  const out = resolve(values.out);
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-pictures-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const desktop = await startDesktop({
      notifications: 'dunst',
      panel: 'xfce',
      windowManager: 'xfwm4',
      keyring: true,
      width: 1_500,
      height: 1_000,
    });
    undo.push(() => desktop.stop());
    const stranger = await launchApp({ env: desktop.env });
    undo.push(() => stranger.close());
    const taken = await takeAll(stranger, ['welcome'], out);
    await stranger.close();

    const stage = await simulatedStage();
    undo.push(() => stage.stop());
    const app = await launchApp({
      env: desktop.env,
      args: [...stage.flags, `--import-tokens=${await writeTokensFile(folder, stage)}`],
    });
    undo.push(() => app.close());
    const page = await app.page();
    await waitFor(
      async () => ((await readState(page)).accounts[0]?.link.status === 'connected' ? true : undefined),
      () => 'the app does not connect',
      20_000,
    );
    await stage.play(morningMs, new AbortController().signal);
    const more = await takeAll(app, pages, out);
    say(`pictures: ${taken + more} in ${out}`);
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

async function takeAll(
  app: LaunchedApp,
  names: readonly ('welcome' | (typeof pages)[number])[],
  out: string,
): Promise<number> {
  const page = await app.page();
  let taken = 0;
  for (const size of sizes) {
    await app.app.evaluate(
      ({ BrowserWindow }, { width, height }) => {
        for (const window of BrowserWindow.getAllWindows())
          if (window.isVisible()) window.setContentSize(width, height);
      },
      { width: size.width, height: size.height },
    );
    await invoke(page, 'settings.change', { path: 'zoom', value: size.zoom });
    for (const theme of themes) {
      await invoke(page, 'settings.change', { path: 'theme', value: theme });
      for (const language of languages) {
        await invoke(page, 'settings.change', { path: 'language', value: language });
        for (const name of names) {
          if (name !== 'welcome') await open(page, name, language);
          await delay(drawnAfterMs);
          await writeFile(join(out, `${name}-${size.name}-${theme}-${language}.png`), await capture(app));
          taken += 1;
        }
      }
    }
  }
  return taken;
}

/** As it is on the screen: Playwright's own picture of a page that is zoomed shows a corner of it. */
async function capture(app: LaunchedApp): Promise<Buffer> {
  const picture = await app.app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((candidate) => candidate.isVisible());
    return (await window?.webContents.capturePage())?.toPNG().toString('base64');
  });
  if (picture === undefined) throw new Error('there is no window to take a picture of');
  return Buffer.from(picture, 'base64');
}

async function open(
  page: Page,
  name: (typeof pages)[number],
  language: (typeof languages)[number],
): Promise<void> {
  const translate = createTranslate(language);
  await page
    .getByRole('navigation', { name: translate('page.navigation') })
    .getByRole('button', { name: translate(`page.${name}`) })
    .click();
  if (name !== 'events') return;
  const rows = page.getByRole('row').or(page.getByRole('option'));
  if ((await rows.count()) > 0 && (await page.getByRole('article').count()) === 0) await rows.first().click();
}

main().catch((error: unknown) => {
  process.stderr.write(`pictures: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { panelHeight } from '../support/desktop/desktopFiles.ts';
import type { LaunchedApp } from '../support/desktop/launchApp.ts';
import {
  clickAt,
  dunst,
  findTrayIcon,
  moveTo,
  pressKeys,
  takeScreenshot,
} from '../support/desktop/screen.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';
import { delay } from '../support/desktop/waiting.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import type { DemoOptions } from './demoOptions.ts';
import { windowView } from '../support/windowView.ts';

/** Pictures of the running app, for people to look at. */

/** The whole menu of a busy morning, with chats that wait. Pixels. */
const menuPictureHeight = 560;

const crop = promisify(execFile);

/** Drawing on a screen is told by no event; this long is enough for the panel and the window manager. Milliseconds. */
const drawnAfterMs = 700;

export async function takeWindowPictures(page: Page, { out, language }: DemoOptions): Promise<void> {
  const view = windowView(page, language);
  if ((await view.rows().count()) > 0) await view.rows().first().click();
  await delay(drawnAfterMs);
  await page.screenshot({ path: join(out, 'window.png') });
  await view.goTo('settings');
  await delay(drawnAfterMs);
  await page.screenshot({ path: join(out, 'settings.png') });
  await view.goTo('events');
}

/** Puts the window where a notification leaves it readable. */
export async function placeWindow(app: LaunchedApp): Promise<void> {
  await app.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      window.setBounds({ x: 32, y: 76, width: 1020, height: 700 });
  });
}

/** One page of the window; `rules` is its part of the settings. */
export async function takePagePicture(
  page: Page,
  { out, language }: DemoOptions,
  name: 'waiting' | 'rules',
): Promise<void> {
  const translate = createTranslate(language);
  const view = windowView(page, language);
  if (name === 'rules') {
    await view.goTo('settings');
    const sections = page.getByRole('navigation', { name: translate('settings.sections') });
    await sections.getByRole('link', { name: translate('rules.title') }).click();
  } else {
    await page
      .getByRole('navigation', { name: translate('page.navigation') })
      .getByRole('button', { name: translate('page.waiting') })
      .click();
  }
  await delay(drawnAfterMs);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await view.goTo('events');
}

export async function takeScreenPicture(desktop: Desktop, out: string, file: string): Promise<void> {
  await moveTo(desktop.env, { x: 600, y: 840 });
  await delay(drawnAfterMs);
  await takeScreenshot(desktop.env, join(out, file));
}

export async function takeTrayMenuPicture(desktop: Desktop, app: LaunchedApp, out: string): Promise<void> {
  await dunst.closeAll(desktop.env);
  const strip = { x: desktop.width / 2, y: 0, width: desktop.width / 2, height: panelHeight };
  const icon = await (await app.tray()).icon();
  if (icon === undefined) throw new Error('the tray item has no icon');
  const place = await findTrayIcon(desktop.env, strip, icon);
  await clickAt(desktop.env, place, 3);
  await delay(drawnAfterMs);
  const whole = join(out, 'tray-menu.png');
  await takeScreenshot(desktop.env, whole);
  const size = `620x${menuPictureHeight}+${desktop.width - 620}+0`;
  await crop('convert', [whole, '-crop', size, '+repage', whole]);
  await pressKeys(desktop.env, 'Escape');
}

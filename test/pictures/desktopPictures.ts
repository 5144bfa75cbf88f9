import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { invoke } from '../demo/appView.ts';
import { takeTrayMenuPicture } from '../demo/pictures.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { LaunchedApp } from '../support/desktop/launchApp.ts';
import { dunst, moveTo, takeScreenshot } from '../support/desktop/screen.ts';
import type { Desktop } from '../support/desktop/virtualDesktop.ts';
import { delay, waitFor } from '../support/desktop/waiting.ts';

/** Notifications and the tray's menu: in English on a light desktop, in Russian on a dark one. */

const run = promisify(execFile);
/** Of the panel and the notification service, which tell nobody when they have drawn. Milliseconds. */
const drawnAfterMs = 700;
/** Where the notifications are. Pixels. */
const corner = { width: 420, height: 480 };
const nights = [
  ['#ffffff', '#22272c'],
  ['#f7f9fb', '#1c2125'],
  ['#1d2733', '#e6eaee'],
  ['#5b6673', '#aab4bd'],
  ['#c9d1db', '#3d464e'],
] as const;

const writers: Record<'en' | 'ru', readonly (readonly [string, string])[]> = {
  en: [
    ['ivy', 'Hi! The wardrobe door squeaks since the repair.'],
    ['joao', 'Do the flowers arrive today?'],
    ['anna', 'Could you deliver the oak table on Saturday before noon?'],
  ],
  ru: [
    ['tamar', 'Подскажите, когда будет готово кресло?'],
    ['igor', 'Нужен букет к 14:00, двадцать пять белых пионов. Успеете?'],
    ['pavel', 'Здравствуйте, до скольки вы сегодня работаете? Хочу заехать после шести.'],
  ],
};

interface Parts {
  app: LaunchedApp;
  page: Page;
  desktop: Desktop;
  simulator: Simulator;
  out: string;
}

/** @returns how many pictures there are */
export async function takeDesktopPictures(parts: Parts): Promise<number> {
  await take(parts, 'en', 'light');
  await goDark(parts.desktop);
  await take(parts, 'ru', 'dark');
  return 4;
}

async function take(parts: Parts, language: 'en' | 'ru', theme: 'light' | 'dark'): Promise<void> {
  const { app, page, desktop, simulator, out } = parts;
  await invoke(page, 'settings.change', { path: 'language', value: language });
  await app.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.minimize();
  });
  // Where it was, the panel would show a tooltip.
  await moveTo(desktop.env, { x: 600, y: desktop.height - 60 });
  await dunst.closeAll(desktop.env);
  const written = writers[language];
  for (const [customer, text] of written) simulator.message({ customer, text });
  await waitFor(
    async () => (await dunst.count(desktop.env, 'displayed')) >= written.length || undefined,
    () => 'the notifications do not come',
    10_000,
  );
  await delay(drawnAfterMs);
  const whole = join(out, `notifications-${theme}-${language}.png`);
  await takeScreenshot(desktop.env, whole);
  const cut = `${corner.width}x${corner.height}+${desktop.width - corner.width}+0`;
  await run('convert', [whole, '-crop', cut, '+repage', whole]);
  await takeTrayMenuPicture(desktop, app, out);
  await rename(join(out, 'tray-menu.png'), join(out, `tray-menu-${theme}-${language}.png`));
}

/** The desktop's own colours; the app has no say in them. */
async function goDark(desktop: Desktop): Promise<void> {
  const file = join(desktop.runDirectory, 'config', 'dunstrc');
  const day = await readFile(file, 'utf8');
  await writeFile(
    file,
    nights.reduce((text, [light, dark]) => text.replaceAll(`"${light}"`, `"${dark}"`), day),
  );
  await desktop.stopNotifications();
  await desktop.startNotifications();
  const dark = ['-c', 'xfce4-panel', '-p', '/panels/dark-mode', '-n', '-t', 'bool', '-s', 'true'];
  await run('xfconf-query', dark, { env: { ...desktop.env } });
  await delay(drawnAfterMs);
}

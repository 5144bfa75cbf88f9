import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { AppState } from '../../electron/shared/appState.ts';
import { topicChannel } from '../../electron/shared/channels.ts';
import { createTranslate, type Translate } from '../../electron/shared/messages/translate.ts';
import { invoke, readState } from '../demo/appView.ts';
import type { LaunchedApp } from '../support/desktop/launchApp.ts';
import { delay, waitFor } from '../support/desktop/waiting.ts';
import { lookName, type Look } from './looks.ts';

/** What a scene is set up with. */
export interface Shown {
  readonly page: Page;
  readonly translate: Translate;
  readonly language: Look['language'];
  /** On a narrow window an open event has the whole page. */
  readonly narrow: boolean;
}

/** Something of the window that is worth a picture. */
export interface Scene {
  readonly name: string;
  /** In both languages at every size. */
  readonly often?: boolean;
  /** A state that is hard to bring about, told to the window in main's stead. */
  readonly state?: (real: AppState) => AppState;
  readonly open: (shown: Shown) => Promise<void>;
  /** Back to where another scene can begin. */
  readonly close?: (shown: Shown) => Promise<void>;
}

export interface Camera {
  /** @returns what is amiss with the picture, in words */
  take(scene: Scene, look: Look): Promise<string[]>;
  /** What is on the window now, as it is. */
  snap(name: string): Promise<void>;
}

/** Beyond every number of main's own, so that the window takes what it is told here and keeps it. */
const ownRevisions = 1_000_000_000;
/** Of the compositor, which tells nobody when a frame is on the screen. Milliseconds. */
const onScreenMs = 120;
/** As in the page (`useNarrow.ts`). Pixels. */
const narrowBelow = 800;
/** Of what is amiss with one picture. */
const mostTold = 6;

export function createCamera(app: LaunchedApp, page: Page, out: string): Camera {
  let revision = ownRevisions;

  async function tell(value: AppState): Promise<void> {
    revision += 1;
    await app.app.evaluate(
      ({ BrowserWindow }, { channel, snapshot }) => {
        for (const window of BrowserWindow.getAllWindows())
          if (window.isVisible()) window.webContents.send(channel, 'state', snapshot);
      },
      { channel: topicChannel, snapshot: { revision, value } },
    );
  }

  async function put({ size, theme, language, density }: Look): Promise<void> {
    for (const [path, value] of Object.entries({ zoom: size.zoom, theme, language, density }))
      await invoke(page, 'settings.change', { path, value });
    // The window manager is asked, and forgets it while the window is still coming up.
    await waitFor(
      async () => {
        await app.app.evaluate(
          ({ BrowserWindow }, { width, height }) => {
            for (const window of BrowserWindow.getAllWindows())
              if (window.isVisible()) window.setContentSize(width, height);
          },
          { width: size.width, height: size.height },
        );
        const width = await page.evaluate(() => innerWidth);
        return Math.abs((width * size.zoom) / 100 - size.width) <= 2 || undefined;
      },
      () => `the window does not become ${size.name}`,
      5_000,
    );
  }

  async function snap(name: string): Promise<void> {
    await page.evaluate(async () => {
      const running = document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
      await Promise.allSettled(running.map(({ finished }) => finished));
      await document.fonts.ready;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
    await delay(onScreenMs);
    await writeFile(join(out, `${name}.png`), await capture(app));
  }

  return {
    snap,
    async take(scene, look) {
      await put(look);
      const real = await readState(page);
      await tell(scene.state === undefined ? real : scene.state(real));
      const narrow = (look.size.width * 100) / look.size.zoom < narrowBelow;
      const { language } = look;
      const shown = { page, language, translate: createTranslate(language), narrow };
      await page.locator(`html[lang="${language}"]`).waitFor();
      await scene.open(shown);
      await snap(`${scene.name}-${lookName(look)}`);
      const amiss = await outOfFrame(page);
      await scene.close?.(shown);
      return amiss.map((what) => `${scene.name}-${lookName(look)}: ${what}`);
    },
  };
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

/** A frame that can scroll, and what sticks out of it or is cut off at a side where nobody can scroll. */
async function outOfFrame(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = root;
    const all = [...document.querySelectorAll('#root *, [role="dialog"] *, [data-rac] *')].map((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const ancestors: Element[] = [];
      for (let one = element.parentElement; one !== null; one = one.parentElement) ancestors.push(one);
      const { width, height, right, left } = element.getBoundingClientRect();
      return {
        // One pixel is how what is for screen readers alone is hidden.
        // A text field scrolls within itself; a shortened text goes on where nobody sees it.
        seen:
          !element.matches('input, textarea') &&
          element.checkVisibility({ visibilityProperty: true }) &&
          width > 1 &&
          height > 1,
        outside:
          (right > innerWidth + 1 || left < -1) &&
          !ancestors.some((one) => getComputedStyle(one).textOverflow === 'ellipsis'),
        wide: element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1,
        overflowX,
        shortened: textOverflow === 'ellipsis',
        words: `${element.getAttribute('class') ?? element.tagName} “${(element.textContent ?? '').slice(0, 40)}”`,
      };
    });
    return {
      frame: scrollWidth > clientWidth || scrollHeight > clientHeight,
      all: all.filter(
        ({ seen, outside, wide, overflowX, shortened }) =>
          seen && (outside || (wide && !shortened && overflowX !== 'visible')),
      ),
    };
  });
  return [
    ...(found.frame ? ['the frame scrolls'] : []),
    ...found.all
      .slice(0, mostTold)
      .map(({ outside, overflowX, words }) =>
        outside ? `outside: ${words}` : `${overflowX === 'auto' ? 'scrolls sideways' : 'cut off'}: ${words}`,
      ),
  ];
}

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { invokeChannel } from '../../electron/shared/channels.ts';
import { invoke, readState } from '../demo/appView.ts';
import { simulatedStage, writeTokensFile, type Stage } from '../demo/stage.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { launchApp, type LaunchedApp } from '../support/desktop/launchApp.ts';
import { startDesktop, type Desktop } from '../support/desktop/virtualDesktop.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { createCamera, type Camera, type Scene } from './camera.ts';
import { takeDesktopPictures } from './desktopPictures.ts';
import { emptyScenes, eventScenes } from './eventScenes.ts';
import { frameScenes, lastScenes } from './frameScenes.ts';
import { large, looksOf, small } from './looks.ts';
import { rules, shifts } from './madeUp.ts';
import { settingScenes } from './settingScenes.ts';
import { welcomeScenes } from './welcomeScenes.ts';

/**
 * Pictures of every page of the real app and of its states: each in three sizes, and all of them together in light, dark
 * and high contrast, in both languages. For people to look at, and to choose from for the README.
 */

/** What the morning takes, and what it looks like having taken. */
const playedMs = 12_000;
const lastedMs = 165 * 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: '.pictures' }, only: { type: 'string', default: '' } },
  });
  const out = resolve(values.out);
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-pictures-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const beganMs = Date.now();
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
    const clock = morningClock();
    const stage = await simulatedStage({ now: clock.now });
    undo.push(() => stage.stop());
    if (stage.simulator === null) throw new Error('pictures are taken of a simulated morning');
    const amiss = await takeAll(
      { desktop, stage, simulator: stage.simulator, clock, folder, out, undo },
      values.only,
    );
    for (const one of amiss) say(`amiss: ${one}`);
    say(`pictures: ${out}, in ${Math.round((Date.now() - beganMs) / 1_000)} s`);
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

interface Parts {
  desktop: Desktop;
  stage: Stage;
  simulator: Simulator;
  clock: MorningClock;
  folder: string;
  out: string;
  undo: (() => Promise<unknown>)[];
}

/** @param only the beginning of the names of the scenes that are wanted */
async function takeAll(parts: Parts, only: string): Promise<string[]> {
  const { desktop, stage, simulator, clock, out, undo } = parts;
  const app = await launchApp({
    env: desktop.env,
    args: [...stage.flags, `--import-tokens=${await writeTokensFile(parts.folder, stage)}`],
  });
  undo.push(() => app.close());
  const page = await app.page();
  const account = await waitFor(
    async () =>
      (await readState(page)).accounts.find(
        ({ lines, channels }) => lines !== null && channels.some(({ status }) => status === 'listening'),
      ),
    () => 'the app does not listen',
    20_000,
  );
  const amiss: string[] = [];
  let place = 0;
  const shoot = async (camera: Camera, scenes: readonly Scene[]): Promise<void> => {
    for (const scene of scenes) {
      place += 1;
      if (!scene.name.startsWith(only)) continue;
      for (const look of looksOf(place, scene.often ?? false))
        amiss.push(...(await camera.take(scene, look)));
    }
  };
  const camera = createCamera(app, page, out);
  await shoot(camera, emptyScenes);

  await prepare(page);
  clock.begin();
  const played = stage.play(playedMs, new AbortController().signal);
  const stranger = await launchApp({ env: desktop.env });
  undo.push(() => stranger.close());
  await shoot(createCamera(stranger, await stranger.page(), out), welcomeScenes(account));
  await stranger.close();
  await played;
  talk(simulator);

  await shoot(camera, [...eventScenes, ...frameScenes, ...settingScenes]);
  const list = eventScenes[1];
  if (list?.name.startsWith(only) === true) {
    for (const size of [large, small])
      amiss.push(...(await camera.take(list, { size, theme: 'light', language: 'en', density: 'compact' })));
  }
  if ('desktop'.startsWith(only)) await takeDesktopPictures({ app, page, desktop, simulator, out });
  await shoot(camera, lastScenes);
  await withoutMain(app, page, camera);
  return amiss;
}

interface MorningClock {
  now: () => number;
  begin: () => void;
}

/** The morning is played in seconds, and its clock runs so fast that it ends now. */
function morningClock(): MorningClock {
  let beganMs = Number.POSITIVE_INFINITY;
  return {
    begin: () => void (beganMs = Date.now()),
    now() {
      const nowMs = Date.now();
      const left = 1 - Math.min(1, Math.max(0, nowMs - beganMs) / playedMs);
      return nowMs - lastedMs * left;
    },
  };
}

/** What somebody has set who uses all of it; and no storm, though a morning comes in seconds. */
async function prepare(page: Page): Promise<void> {
  const changes = {
    'attention.storm.notifications': 50,
    'attention.storm.seconds': 5,
    'attention.rules': rules,
    'attention.shifts': shifts,
    shortcut: 'Ctrl+Alt+N',
  };
  for (const [path, value] of Object.entries(changes)) {
    const { result } = await invoke(page, 'settings.change', { path, value });
    if (result !== 'ok') throw new Error(`the setting ${path} was not taken: ${result}`);
  }
}

/** Two conversations with an answer and a quote, one in each language. */
function talk(simulator: Simulator): void {
  const asked = simulator.message({ customer: 'anna', text: 'Which chairs go with it best?' });
  simulator.message({
    customer: 'anna',
    side: 'out',
    text: 'The ones in smoked oak. I can send you a picture of the set.',
    quotedMessageId: asked.id,
  });
  simulator.message({ customer: 'anna', text: 'Yes please! And is delivery before noon possible?' });
  const parking = simulator.message({ customer: 'pavel', text: 'И можно ли заехать с прицепом?' });
  simulator.message({
    customer: 'pavel',
    side: 'out',
    text: 'Да, у ворот есть место и для прицепа. Позвоните, встретим.',
    quotedMessageId: parking.id,
  });
  simulator.message({ customer: 'pavel', text: 'Отлично, тогда до вечера!' });
}

/** The window while main says nothing, and when it says that it cannot. */
async function withoutMain(app: LaunchedApp, page: Page, camera: Camera): Promise<void> {
  const answer = (how: 'never' | 'failed'): Promise<void> =>
    app.app.evaluate(
      ({ ipcMain }, { channel, never }) => {
        ipcMain.removeHandler(channel);
        ipcMain.handle(channel, () =>
          never ? new Promise<never>(() => undefined) : { ok: false, error: 'failed' },
        );
      },
      { channel: invokeChannel, never: how === 'never' },
    );
  await answer('never');
  await page.reload();
  await page.getByRole('status').first().waitFor();
  await camera.snap('loading');
  await answer('failed');
  await page.reload();
  await page.getByRole('alert').first().waitFor();
  await camera.snap('load-failed');
}

main().catch((error: unknown) => {
  process.stderr.write(`pictures: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

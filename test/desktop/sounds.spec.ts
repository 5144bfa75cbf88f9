import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SoundName } from '../../electron/shared/attention.ts';
import { invoke } from '../demo/appView.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { expect, test } from './fixtures.ts';

/** Sounds are played by a window of their own that nobody sees, whether or not the app's window is there. */

const chime = fileURLToPath(new URL('../../electron/assets/sounds/chime.wav', import.meta.url));

test('every sound plays, a file of one’s own too, and the player goes away again', async ({ start }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-sounds-'));
  const { window, app } = await start();
  const play = async (sound: SoundName) => (await invoke(window, 'sounds.play', { sound })).played;
  for (const sound of ['chime', 'pop', 'bell', 'alarm'] as const) expect(await play(sound)).toBe(true);
  // Nothing was chosen yet.
  expect(await play('own')).toBe(false);
  const choose = (value: string) => invoke(window, 'settings.change', { path: 'sounds.ownFile', value });
  const own = join(folder, 'my sound.wav');
  await copyFile(chime, own);
  await choose(own);
  expect(await play('own')).toBe(true);
  const noSound = join(folder, 'no sound.wav');
  await writeFile(noSound, 'this is no sound');
  await choose(noSound);
  expect(await play('own')).toBe(false);
  await waitFor(
    async () => {
      const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      return windows === 1 ? true : undefined;
    },
    () => 'the player is still there',
    15_000,
  );
  await rm(folder, { recursive: true });
});

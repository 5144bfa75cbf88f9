import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findSound, largestSoundBytes, readSound } from '../../electron/main/sounds/soundFile.ts';

const own = mkdtempSync(join(tmpdir(), 'chatapp-sounds-'));
const builtIn = resolve('electron/assets/sounds');
afterAll(() => rmSync(own, { recursive: true }));

function file(name: string, bytes: number): string {
  const path = join(own, name);
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}

test.each(['chime', 'pop', 'bell', 'alarm'] as const)('%s is there', async (name) => {
  const found = await findSound(builtIn, name, null);
  expect(found?.type).toBe('audio/wav');
  const content = found === null ? null : await readSound(found);
  expect(Buffer.from(content ?? []).toString('latin1', 0, 4)).toBe('RIFF');
});

test("a person's own file is played when it is a sound by its ending, and not too large", async () => {
  const largest = file('Mein Ton.MP3', largestSoundBytes);
  expect(await findSound(builtIn, 'own', largest)).toEqual({ path: largest, type: 'audio/mpeg' });
  mkdirSync(join(own, 'folder.wav'));
  const refused = [
    null,
    relative('.', file('there.wav', 10)),
    join(own, 'missing.wav'),
    join(own, 'folder.wav'),
    file('empty.wav', 0),
    file('large.wav', largestSoundBytes + 1),
    file('words.txt', 10),
    '/etc/passwd',
  ];
  for (const path of refused) expect(await findSound(builtIn, 'own', path)).toBeNull();
});

test('a file that grew or went after it was found is not handed out', async () => {
  const path = file('grows.ogg', 10);
  const found = await findSound(builtIn, 'own', path);
  if (found === null) throw new Error('a small sound is refused');
  truncateSync(path, largestSoundBytes + 1);
  expect(await readSound(found)).toBeNull();
  rmSync(path);
  expect(await readSound(found)).toBeNull();
});

import { readFile, stat } from 'node:fs/promises';
import { extname, isAbsolute, join } from 'node:path';
import type { SoundName } from '../../shared/attention.ts';

/** Which file a sound is, and what of it may be handed to the player. */

/** Of a person's own file. */
export const largestSoundBytes = 10 * 1024 * 1024;

/** All that Chromium's own decoders may meet; by ending, as the person sees it. */
const audioTypes: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.flac': 'audio/flac',
  '.aac': 'audio/aac',
};

/** Without the dot, as a file dialog wants them. */
export const soundEndings: readonly string[] = Object.keys(audioTypes).map((ending) => ending.slice(1));

export interface SoundFile {
  path: string;
  type: string;
}

/**
 * @param folder of the app's own sounds
 * @returns null when there is no such file, or none that is played
 */
export async function findSound(
  folder: string,
  name: Exclude<SoundName, 'none'>,
  ownFile: string | null,
): Promise<SoundFile | null> {
  const path = name === 'own' ? ownFile : join(folder, `${name}.wav`);
  const type = path === null ? undefined : audioTypes[extname(path).toLowerCase()];
  if (path === null || type === undefined || !isAbsolute(path)) return null;
  try {
    const status = await stat(path);
    return status.isFile() && status.size > 0 && status.size <= largestSoundBytes ? { path, type } : null;
  } catch {
    // Gone, or not ours to read: the same to whoever waits for a sound.
    return null;
  }
}

/** Null when it cannot be read any more, or has grown beyond what is played. */
export async function readSound({ path }: SoundFile): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const content = new Uint8Array(await readFile(path));
    return content.length <= largestSoundBytes ? content : null;
  } catch {
    return null;
  }
}

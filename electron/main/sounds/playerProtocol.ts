import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from 'electron/main';
import { readSound, type SoundFile } from './soundFile.ts';

/** `app://sounds/…` of the player's own session: its page, its script, and the one sound that is to be played. */

export const playerOrigin = 'app://sounds';

const pageTypes: Readonly<Record<string, string>> = {
  '/player.html': 'text/html; charset=utf-8',
  '/player.js': 'text/javascript; charset=utf-8',
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * @param folder of `player.html` and `player.js`
 * @param current the sound that may be read, and its number in the address
 */
export function servePlayer(
  session: Session,
  folder: string,
  current: () => { number: number; file: SoundFile } | null,
): void {
  async function answer(
    request: Request,
  ): Promise<{ content: Uint8Array<ArrayBuffer>; type: string } | null> {
    const { host, pathname } = new URL(request.url);
    if (host !== new URL(playerOrigin).host || request.method !== 'GET') return null;
    const type = pageTypes[pathname];
    if (type !== undefined) return { content: new Uint8Array(await readFile(join(folder, pathname))), type };
    const sound = current();
    if (sound === null || pathname !== `/sound/${sound.number}`) return null;
    const content = await readSound(sound.file);
    return content === null ? null : { content, type: sound.file.type };
  }

  session.protocol.handle('app', async (request) => {
    const found = await answer(request);
    if (found === null) return new Response(null, { status: 404 });
    return new Response(found.content, {
      headers: {
        'Content-Type': found.type,
        'Content-Length': String(found.content.length),
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      },
    });
  });
}

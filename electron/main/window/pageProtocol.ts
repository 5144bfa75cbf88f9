import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron/main';

/** `app://notifier/…`: the window's own files and nothing else, under a policy that allows nothing inline or remote. */

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Before `app` is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** After `app` is ready. `folder` holds the built page. */
export function servePage(folder: string): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const file = normalize(join(folder, decodeURIComponent(pathname)));
    const type = contentTypes[extname(file)];
    if (
      host !== 'notifier' ||
      request.method !== 'GET' ||
      type === undefined ||
      !file.startsWith(folder + sep)
    ) {
      return new Response(null, { status: 404 });
    }
    try {
      const headers = {
        'Content-Type': type,
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      };
      return new Response(new Uint8Array(await readFile(file)), { headers });
    } catch {
      // Asked for by our own page only; a missing file is its 404, not an error of this process.
      return new Response(null, { status: 404 });
    }
  });
}

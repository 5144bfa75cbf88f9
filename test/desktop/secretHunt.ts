import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Where a secret may have been left: files, processes, the page's heap. */

export interface Found {
  where: string;
  text: string;
}

/** Every file with its bytes as text, so that UTF-8 and Latin-1 are found alike. */
export async function allFiles(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => ({
        where: join(parentPath, name),
        text: await readFile(join(parentPath, name), 'latin1'),
      })),
  );
}

/** Arguments, environment and open files of a process and of all that it started. */
export async function processesOf(root: number): Promise<Found[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, number>();
  for (const name of names) {
    // A process may end between the listing and the look.
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const belongs = (pid: number): boolean => pid === root || (pid > 1 && belongs(parents.get(pid) ?? 0));
  const own = [...parents.keys()].filter(belongs);
  return Promise.all(
    own.map(async (pid) => {
      const parts = ['cmdline', 'environ', 'comm'].map((file) =>
        readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => ''),
      );
      return { where: `process ${pid}`, text: (await Promise.all(parts)).join('\n') };
    }),
  );
}

/** The page's whole heap, strings that were let go of included as far as they are still there. */
export async function heapOf(window: Page): Promise<Found> {
  const session = await window.context().newCDPSession(window);
  let text = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (text += chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return { where: 'the page', text };
}

/** As it stands, and as it would stand in an address, in JSON, in base64 and in hex. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    bytes.toString('base64').replace(/.?=*$/, ''),
    bytes.toString('hex'),
    bytes.toString('utf16le'),
  ];
}

/** Where which of the secrets stands, with no more of it than tells which. */
export function hunt(secrets: readonly string[], places: readonly Found[]): string[] {
  const forms = secrets.flatMap((secret) =>
    formsOf(secret).map((form) => ({ form, shown: secret.slice(0, 5) })),
  );
  return places.flatMap(({ where, text }) =>
    forms.filter(({ form }) => text.includes(form)).map(({ shown }) => `${where}: ${shown}…`),
  );
}

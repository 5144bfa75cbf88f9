import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { windowView } from '../support/windowView.ts';
import { customerOf } from './cast.ts';
import { allListening, expect, test } from './fixtures.ts';

/** No token, and no password, anywhere but in the main process's own memory: files, logs, page, arguments, environment. */

/** How every access token of the simulator begins; ChatApp's own look the same (bcrypt). */
const tokenMark = '$2y$10$';

test('tokens and passwords stand in no file, no log, no page, no argument and no environment', async ({
  start,
  simulator,
  desktop,
}) => {
  test.setTimeout(120_000);
  const { account } = simulator;
  const app = await start({ signedIn: false, keepUserData: true });
  const { window } = app;
  // By the hand of a person, so that password and tokens go the whole way.
  await window.getByRole('textbox', { name: 'E-mail' }).fill(account.email);
  await window.getByLabel('API password', { exact: true }).fill(account.password);
  await window.getByLabel('App ID').fill(account.appId);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allListening(simulator);
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Hello there' });
  await (await app.tray()).waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  await windowView(window).goTo('lines');
  // A connection that breaks is what gets written about.
  simulator.kill();
  await allListening(simulator);

  const secrets = [tokenMark, account.password];
  const found = (where: string, text: string): string[] =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${where}: ${secret.slice(0, 4)}…`);

  // The page's whole heap, strings that were let go of included as far as they are still there.
  const session = await window.context().newCDPSession(window);
  let heap = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (heap += chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  expect(heap.length).toBeGreaterThan(100_000);
  const inPage = found('page', heap);

  const inProcesses = (await processesOf(app.pid)).flatMap(({ pid, text }) => found(`process ${pid}`, text));
  const { stdout, stderr } = app.output();
  const inOutput = found('output', stdout + stderr);
  await app.close();

  const folders = [
    app.userData,
    ...['CONFIG', 'CACHE', 'DATA'].map((name) => desktop.env[`XDG_${name}_HOME`] ?? ''),
  ];
  const files = (await Promise.all(folders.map(allFiles))).flat();
  expect(files.some(({ name }) => name.endsWith('secrets.json'))).toBe(true);
  expect(files.some(({ name }) => name.endsWith('main.log'))).toBe(true);
  const inFiles = files.flatMap(({ name, text }) => found(name, text));

  expect([...inPage, ...inProcesses, ...inOutput, ...inFiles]).toEqual([]);
});

/** Every file with its bytes as text, so that UTF-8 and Latin-1 are found alike. */
async function allFiles(folder: string): Promise<{ name: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => ({
        name: join(parentPath, name),
        text: await readFile(join(parentPath, name), 'latin1'),
      })),
  );
}

/** Arguments and environment of a process and of all that it started. */
async function processesOf(root: number): Promise<{ pid: number; text: string }[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, number>();
  for (const name of names) {
    // A process may end between the listing and the look.
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const belongs = (pid: number): boolean => pid === root || (pid > 1 && belongs(parents.get(pid) ?? 0));
  const own = [...parents.keys()].filter(belongs);
  expect(own.length).toBeGreaterThan(1);
  return Promise.all(
    own.map(async (pid) => ({
      pid,
      text: (
        await Promise.all(
          ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')),
        )
      ).join('\n'),
    })),
  );
}

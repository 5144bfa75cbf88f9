import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invoke } from '../demo/appView.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { windowView } from '../support/windowView.ts';
import { customerOf } from './cast.ts';
import { allListening, expect, test, type Started } from './fixtures.ts';
import { allFiles, heapOf, hunt, processesOf, type Found } from './secretHunt.ts';
import { startAgain } from './secondStart.ts';
import { tellResults } from './securityTable.ts';

/** No token, and no password, anywhere but in the main process's own memory and, encrypted, in one file. */

/** How every access token of the simulator begins; ChatApp's own look the same (bcrypt). */
const tokenMark = '$2y$10$';
const proxyPassword = 'proxy-word-7319';

function secretsOf(simulator: Simulator): string[] {
  const tokens = simulator.issuedTokens().flatMap((pair) => [pair.accessToken, pair.refreshToken]);
  expect(tokens.length).toBeGreaterThan(0);
  return [tokenMark, simulator.account.password, proxyPassword, ...tokens];
}

tellResults();

test('tokens and passwords stand in no file, no log, no page, no argument and no environment', async ({
  start,
  simulator,
  desktop,
  monitor,
}) => {
  test.setTimeout(180_000);
  const { account } = simulator;
  const app = await start({ signedIn: false, keepUserData: true });
  const { window } = app;
  // By the hand of a person, so that password and tokens go the whole way.
  await window.getByRole('textbox', { name: 'E-mail' }).fill(account.email);
  await window.getByLabel('API password', { exact: true }).fill(account.password);
  await window.getByLabel('App ID').fill(account.appId);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allListening(simulator);
  await tellSomething(app, simulator);

  // What goes wrong is what gets written about: refused tokens, pages for JSON, a proxy that wants a password.
  simulator.expireAccessToken();
  await reconnected(simulator);
  await simulator.waitFor('new tokens', () => simulator.issuedTokens().length > 1, 20_000);
  for (const mode of ['401', 'html', '500'] as const) {
    simulator.setRestMode(mode, { count: 2, only: '/v1/licenses' });
    await reconnected(simulator);
  }
  simulator.setRestMode('ok');
  const proxy = `http://ann:${proxyPassword}@127.0.0.1:9`;
  await invoke(window, 'settings.change', { path: 'server.proxy', value: proxy });
  await invoke(window, 'settings.change', { path: 'server.proxy', value: 'none' });
  await allListening(simulator);

  const secrets = secretsOf(simulator);
  const places = await whereItSpeaks(app, simulator, desktop);
  // What may be there is found, so that what is not found is not there.
  expect(hunt([account.email], places)).toContainEqual(expect.stringContaining('the page'));
  const seen = monitor.notifications().map(({ summary, body, hints }) => [summary, body, ...hints.values()]);
  expect(seen.length).toBeGreaterThan(0);
  expect(hunt(secrets, [...places, { where: 'notifications', text: JSON.stringify(seen) }])).toEqual([]);
  const crashes = await app.app.evaluate(({ app: electron }) => electron.getPath('crashDumps'));
  await app.close();

  const files = await filesOf(app, desktop.env, crashes);
  for (const name of ['secrets.json', 'main.log', 'settings.json', 'history.db'])
    expect(
      files.filter(({ where }) => where.endsWith(name)),
      name,
    ).not.toEqual([]);
  expect(hunt(['Hello there'], files)).toContainEqual(expect.stringContaining('history.db'));
  expect(hunt(secrets, files)).toEqual([]);
  // The log told of it all, and did so without.
  const log = files.find(({ where }) => where.endsWith('main.log'))?.text ?? '';
  expect(log).toContain('link');
});

test('tokens that were pasted or handed over, and those they were renewed into, are nowhere either', async ({
  start,
  simulator,
  desktop,
}) => {
  test.setTimeout(180_000);
  const pasted = simulator.issueTokens();
  const app = await start({ signedIn: false, keepUserData: true });
  const { accessToken, refreshToken } = pasted;
  const answer = await invoke(app.window, 'account.useTokens', { accessToken, refreshToken });
  expect(answer).toEqual({ result: 'ok' });
  await allListening(simulator);
  simulator.expireAccessToken();
  await reconnected(simulator);
  await simulator.waitFor('new tokens', () => simulator.issuedTokens().length > 1, 20_000);
  await tellSomething(app, simulator);
  const secrets = secretsOf(simulator);
  // The page was given the pasted ones by its own caller: what it lets go of, it no longer has.
  const places = await whereItSpeaks(app, simulator, desktop);
  expect(hunt(secrets, places)).toEqual([]);
  await app.close();
  expect(hunt(secrets, await filesOf(app, desktop.env))).toEqual([]);

  // By a file, at the start: it is gone afterwards.
  const other = await start({ keepUserData: true });
  const handed = secretsOf(simulator);
  expect(hunt(handed, await whereItSpeaks(other, simulator, desktop))).toEqual([]);
  await other.close();
  expect(hunt(handed, await filesOf(other, desktop.env))).toEqual([]);
});

async function tellSomething(app: Started, simulator: Simulator): Promise<void> {
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Hello there' });
  await (await app.tray()).waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  await windowView(app.window).goTo('lines');
}

async function reconnected(simulator: Simulator): Promise<void> {
  const before = simulator.totalConnections;
  simulator.kill();
  await simulator.waitFor('another connection', () => simulator.totalConnections > before, 30_000);
  await allListening(simulator);
}

/** All that the running app says to others: page, processes, output, tray, orders, diagnostics, settings as a file. */
async function whereItSpeaks(
  app: Started,
  simulator: Simulator,
  desktop: Parameters<typeof startAgain>[0],
): Promise<Found[]> {
  const { window } = app;
  const heap = await heapOf(window);
  expect(heap.text.length).toBeGreaterThan(100_000);
  const processes = await processesOf(app.pid);
  expect(processes.length).toBeGreaterThan(1);
  const tray = await app.tray();
  const status = await startAgain(desktop, app.userData, ['--status']);
  expect(status.stdout).toContain('"running": true');
  await invoke(window, 'about.copyDiagnostics', null);
  const diagnostics = await app.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(diagnostics).toContain('account 1');
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-exported-'));
  const file = join(folder, 'settings.json');
  // Chosen where a person would choose it.
  await app.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await invoke(window, 'settings.export', null);
  const exported = await readFile(file, 'utf8');
  expect(exported).toContain(simulator.host);
  await rm(folder, { recursive: true });
  const { stdout, stderr } = app.output();
  return [
    heap,
    ...processes,
    { where: 'output', text: stdout + stderr },
    { where: 'tray', text: [await tray.tooltip(), ...(await tray.labels())].join('\n') },
    { where: '--status', text: status.stdout + status.stderr },
    { where: 'diagnostics', text: diagnostics },
    { where: 'exported settings', text: exported },
  ];
}

/** Every file of the app: its own folder, crashes among it, and what Chromium and libraries keep elsewhere. */
async function filesOf(
  app: Started,
  env: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<Found[]> {
  const folders = [
    app.userData,
    ...['CONFIG', 'CACHE', 'DATA', 'STATE'].map((name) => env[`XDG_${name}_HOME`] ?? ''),
    ...more,
  ];
  const existing = [...new Set(folders.filter((folder) => folder !== ''))];
  // A folder that nobody made holds nothing.
  return (await Promise.all(existing.map((folder) => allFiles(folder).catch(() => [])))).flat();
}

import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { tellResults } from './securityTable.ts';

/**
 * Electron's security checklist, tried on the running app: what a page that was taken over would try. The numbers are
 * those of the checklist in Electron's documentation ("Security").
 */

/** Electron has it and does not document it. */
interface WithPreferences {
  getLastWebPreferences(): Record<string, unknown>;
}

tellResults();

test('the page is sandboxed, isolated and without Node (2, 3, 4, 6, 8, 9, 10, 11)', async ({ start }) => {
  const { app, window } = await start({ signedIn: false });
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
    return (contents as WithPreferences).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  for (const risky of [
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'webviewTag',
    'nodeIntegrationInWorker',
  ])
    expect(preferences).not.toMatchObject({ [risky]: true });
  expect(preferences).not.toHaveProperty('enableBlinkFeatures', expect.stringMatching(/./));
  const seen = await window.evaluate(() => [
    ...['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
    ...Object.keys((globalThis as typeof globalThis & { notifier: object }).notifier),
  ]);
  expect(seen).toEqual(['invoke', 'subscribe']);
});

test('nothing remote, inline or made up runs or loads (1, 7)', async ({ start }) => {
  const { window } = await start({ signedIn: false });
  const outcome = await window.evaluate(async () => {
    const done: Record<string, string> = {};
    const tried = async (name: string, run: () => unknown): Promise<void> => {
      try {
        done[name] = String(await run());
      } catch (error) {
        done[name] = error instanceof Error ? error.name : 'thrown';
      }
    };
    const marked = globalThis as typeof globalThis & { taken?: boolean };
    // In a turn of its own: what a debugger evaluates is let through.
    await tried(
      'eval',
      () =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line no-eval -- that it does not run is what is tested
              resolve((0, eval)('1 + 1'));
            } catch (error) {
              reject(error instanceof Error ? error : new Error('thrown'));
            }
          });
        }),
    );
    await tried('fetch', () => fetch('https://example.com/').then(({ status }) => status));
    await tried('inline', () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.taken = true';
      document.body.append(script);
      return marked.taken;
    });
    await tried('remote script', () => {
      const script = document.createElement('script');
      script.src = 'https://example.com/a.js';
      return new Promise((resolve) => {
        script.addEventListener('error', () => resolve('refused'));
        script.addEventListener('load', () => resolve('loaded'));
        document.body.append(script);
      });
    });
    await tried('picture', () => {
      const image = new Image();
      return new Promise((resolve) => {
        image.addEventListener('error', () => resolve('refused'));
        image.addEventListener('load', () => resolve('loaded'));
        image.src = 'https://example.com/a.png';
      });
    });
    await tried(
      'socket',
      () =>
        new Promise((resolve) => {
          const socket = new WebSocket('wss://example.com/');
          socket.addEventListener('error', () => resolve('refused'));
          socket.addEventListener('open', () => resolve('open'));
        }),
    );
    return done;
  });
  expect(outcome).toEqual({
    eval: 'EvalError',
    fetch: 'TypeError',
    inline: 'undefined',
    'remote script': 'refused',
    picture: 'refused',
    socket: expect.stringMatching(/refused|SecurityError/),
  });
});

test('it gets no permission, opens no window and goes nowhere (5, 12, 13, 14)', async ({ start }) => {
  const { app, window } = await start({ signedIn: false });
  const outcome = await window.evaluate(async () => {
    const name = (error: unknown): string => (error instanceof Error ? error.name : 'thrown');
    return {
      notification: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', name),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('refused'),
        ),
      ),
      clipboard: await navigator.clipboard.readText().then(() => 'given', name),
      notOpened: globalThis.open('https://example.com/') === null,
    };
  });
  expect(outcome).toEqual({
    notification: 'denied',
    // Where there is no camera nobody is asked for one.
    camera: expect.stringMatching(/^Not(Allowed|Found)Error$/),
    place: 'refused',
    clipboard: 'NotAllowedError',
    notOpened: true,
  });
  await window.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await window.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(frame, view);
  });
  expect(new URL(window.url()).origin).toBe(new URL('app://notifier/').origin);
  const contents = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => one.getURL()),
  );
  expect(contents.filter((url) => !url.startsWith('app://'))).toEqual([]);
});

test('its own scheme gives its own files and nothing else (18)', async ({ start }) => {
  const { window } = await start({ signedIn: false });
  const addresses = [
    'app://notifier/../main/index.js',
    'app://notifier/%2e%2e/main/index.js',
    'app://notifier/..%2fmain%2findex.js',
    'app://notifier/%2e%2e%5cmain%5cindex.js',
    'app://notifier/assets/..%2f..%2fmain%2findex.js',
    'app://notifier//etc/passwd',
    'app://notifier/%00/index.html',
    'app://notifier/%E0%A4%A',
    `app://notifier/${encodeURIComponent(join(process.cwd(), 'package.json'))}`,
    'app://another/index.html',
    'file:///etc/passwd',
  ];
  const answers = await window.evaluate(
    (list) =>
      Promise.all(
        list.map((address) =>
          fetch(address).then(
            async (response) => (response.ok ? (await response.text()).slice(0, 40) : response.status),
            () => 'refused',
          ),
        ),
      ),
    addresses,
  );
  for (const [index, answer] of answers.entries())
    expect([404, 'refused'], addresses[index]).toContain(answer);
  const posted = await window.evaluate(() =>
    fetch('app://notifier/index.html', { method: 'POST' }).then(
      ({ status }) => status,
      () => 'refused',
    ),
  );
  expect([404, 'refused']).toContain(posted);
});

test('commands are answered to the window alone, and only those that fit (17)', async ({ start }) => {
  const { app, window } = await start({ signedIn: false });
  const answers = await window.evaluate(async () => {
    const { notifier } = globalThis as typeof globalThis & {
      notifier: { invoke: (name: unknown, input: unknown) => Promise<unknown> };
    };
    const ask = (name: unknown, input: unknown): Promise<unknown> =>
      notifier.invoke(name, input).catch(() => 'thrown');
    return Promise.all([
      ask('no such command', null),
      ask('constructor', null),
      ask('__proto__', null),
      ask(['state.get'], null),
      ask({ toString: null }, null),
      ask('state.get', 'more than nothing'),
      ask('settings.change', { path: '__proto__.polluted', value: true }),
      ask('settings.change', { path: 'server.host', value: 'x'.repeat(20_000) }),
      ask('clipboard.copy', { text: 'x'.repeat(300_000) }),
      ask('events.page', { beforeRow: null, limit: 1e9, filter: {} }),
    ]);
  });
  const refusals = ['"error":"invalid"', '"result":"invalid"', 'thrown'];
  for (const answer of answers)
    expect(
      refusals.some((refusal) => JSON.stringify(answer).includes(refusal)),
      JSON.stringify(answer),
    ).toBe(true);
  expect(await window.evaluate(() => 'polluted' in {})).toBe(false);
  expect(await app.evaluate(() => 'polluted' in {})).toBe(false);

  // Another window of this very app, with the same bridge, is not the one that is served.
  const other = app.waitForEvent('window');
  await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const made = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await made.loadURL('app://notifier/index.html');
    },
    join(process.cwd(), 'out', 'preload', 'index.cjs'),
  );
  const stranger = await other;
  const answer = await stranger.evaluate(() =>
    (
      globalThis as typeof globalThis & {
        notifier: { invoke: (name: string, input: null) => Promise<unknown> };
      }
    ).notifier.invoke('state.get', null),
  );
  expect(answer).toEqual({ ok: false, error: 'untrusted' });
});

import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { commands, type Bridge, type CommandName } from '../../electron/shared/contract.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { windowView } from '../support/windowView.ts';
import { customerOf } from './cast.ts';
import { expect, test } from './fixtures.ts';
import { tellResults } from './securityTable.ts';

/** The rest of Electron's security checklist; its numbers, as in security.spec.ts. */

type WithBridge = typeof globalThis & { notifier: Bridge };

tellResults();

test('every permission Chromium knows is refused, whether it is asked for or looked up (5)', async ({
  start,
}) => {
  const { app, window } = await start({ signedIn: false });
  const names = [
    ...[
      'accelerometer',
      'ambient-light-sensor',
      'background-fetch',
      'background-sync',
      'camera',
      'captured-surface-control',
    ],
    ...['clipboard-read', 'clipboard-write', 'display-capture', 'geolocation', 'gyroscope', 'idle-detection'],
    ...[
      'keyboard-lock',
      'local-fonts',
      'magnetometer',
      'microphone',
      'midi',
      'nfc',
      'notifications',
      'payment-handler',
    ],
    ...[
      'periodic-background-sync',
      'persistent-storage',
      'pointer-lock',
      'push',
      'screen-wake-lock',
      'speaker-selection',
    ],
    ...['storage-access', 'top-level-storage-access', 'window-management'],
  ];
  const states = await window.evaluate(
    (list) =>
      Promise.all(
        list.map(async (name) => {
          const query = { name, userVisibleOnly: true } as unknown as PermissionDescriptor;
          const state = await navigator.permissions.query(query).then(
            (status) => status.state,
            // A name that this Chromium does not have.
            () => 'unknown',
          );
          return [name, state] as const;
        }),
      ),
    names,
  );
  expect(states.filter(([, state]) => state === 'granted' || state === 'prompt')).toEqual([]);
  expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThan(10);

  const given = await window.evaluate(async () => {
    /** What Chromium offers to pages, each as a page would ask for it. */
    type Asked = Record<
      string,
      Record<string, ((...options: unknown[]) => Promise<unknown>) | undefined> | undefined
    >;
    const { usb, serial, hid, bluetooth, wakeLock, storage, keyboard } = navigator as unknown as Asked;
    const page = globalThis as unknown as Asked[string] & { IdleDetector?: Asked[string] };
    const tries: Record<string, () => Promise<unknown> | undefined> = {
      usb: () => usb?.['requestDevice']?.({ filters: [] }),
      serial: () => serial?.['requestPort']?.(),
      hid: () => hid?.['requestDevice']?.({ filters: [] }),
      bluetooth: () => bluetooth?.['requestDevice']?.({ acceptAllDevices: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      awake: () => wakeLock?.['request']?.('screen'),
      idle: () => page.IdleDetector?.['requestPermission']?.(),
      fonts: () => page['queryLocalFonts']?.(),
      screens: () => page['getScreenDetails']?.(),
      keys: () => keyboard?.['lock']?.(),
      pointer: () => document.body.requestPointerLock(),
      persistence: () => storage?.['persist']?.(),
    };
    const answers = Object.entries(tries).map(async ([name, ask]) => {
      const answer = await Promise.resolve()
        .then(ask)
        .catch(() => 'refused');
      // Not there, a plain no, or an empty list: nothing was got.
      const nothing =
        [undefined, 'refused', 'denied', false].includes(answer as string) ||
        (Array.isArray(answer) && answer.length === 0);
      return nothing ? [] : [name];
    });
    // Refused without an answer, so that only its absence can be seen.
    void document.body.requestFullscreen();
    return (await Promise.all(answers)).flat();
  });
  expect(given).toEqual([]);
  expect(await window.evaluate(() => [document.fullscreenElement, document.pointerLockElement])).toEqual([
    null,
    null,
  ]);
  const full = app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.isFullScreen()),
  );
  expect(await full).toEqual([false]);
});

test('no download, no dropped file, no frame, no worker, no middle click leads anywhere (11, 12, 13, 14)', async ({
  start,
}) => {
  const { app, window } = await start({ signedIn: false });
  const address = window.url();
  const downloads = await app.evaluateHandle(({ session }) => {
    const seen: { url: string; refused: boolean }[] = [];
    session.defaultSession.on('will-download', (event, item) => {
      seen.push({ url: item.getURL().slice(0, 10), refused: event.defaultPrevented });
      // Whatever was not refused would ask the person where to; the test must not.
      event.preventDefault();
    });
    return seen;
  });
  const tried = await window.evaluate(async () => {
    const link = document.createElement('a');
    link.download = 'x.sh';
    link.href = URL.createObjectURL(new Blob(['#!/bin/sh']));
    document.body.append(link);
    link.click();
    const framed = async (set: (frame: HTMLIFrameElement) => void): Promise<string[]> => {
      const frame = document.createElement('iframe');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      set(frame);
      document.body.append(frame);
      await loaded;
      let inside: object = {};
      try {
        inside = frame.contentWindow ?? {};
        return ['notifier', 'require', 'process'].filter((name) => name in inside);
      } catch {
        // An error page of another origin.
        return [];
      }
    };
    const inFrames = [
      ...(await framed((frame) => (frame.srcdoc = '<p>x</p>'))),
      ...(await framed((frame) => (frame.src = 'about:blank'))),
      ...(await framed((frame) => (frame.src = 'app://notifier/index.html'))),
      ...(await framed((frame) => (frame.src = 'https://example.com/'))),
    ];
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://notifier/index.html');
    view.setAttribute('allowpopups', '');
    view.setAttribute('nodeintegration', '');
    view.setAttribute('webpreferences', 'contextIsolation=no, sandbox=no');
    document.body.append(view);
    const outside = document.createElement('a');
    outside.href = 'https://example.com/';
    outside.target = '_blank';
    outside.textContent = 'outside';
    outside.id = 'outside';
    outside.style.position = 'fixed';
    document.body.prepend(outside);
    const worker = await navigator.serviceWorker?.register('index.js').then(
      () => 'registered',
      () => 'refused',
    );
    const popups = ['about:blank', 'https://example.com/', 'app://notifier/index.html', 'file:///etc/passwd'];
    return {
      inFrames,
      alive: 'getWebContentsId' in view,
      worker: worker ?? 'refused',
      popups: popups.filter((target) => globalThis.open(target) !== null),
    };
  });
  expect(tried).toEqual({ inFrames: [], alive: false, worker: 'refused', popups: [] });
  await window.locator('#outside').click({ button: 'middle', force: true });
  await window.locator('#outside').click({ modifiers: ['ControlOrMeta'], force: true });
  await window.locator('#outside').click({ force: true });

  const session = await window.context().newCDPSession(window);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 300,
      data: { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 },
    });
  for (const target of [
    'file:///etc/passwd',
    'data:text/html,x',
    'javascript:document.title="taken"',
    'app://another/',
  ])
    await window.evaluate((to) => location.assign(to), target).catch(() => undefined);
  await expect.poll(() => downloads.jsonValue()).toEqual([{ url: 'blob:app:/', refused: true }]);
  expect(window.url()).toBe(address);
  expect(await window.title()).not.toBe('taken');
  expect(await window.evaluate(() => typeof (globalThis as WithBridge).notifier.invoke)).toBe('function');
  const open = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((one) => one.getURL()),
  );
  expect(open.filter((url) => url !== address)).toEqual([]);
});

test('what opens in the browser is an https address with what came from outside encoded (15)', async ({
  start,
  desktop,
  simulator,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'chatapp-browser-'));
  const opened = join(folder, 'opened');
  await writeFile(opened, '');
  // Electron opens addresses through this program, which here only writes them down.
  await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`);
  await chmod(join(folder, 'xdg-open'), 0o755);
  const path = `${folder}:${desktop.env['PATH'] ?? process.env['PATH'] ?? ''}`;
  const started = await start({ env: { ...desktop.env, PATH: path } });
  const { window } = started;
  for (const value of [
    'file:///etc/passwd',
    'http://example.com/{chatId}',
    'javascript:alert(1)',
    'smb://x/y',
    '',
  ])
    expect(await send(window, 'settings.change', { path: 'webInbox', value })).toEqual({
      ok: true,
      value: { result: 'invalid' },
    });
  const customer = { ...simulator.cast.customers[0], ...findHostile(simulator.cast.customers) };
  simulator.message({ customer, text: 'Hello' });
  await (await started.tray()).waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  const newest = commands['events.page'].output.shape.rows;
  const answer = await send(window, 'events.page', { beforeRow: null, limit: 1, filter: everyEvent });
  const [row] = newest.parse((answer as { value: { rows: unknown } }).value.rows);
  const key = row?.key ?? '';
  await send(window, 'events.openInWebInbox', { key });
  await send(window, 'events.openInWebInbox', { key: 'https://evil.example/' });
  await expect.poll(() => readFile(opened, 'utf8')).toMatch(/\n/);
  const addresses = (await readFile(opened, 'utf8')).trim().split('\n');
  expect(addresses).toHaveLength(1);
  const address = new URL(addresses[0] ?? '');
  expect(address.origin).toBe('https://dialogs.pro');
  expect(decodeURIComponent(address.pathname.split('/').at(-1) ?? '')).toBe(customer.chatId);
  await rm(folder, { recursive: true });
});

test('the bridge hands out values, never Electron’s own objects (20)', async ({ start }) => {
  const { window } = await start({ signedIn: false });
  // It is told of nothing before it has asked for the first state.
  await expect(windowView(window).drawn()).toBeVisible();
  const seen = await window.evaluate(async () => {
    const { notifier } = globalThis as WithBridge;
    const heard = new Promise<unknown[]>((resolve) => {
      notifier.subscribe('state', (...given: unknown[]) => resolve(given.map((one) => typeof one)));
    });
    await notifier.invoke('settings.change', { path: 'density', value: 'compact' });
    const escape = (code: string): string => {
      try {
        // What an isolated function is made with belongs to the page, which may make no code.
        const Maker = notifier.invoke.constructor as new (text: string) => () => unknown;
        return typeof new Maker(code)();
      } catch (error) {
        return error instanceof Error ? error.name : 'thrown';
      }
    };
    const inTurn = new Promise<string>((resolve) => setTimeout(() => resolve(escape('return process'))));
    return { given: await heard, escape: await inTurn, frozen: !Reflect.set(notifier, 'invoke', null) };
  });
  expect(seen).toEqual({ given: ['object'], escape: 'EvalError', frozen: true });
});

test('the page keeps nothing for itself, and no address of its own is another’s (18)', async ({
  start,
  simulator,
}) => {
  const started = await start();
  const { app, window } = started;
  simulator.message({ customer: customerOf(simulator, 'grWhatsApp'), text: 'Hello' });
  await (await started.tray()).waitUntil(({ tooltip }) => tooltip.includes('1 unread'));
  const kept = await window.evaluate(async () => {
    document.cookie = 'a=b';
    return {
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      cookie: document.cookie,
    };
  });
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, cookie: '' });
  expect(await app.evaluate(({ session }) => session.defaultSession.cookies.get({}))).toEqual([]);
});

test('Electron is pinned, and the program is asked to be packed with its fuses (16, 19)', async ({
  start,
}) => {
  const { app } = await start({ signedIn: false });
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  // The tests may run on an older one, which the runner carries where Electron's own cannot be had.
  const running = await app.evaluate(() => process.versions.electron ?? '');
  test.info().annotations.push({ type: 'Electron', description: running });
  expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
  // Of the three newest when this was written; Electron supports no more.
  expect(Number.parseInt(manifest.devDependencies['electron'] ?? '', 10)).toBeGreaterThanOrEqual(44);
  const recipe = await readFile('electron-builder.yml', 'utf8');
  const fuses = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(recipe)?.[1] ?? '';
  const asked = [...fuses.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [
    name,
    value === 'true',
  ]);
  // What the packed program answers is read back in test/installed/binary.spec.ts.
  expect(Object.fromEntries(asked)).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

function findHostile<Customer extends { messengerType: string; chatId: string }>(
  customers: readonly Customer[],
): Customer {
  const found = customers.find((one) => one.messengerType === 'grWhatsApp');
  if (found === undefined) throw new Error('the cast has no such customer');
  return { ...found, chatId: '../../evil?to=https://evil.example/#"><script>' };
}

function send(window: Page, name: CommandName, input: unknown): Promise<unknown> {
  return window.evaluate(
    ([command, given]) => (globalThis as WithBridge).notifier.invoke(command as 'state.get', given as null),
    [name, input] as const,
  );
}

import { createHash } from 'node:crypto';
import { listOf, numberOf, textOf } from './busMessage.ts';
import { busDaemon, type SessionBus } from './sessionBus.ts';
import { clickMenuItem, findMenuItem, readMenu, shownLabels, type MenuItem } from './trayMenu.ts';
import { waitFor } from './waiting.ts';

/** One pixel, each part 0 to 255. */
export interface Pixel {
  readonly alpha: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The largest picture the item offers. */
export interface TrayIcon {
  readonly width: number;
  readonly height: number;
  /** The first 16 hex digits of the sha256 of its pixels: the same picture, the same hash. */
  readonly hash: string;
  pixel(x: number, y: number): Pixel;
  /** ARGB, 4 bytes a pixel, as the protocol carries it. */
  readonly argb: Buffer;
}

/** A tray icon as the panel sees it. */
export interface TrayItem {
  readonly address: string;
  tooltip(): Promise<string>;
  /** Undefined while it shows none (Electron sends a picture of 0 x 0 then). */
  icon(): Promise<TrayIcon | undefined>;
  menu(): Promise<readonly MenuItem[]>;
  /** What a person reads in the menu's first level; `---` for a separator. */
  labels(): Promise<readonly string[]>;
  /** A menu item at any depth by its whole label. */
  find(label: string): Promise<MenuItem | undefined>;
  /** Chooses a menu item; throws when it is not there or disabled. */
  click(label: string): Promise<void>;
  /** What the panel does on a left click. */
  activate(): Promise<void>;
  /** Waits until what the panel sees fits; looks again whenever the item says that it changed. */
  waitUntil(predicate: (state: TrayState) => boolean, limitMs?: number): Promise<TrayState>;
}

export interface TrayState {
  readonly tooltip: string;
  readonly icon: TrayIcon | undefined;
  readonly labels: readonly string[];
}

const itemInterface = 'org.kde.StatusNotifierItem';
const watcher = 'org.kde.StatusNotifierWatcher';
const bytesPerPixel = 4;
/** A signal may be lost between two looks (the match rule takes a moment to hold). */
const lookAgainMs = 250;

/** Waits for the tray item of a process. Source: the StatusNotifierItem specification; Chromium answers no Introspect. */
export async function findTrayItem(bus: SessionBus, pid: number, limitMs = 10_000): Promise<TrayItem> {
  let registered: readonly string[] = [];
  const found = await waitFor(
    async () => {
      const items = await bus.getProperty(
        watcher,
        '/StatusNotifierWatcher',
        watcher,
        'RegisteredStatusNotifierItems',
      );
      registered = listOf(items).map(textOf);
      for (const item of registered) {
        if ((await processOf(bus, destinationOf(item))) === pid) return item;
      }
      return undefined;
    },
    () => `no tray item of process ${pid}; registered are [${registered.join(', ')}]`,
    limitMs,
  );
  return trayItem(
    bus,
    destinationOf(found),
    found.slice(destinationOf(found).length) || '/StatusNotifierItem',
  );
}

/** Registered items read `:1.22/StatusNotifierItem`, or only a name. */
function destinationOf(item: string): string {
  const slash = item.indexOf('/');
  return slash < 0 ? item : item.slice(0, slash);
}

async function processOf(bus: SessionBus, name: string): Promise<number | undefined> {
  try {
    const request = { ...busDaemon, member: 'GetConnectionUnixProcessID', signature: 's', body: [name] };
    return numberOf((await bus.call(request))[0]);
  } catch {
    // It went between the listing and the question.
    return undefined;
  }
}

function trayItem(bus: SessionBus, destination: string, path: string): TrayItem {
  const property = (name: string): Promise<unknown> =>
    bus.getProperty(destination, path, itemInterface, name);

  async function menuObject(): Promise<{ destination: string; path: string }> {
    return { destination, path: textOf(await property('Menu')) };
  }

  const item: TrayItem = {
    address: `${destination}${path}`,
    async tooltip() {
      // (icon name, pictures, title, text): Electron puts its text into the title.
      return textOf(listOf(await property('ToolTip'))[2]);
    },
    async icon() {
      return largestIcon(await property('IconPixmap'));
    },
    async menu() {
      return readMenu(bus, await menuObject());
    },
    async labels() {
      return shownLabels(await item.menu());
    },
    async find(label) {
      return findMenuItem(await item.menu(), label);
    },
    async click(label) {
      await clickMenuItem(bus, await menuObject(), label);
    },
    async activate() {
      const position = { signature: 'ii', body: [0, 0] };
      await bus.call({ destination, path, interface: itemInterface, member: 'Activate', ...position });
    },
    async waitUntil(predicate, limitMs = 5_000) {
      return waitForState(bus, destination, item, predicate, limitMs);
    },
  };
  return item;
}

async function waitForState(
  bus: SessionBus,
  destination: string,
  item: TrayItem,
  predicate: (state: TrayState) => boolean,
  limitMs: number,
): Promise<TrayState> {
  let changed: () => void = () => undefined;
  const stopListening = await bus.onSignal(`type='signal',sender='${destination}'`, () => changed());
  const deadlineMs = Date.now() + limitMs;
  try {
    for (;;) {
      const news = new Promise<void>((resolve) => {
        changed = resolve;
        setTimeout(resolve, lookAgainMs);
      });
      const state = { tooltip: await item.tooltip(), icon: await item.icon(), labels: await item.labels() };
      if (predicate(state)) return state;
      if (Date.now() > deadlineMs) {
        const icon = state.icon === undefined ? 'no icon' : `icon ${state.icon.hash}`;
        throw new Error(
          `the tray did not come to that within ${limitMs} ms: "${state.tooltip}", ${icon}, [${state.labels.join(' | ')}]`,
        );
      }
      await news;
    }
  } finally {
    stopListening();
  }
}

function largestIcon(pixmaps: unknown): TrayIcon | undefined {
  const sizes = listOf(pixmaps).map((entry) => {
    const [width, height, argb] = listOf(entry);
    return {
      width: numberOf(width),
      height: numberOf(height),
      argb: Buffer.isBuffer(argb) ? argb : Buffer.alloc(0),
    };
  });
  const largest = sizes.filter(({ width }) => width > 0).sort((a, b) => b.width - a.width)[0];
  if (largest === undefined) return undefined;
  const { width, height, argb } = largest;
  return {
    ...largest,
    hash: createHash('sha256').update(argb).digest('hex').slice(0, 16),
    pixel(x, y) {
      if (x < 0 || y < 0 || x >= width || y >= height)
        throw new Error(`no pixel ${x},${y} in ${width}x${height}`);
      const [alpha = 0, red = 0, green = 0, blue = 0] = argb.subarray(bytesPerPixel * (y * width + x));
      return { alpha, red, green, blue };
    },
  };
}

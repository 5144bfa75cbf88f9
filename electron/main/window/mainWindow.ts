import type { NativeImage } from 'electron/common';
import { BrowserWindow, screen, type Rectangle, type WebContents } from 'electron/main';
import Store from 'electron-store';
import { z } from 'zod';
import { pageOrigin } from '../../shared/channels.ts';
import type { TopicName, TopicValue } from '../../shared/contract.ts';
import { publish } from '../ipc/serve.ts';

/**
 * The one window: made when it is wanted, destroyed when it is closed, so that the tray costs no renderer. Where it
 * stood is remembered, and where it should lead is told as soon as its page listens.
 */
export interface MainWindow {
  show(navigate?: TopicValue<'navigate'>): void;
  /** Asks for a look: the task bar flashes until the window is focused. Nothing where there is no window. */
  attract(): void;
  /** Shows it, or closes it where it has the focus: what the global keys do. */
  toggle(): void;
  /** The number on the task bar's button (Windows), 0 for none. */
  badge(count: number): void;
  /** The settings of its look have changed. */
  restyle(): void;
  /** The page's own contents while the window lives. */
  contents(): WebContents | null;
  /** The page has subscribed and fetched: what waited for it is sent. */
  pageReady(): void;
  tell<Name extends TopicName>(name: Name, value: TopicValue<Name>): void;
  destroy(): void;
}

export interface MainWindowOptions {
  folder: string;
  preload: string;
  /** Before each window: its session is hardened and served. */
  prepare: () => void;
  icon: string;
  title: string;
  dark: () => boolean;
  /** Closing means minimising where there is no tray to come back from. */
  closeMinimises: () => boolean;
  /** Size of everything, 1 being the ordinary one. */
  zoom: () => number;
  /** A small picture for the task bar's button; null for none. Windows only. */
  overlay: (count: number) => NativeImage | null;
  /** The person closed it; the app goes on in the tray. */
  onHidden: () => void;
  quitting: () => boolean;
  onError: (error: unknown) => void;
}

const least = { width: 640, height: 480 };
const first = { width: 1040, height: 700 };

const placeSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().min(least.width),
  height: z.number().min(least.height),
  maximised: z.boolean(),
});
type Place = z.infer<typeof placeSchema>;

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let ready = false;
  /** It has been on the screen. */
  let revealed = false;
  let waiting: TopicValue<'navigate'> | null = null;
  let place = readPlace(options);

  let shownBadge = 0;
  function drawBadge(on: BrowserWindow): void {
    if (process.platform === 'win32') on.setOverlayIcon(options.overlay(shownBadge), String(shownBadge));
  }

  function make(): BrowserWindow {
    ready = false;
    revealed = false;
    options.prepare();
    const made = new BrowserWindow({
      ...first,
      ...(place === null ? {} : onScreen(place)),
      minWidth: least.width,
      minHeight: least.height,
      title: options.title,
      icon: options.icon,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: options.dark() ? '#16191b' : '#fbfcfc',
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
        navigateOnDragDrop: false,
        // Timers and drawing rest while nobody looks; everything that must go on lives in main.
        backgroundThrottling: true,
      },
    });
    made.setMenu(null);
    drawBadge(made);
    if (place?.maximised === true) made.maximize();
    made.once('ready-to-show', () => reveal(made));
    made.webContents.on('did-finish-load', () => made.webContents.setZoomFactor(options.zoom()));
    made.on('close', (event) => {
      place = { ...made.getNormalBounds(), maximised: made.isMaximized() };
      savePlace(options, place);
      if (!options.quitting() && options.closeMinimises()) {
        event.preventDefault();
        made.minimize();
      } else if (!options.quitting()) options.onHidden();
    });
    made.on('closed', () => {
      if (window === made) window = null;
    });
    made.webContents.on('render-process-gone', (_event, details) => {
      options.onError(new Error(`the window's process ended: ${details.reason}`));
      if (details.reason !== 'clean-exit' && !made.isDestroyed()) made.destroy();
    });
    void made.loadURL(`${pageOrigin}/index.html`).catch((error: unknown) => options.onError(error));
    return made;
  }

  function tell<Name extends TopicName>(name: Name, value: TopicValue<Name>): void {
    if (ready && window !== null && !window.isDestroyed()) publish(window.webContents, name, value);
  }

  /** When it is drawn, or, since Chromium does not always say so, when its page is there: whichever comes first. */
  function reveal(made: BrowserWindow): void {
    if (revealed || made.isDestroyed()) return;
    revealed = true;
    made.show();
  }

  function pageReady(): void {
    ready = true;
    if (window !== null) reveal(window);
    if (waiting !== null) tell('navigate', waiting);
    waiting = null;
  }

  return {
    show(navigate) {
      if (navigate !== undefined) waiting = navigate;
      // Between its closing and its end it is still here, and nothing can be asked of it.
      if (window === null || window.isDestroyed()) {
        window = make();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (ready) pageReady();
    },
    attract() {
      if (window !== null && !window.isDestroyed() && !window.isFocused()) window.flashFrame(true);
    },
    toggle() {
      if (window === null || window.isDestroyed() || window.isMinimized() || !window.isFocused()) this.show();
      else window.close();
    },
    badge(count) {
      shownBadge = count;
      if (window !== null && !window.isDestroyed()) drawBadge(window);
    },
    restyle() {
      if (window !== null && !window.isDestroyed()) window.webContents.setZoomFactor(options.zoom());
    },
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
    pageReady,
    tell,
    destroy() {
      if (window !== null && !window.isDestroyed()) window.destroy();
    },
  };
}

function placeStore(options: MainWindowOptions): Store {
  return new Store({ name: 'window', cwd: options.folder, clearInvalidConfig: true });
}

function readPlace(options: MainWindowOptions): Place | null {
  try {
    const parsed = placeSchema.safeParse(placeStore(options).store);
    return parsed.success ? parsed.data : null;
  } catch (error) {
    options.onError(error);
    return null;
  }
}

function savePlace(options: MainWindowOptions, place: Place): void {
  try {
    placeStore(options).store = place;
  } catch (error) {
    options.onError(error);
  }
}

/** A window remembered on a screen that is gone comes back on one that is there. */
function onScreen(place: Place): Partial<Rectangle> {
  const { workArea } = screen.getDisplayMatching(place);
  const width = Math.min(place.width, workArea.width);
  const height = Math.min(place.height, workArea.height);
  const x = Math.min(Math.max(place.x, workArea.x), workArea.x + workArea.width - width);
  const y = Math.min(Math.max(place.y, workArea.y), workArea.y + workArea.height - height);
  return { x, y, width, height };
}

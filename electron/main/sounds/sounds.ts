import { BrowserWindow, session, type Session } from 'electron/main';
import type { Clock, Logger, Sounds, Stop } from '../../core/ports.ts';
import { hardenSession } from '../window/hardening.ts';
import { playerOrigin, servePlayer } from './playerProtocol.ts';
import { findSound, type SoundFile } from './soundFile.ts';

/**
 * Sounds by a hidden page: the only player that all three systems have, with a volume and every usual kind of file.
 * It has a session of its own, so that the person's file is open to it alone, no preload and no channel to this
 * process; it is made for a sound and goes soon after it, so that silence costs nothing.
 */

/** A player that has not begun by then never will. Milliseconds. */
const beginMs = 5_000;
/** A person's own file may be a whole symphony. */
const longestMs = 30_000;
/** The next sound often comes soon. */
const lingerMs = 5_000;

interface Playing {
  number: number;
  file: SoundFile;
  /** Tells whoever asked for it; once. */
  settle(began: boolean): void;
}

export interface SoundsOptions {
  /** The app's own sounds and the player's page: `assets/sounds`. */
  folder: string;
  clock: Pick<Clock, 'after'>;
  logger: Logger;
}

/** After `app` is ready. `volume` is in per cent. */
export function createSounds({ folder, clock, logger }: SoundsOptions): Sounds {
  let player: BrowserWindow | null = null;
  let playerSession: Session | null = null;
  let current: Playing | null = null;
  let plays = 0;
  let stopped = false;
  let closing: Stop = () => undefined;

  function close(): void {
    closing();
    current?.settle(false);
    current = null;
    player?.destroy();
    player = null;
  }

  function closeAfter(delayMs: number): void {
    closing();
    closing = clock.after(delayMs, close);
  }

  function makePlayer(): BrowserWindow {
    if (playerSession === null) {
      // Without `persist:` it lives in memory only.
      playerSession = session.fromPartition('sounds');
      hardenSession(playerSession, playerOrigin);
      servePlayer(playerSession, folder, () => current);
    }
    const made = new BrowserWindow({
      show: false,
      paintWhenInitiallyHidden: false,
      focusable: false,
      skipTaskbar: true,
      width: 1,
      height: 1,
      webPreferences: {
        session: playerSession,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    made.webContents.on('page-title-updated', (_event, title) => told(title));
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      logger.warn('the sound player ended', { reason });
      if (player === made) close();
    });
    return made;
  }

  /** The page says `<number> playing`, `ended` or `failed`; what it says of an earlier sound is out of date. */
  function told(title: string): void {
    const [number, what] = title.split(' ');
    if (current === null || number !== String(current.number)) return;
    current.settle(what !== 'failed');
    if (what === 'failed') logger.warn('sound not played', { file: current.file.path });
    if (what !== 'playing') closeAfter(lingerMs);
  }

  function begin(file: SoundFile, volume: number): Promise<boolean> {
    current?.settle(false);
    return new Promise((resolve) => {
      plays += 1;
      const overdue = clock.after(beginMs, () => resolve(false));
      current = {
        number: plays,
        file,
        settle(began) {
          overdue();
          resolve(began);
        },
      };
      player ??= makePlayer();
      const loudness = Math.min(1, Math.max(0, volume / 100));
      // A new page for each sound: the one before it goes silent with its own.
      const address = `${playerOrigin}/player.html?number=${plays}&volume=${loudness}`;
      player.loadURL(address).catch((error: unknown) => {
        // Also when the next sound came while this one was loaded: then it was told so already.
        logger.info('the sound player was not loaded', { error });
      });
      closeAfter(longestMs);
    });
  }

  return {
    async play({ name, ownFile, volume }) {
      if (name === 'none') return true;
      const file = await findSound(folder, name, ownFile);
      return file === null || stopped ? false : begin(file, volume);
    },
    stop() {
      stopped = true;
      close();
      // The session outlives this, and takes no second handler: sounds of a next beginning would find this one.
      playerSession?.protocol.unhandle('app');
    },
  };
}

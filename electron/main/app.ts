import type { Tray } from 'electron/main';
import type { Link } from '../shared/links.ts';
import type { Order } from './commandLine.ts';

/** The app as whoever starts it sees it, and what it needs of them. */
export interface App {
  open(page?: 'events' | 'settings'): void;
  /** Does what a second start asks for, and answers with what that prints. */
  obey(order: Order): string;
  /** The computer is shut down, or somebody ends us: what takes long is left out. */
  sessionEnds(): void;
  /** Does what one of the app's own addresses asks for. */
  follow(link: Link): void;
  /** Windows may close now, and nothing is told of it. */
  quitting(): void;
  /** Takes back what it left outside its folder; from then on no sign-in is written. */
  letGo(): Promise<void>;
  stop(): void;
}

export interface Places {
  /** Settings, secrets and history. */
  data: string;
  assets: string;
  preload: string;
}

/** What reaches beyond the app, to its beginning and its end. */
export interface Ends {
  quit: () => void;
  /** Removes all data, and begins anew. */
  erase: () => Promise<void>;
  /** Before each window. */
  prepareWindow: () => void;
  /** The icon that stands since the first moments; null when it went with an app before. */
  icon: Tray | null;
}

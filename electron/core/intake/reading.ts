import type { Chat, Content, NotifierEvent, Origin, Quote, Sender } from '../../shared/event.ts';
import type { Item } from './read.ts';

/** What one kind of ChatApp event says, read out of one item. */
export interface Reading {
  /** ChatApp's own id, made unique within the kind; null where ChatApp gives none. */
  id: string | null;
  /** What the item is about: without an id, an item equal to the last one on its subject is a repetition. */
  subject: string;
  content: Content;
  chat: Chat | null;
  sender: Sender | null;
  direction: NotifierEvent['direction'];
  /** Of outgoing messages only. */
  origin?: Origin;
  /** Of messages that answer another one. */
  quote?: Quote | null;
  atMs: number | null;
}

/** Null: the item lacks what its kind cannot do without; it is then kept as an unknown item. */
export type KindReader = (item: Item) => Reading | null;

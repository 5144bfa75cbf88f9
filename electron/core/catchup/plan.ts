/**
 * What to fetch after a gap. Pusher replays nothing, so whatever came while nobody listened is asked for over REST,
 * from a cursor per line and messenger.
 *
 * A cursor is ChatApp's time (unix seconds) up to which everything was really fetched. It moves only forward, and only
 * when a whole catch-up of its messenger succeeded; the windows overlap, and the event key removes what overlaps.
 */

/** Seconds of overlap: clocks of many servers, messages that are stored a little after their time. */
export const overlapSeconds = 300;

/** Seconds by which one messenger may be behind before its past is left alone: ChatApp keeps it, people moved on. */
export const farthestBackSeconds = 14 * 86_400;

export interface Place {
  lineId: string;
  messengerType: string;
}

/** A chat as the list of chats tells it. */
export interface ChatActivity extends Place {
  chatId: string;
  /** ChatApp's time of the last message, unix seconds. */
  lastTime: number;
}

/** Cursor per {@link placeKey}, and the first one there ever was per {@link firstKey}; unix seconds. */
export type Cursors = Readonly<Record<string, number>>;

export function placeKey({ lineId, messengerType }: Place): string {
  return `${lineId}:${messengerType}`;
}

/** Under this key the first cursor of a messenger is kept: what is older was there before this app, and is not told. */
export function firstKey(place: Place): string {
  return placeKey(place) + firstMark;
}

const firstMark = ' first';

function read(cursors: Cursors, key: string): number | undefined {
  return Object.hasOwn(cursors, key) ? cursors[key] : undefined;
}

/** Where to begin for one messenger, or null when it was never caught up: its past is not told. */
export function windowStart(cursors: Cursors, place: Place, nowSeconds: number): number | null {
  const cursor = read(cursors, placeKey(place));
  if (cursor === undefined) return null;
  const first = read(cursors, firstKey(place)) ?? 0;
  return Math.max(cursor - overlapSeconds, first + 1, nowSeconds - farthestBackSeconds);
}

/**
 * What stood in the history up to there was told, and is not there any more to be known again when the windows overlap:
 * from then on it is of the time before.
 */
export function leaveBehind(
  cursors: Cursors,
  gone: readonly (Place & { atMs: number })[],
  nowMs: number,
): Cursors {
  const next: Record<string, number> = { ...cursors };
  for (const message of gone) {
    // Without a cursor there is nothing to overlap with.
    if (read(next, placeKey(message)) === undefined) continue;
    const key = firstKey(message);
    next[key] = Math.max(read(next, key) ?? 0, secondsOf(message.atMs, nowMs));
  }
  return next;
}

/** Both move forward only, whoever writes last. */
export function farthest(one: Cursors, other: Cursors): Cursors {
  const next: Record<string, number> = { ...one };
  for (const [key, seconds] of Object.entries(other)) next[key] = Math.max(read(next, key) ?? 0, seconds);
  return next;
}

/** Where to begin when nothing is known but what is stored: everything up to there was heard or fetched. */
export function cursorsOf(newest: readonly (Place & { atMs: number })[], nowMs: number): Cursors {
  return Object.fromEntries(newest.map((message) => [placeKey(message), secondsOf(message.atMs, nowMs)]));
}

/** A message from a clock that runs ahead must not leave out what comes until then. */
function secondsOf(atMs: number, nowMs: number): number {
  return Math.floor(Math.min(atMs, nowMs) / 1_000);
}

/** The chats of one page of the list in which something may have been missed. */
export function chatsToFetch(
  page: readonly ChatActivity[],
  cursors: Cursors,
  nowSeconds: number,
): ChatActivity[] {
  return page.filter((chat) => {
    const start = windowStart(cursors, chat, nowSeconds);
    return start !== null && chat.lastTime >= start;
  });
}

/** The list is sorted newest first: nothing below this time concerns any of these messengers. */
export function listIsDone(
  page: readonly ChatActivity[],
  places: readonly Place[],
  cursors: Cursors,
  nowSeconds: number,
): boolean {
  const oldest = page.at(-1)?.lastTime;
  if (oldest === undefined) return true;
  const starts = places
    .map((place) => windowStart(cursors, place, nowSeconds))
    .filter((start) => start !== null);
  return starts.length === 0 || oldest < Math.min(...starts);
}

/**
 * The cursors after a catch-up that left nothing out in `done`: the newest time that the list told for each messenger,
 * or, where it told none, the moment before which nothing can have been missed.
 *
 * @param newest newest `lastTime` of the list per {@link placeKey}, as it stood when the catch-up began.
 * @param listedAtSeconds ChatApp's own time when the list was fetched.
 */
export function advanceCursors(
  cursors: Cursors,
  done: readonly Place[],
  newest: ReadonlyMap<string, number>,
  listedAtSeconds: number,
): Cursors {
  const next: Record<string, number> = { ...cursors };
  for (const place of done) {
    const key = placeKey(place);
    const told = newest.get(key) ?? listedAtSeconds;
    const reached = Math.min(told, listedAtSeconds);
    // Where the list tells of nothing there is no past to leave out, and what comes this very second is new.
    if (next[key] === undefined) next[firstKey(place)] = newest.get(key) ?? listedAtSeconds - overlapSeconds;
    next[key] = Math.max(next[key] ?? 0, reached);
  }
  return next;
}

/** The newest time per messenger on one page of the list, added to what earlier pages told. */
export function newestTimes(
  page: readonly ChatActivity[],
  before: ReadonlyMap<string, number>,
): Map<string, number> {
  const newest = new Map(before);
  for (const chat of page) {
    const key = placeKey(chat);
    newest.set(key, Math.max(newest.get(key) ?? 0, chat.lastTime));
  }
  return newest;
}

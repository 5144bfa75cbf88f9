import {
  advanceCursors,
  chatsToFetch,
  listIsDone,
  newestTimes,
  placeKey,
  windowStart,
  type ChatActivity,
  type Cursors,
  type Place,
} from '../core/catchup/plan.ts';
import type {
  Answer,
  ApiFailure,
  Clock,
  CursorStore,
  Logger,
  LongWork,
  MessageApi,
  Stop,
} from '../core/ports.ts';

/**
 * Fetches what was missed. One run at a time; asking again while one is under way makes one more follow it. A run that
 * is cut short costs nothing: its cursors stay where they were, and the keys remove what comes twice.
 */
export interface CatchUp {
  /** Something may have been missed: a new subscription, a wake, a stall. */
  request(why: string): void;
  /** Whether all is listened to may have changed. */
  lookAtPace(): void;
  stop(): void;
}

export interface CatchUpOptions {
  accountId: string;
  api: MessageApi;
  cursors: CursorStore;
  clock: Clock;
  logger: Logger;
  work: LongWork;
  /** Messengers that are listened to now: for them alone "nothing came since" can be said afterwards. */
  places: () => Place[];
  /** While not all is heard live, fetching is all there is, and goes on more often. */
  listening: () => boolean;
  /** Called page by page, in ChatApp's order; resolves once the page is on its way to the history. */
  deliver: (place: Place, items: readonly unknown[]) => void;
  /**
   * A run ended; what it delivered can be told now. False when it is not all stored yet: the cursors stay then, because
   * what is only in memory would be lost with the app.
   */
  finished: (result: { ok: boolean; why: string; chats: number; items: number }) => boolean;
}

/** A run follows this long after the first request, so that fifty subscriptions ask for one. Milliseconds. */
const gatherMs = 300;
/** And one follows anyway: a live connection can lose events without a word (measured on soketi). */
export const everyMs = 5 * 60_000;
const everyWhileDeafMs = 60_000;
const retryFirstMs = 2_000;
const retryLongestMs = 120_000;
/** ChatApp allows 50 requests a second per address; authorisations go on beside this. */
const atOnce = 3;
/** Pages of one chat, and of the list of chats; a limit against an API that goes in circles. */
const maxPages = 1_000;
/** Chats to look through from which on a person is shown how far it is. */
const longFrom = 10;

function chatPlace(chat: ChatActivity): string {
  return `${placeKey(chat)}:${chat.chatId}`;
}

export function createCatchUp(options: CatchUpOptions): CatchUp {
  const { api, clock, logger } = options;
  let timer: Stop | null = null;
  /** While nothing asks for a run but the time: its pace. Milliseconds. */
  let paceMs: number | null = null;
  let running = false;
  let wanted: string | null = null;
  let failures = 0;
  /** The person stopped the last run: nothing asks again before its usual time. */
  let givenUp = false;
  let stopped = false;
  /** Rate limits that are being waited out. */
  const waits = new Set<() => void>();

  function schedule(delayMs: number, why: string): void {
    if (stopped) return;
    timer?.();
    paceMs = null;
    timer = clock.after(delayMs, () => {
      timer = null;
      wanted ??= why;
      void go();
    });
  }

  async function go(): Promise<void> {
    if (running || stopped || wanted === null) return;
    const why = wanted;
    wanted = null;
    running = true;
    const ok = await runOnce(why).catch((error: unknown) => {
      logger.error('catch-up broke', { why, error });
      return false;
    });
    running = false;
    if (stopped) return;
    failures = ok ? 0 : failures + 1;
    if (!ok) logger.warn('catch-up not finished', { why, failures });
    const retryMs = Math.min(retryLongestMs, retryFirstMs * 2 ** Math.min(failures, 10));
    if (wanted !== null) schedule(gatherMs, wanted);
    else if (!ok && !givenUp) schedule(retryMs, why);
    else scheduleNowAndThen(options.listening() ? everyMs : everyWhileDeafMs);
  }

  function scheduleNowAndThen(everyFewMs: number): void {
    schedule(everyFewMs, 'now and then');
    paceMs = everyFewMs;
  }

  /** False: it is to be tried again. */
  async function runOnce(why: string): Promise<boolean> {
    const { next, ...result } = await run();
    // Cursors do not move past what was cut short by a stop.
    if (stopped) return false;
    const stored = options.finished({ ...result, why });
    if (stored && next !== null) options.cursors.save(options.accountId, next);
    return stored && result.ok;
  }

  /** `next`: where the cursors may stand once all of it is stored. */
  async function run(): Promise<{ ok: boolean; chats: number; items: number; next: Cursors | null }> {
    const places = options.places();
    if (places.length === 0) return { ok: true, chats: 0, items: 0, next: null };
    const cursors = options.cursors.load(options.accountId);
    const listed = await list(places, cursors);
    if (!listed.ok) return { ok: false, chats: 0, items: 0, next: null };
    const { chats, newest, serverSeconds } = listed.value;
    let items = 0;
    const failed = new Set<string>();
    const queue = [...chats];
    const told = chats.length >= longFrom ? options.work.begin('catchUp', chats.length) : null;
    let looked = 0;
    const work = async (): Promise<void> => {
      for (let chat = queue.shift(); chat !== undefined && !stopped; chat = queue.shift()) {
        // What is left out stays behind the cursors, and is fetched by a later run.
        const fetched =
          told?.stopped() === true ? { ok: false, items: 0 } : await fetchChat(chat, cursors, serverSeconds);
        items += fetched.items;
        if (!fetched.ok) failed.add(placeKey(chat));
        looked += 1;
        told?.progress(looked);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    givenUp = told?.stopped() === true;
    told?.end();
    const done = places.filter((place) => !failed.has(placeKey(place)));
    const next = advanceCursors(cursors, done, newest, serverSeconds);
    return { ok: failed.size === 0 && !stopped, chats: chats.length, items, next };
  }

  async function list(
    places: readonly Place[],
    cursors: Cursors,
  ): Promise<
    Answer<{ chats: ChatActivity[]; newest: ReadonlyMap<string, number>; serverSeconds: number }, ApiFailure>
  > {
    const lineIds = [...new Set(places.map((place) => place.lineId))];
    const wantedKeys = new Set(places.map(placeKey));
    const chats: ChatActivity[] = [];
    let newest: ReadonlyMap<string, number> = new Map();
    let serverSeconds: number | null = null;
    let nextPage: string | null = null;
    const seen = new Set<string>();
    const takeNew = (page: readonly ChatActivity[], now: number): boolean => {
      const unseen = page.filter((chat) => !seen.has(chatPlace(chat)));
      for (const chat of unseen) seen.add(chatPlace(chat));
      chats.push(...chatsToFetch(unseen, cursors, now));
      return unseen.length > 0;
    };
    let pages = 0;
    for (; pages < maxPages && !stopped; pages += 1) {
      const answer = await patiently(() => api.chats({ lineIds, nextPage }));
      if (!answer.ok) return answer;
      const now = (serverSeconds ??= answer.value.serverSeconds ?? Math.floor(clock.nowMs() / 1_000));
      const ours = answer.value.chats.filter((chat) => wantedKeys.has(placeKey(chat)));
      takeNew(ours, now);
      newest = newestTimes(ours, newest);
      nextPage = answer.value.nextPage;
      if (nextPage === null || listIsDone(answer.value.chats, places, cursors, now)) break;
    }
    // A chat in which somebody writes while later pages are read goes to the top, past the page that was to name it.
    nextPage = null;
    for (let page = 0; pages > 0 && page < maxPages && !stopped; page += 1) {
      const answer = await patiently(() => api.chats({ lineIds, nextPage }));
      if (!answer.ok) return answer;
      const ours = answer.value.chats.filter((chat) => wantedKeys.has(placeKey(chat)));
      nextPage = answer.value.nextPage;
      if (!takeNew(ours, serverSeconds ?? 0) || nextPage === null) break;
    }
    return {
      ok: true,
      value: { chats, newest, serverSeconds: serverSeconds ?? Math.floor(clock.nowMs() / 1_000) },
    };
  }

  async function fetchChat(
    chat: ChatActivity,
    cursors: Cursors,
    nowSeconds: number,
  ): Promise<{ ok: boolean; items: number }> {
    const start = windowStart(cursors, chat, nowSeconds);
    if (start === null) return { ok: true, items: 0 };
    let nextPage: string | null = null;
    let items = 0;
    for (let page = 0; page < maxPages && !stopped; page += 1) {
      // ChatApp leaves out the second that is named.
      const answer = await patiently(() =>
        api.messages(chat, chat.chatId, { afterSeconds: start - 1, nextPage }),
      );
      if (!answer.ok) return { ok: answer.error === 'noAccess', items };
      items += answer.value.items.length;
      options.deliver(chat, answer.value.items);
      if (answer.value.nextPage === null || answer.value.items.length === 0) return { ok: true, items };
      nextPage = answer.value.nextPage;
    }
    return { ok: !stopped, items };
  }

  /** Waits out a rate limit; every other failure is the caller's. */
  async function patiently<Value>(
    ask: () => Promise<Answer<Value, ApiFailure>>,
  ): Promise<Answer<Value, ApiFailure>> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await ask();
      if (answer.ok || answer.error !== 'rateLimited' || attempt >= 5 || stopped) return answer;
      const waitMs = answer.retryAfterMs ?? 1_000 * 2 ** attempt;
      await new Promise<void>((resolve) => {
        const goOn = (): void => {
          cancel();
          waits.delete(goOn);
          resolve();
        };
        const cancel = clock.after(waitMs, goOn);
        waits.add(goOn);
      });
    }
  }

  return {
    request(why) {
      wanted = why;
      if (!running) schedule(gatherMs, why);
    },
    lookAtPace() {
      if (paceMs === everyMs && !options.listening()) scheduleNowAndThen(everyWhileDeafMs);
    },
    stop() {
      stopped = true;
      timer?.();
      for (const goOn of [...waits]) goOn();
    },
  };
}

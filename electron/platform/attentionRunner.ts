import { attend, nextMoment, type AttentionInput } from '../core/attention/attention.ts';
import { keysOf } from '../core/attention/members.ts';
import { notePrefixes, readMarks, readNotes } from '../core/attention/notes.ts';
import {
  nothingYet,
  type AttentionEffect,
  type AttentionState,
  type Situation,
} from '../core/attention/state.ts';
import type {
  Clock,
  History,
  Logger,
  QuietStore,
  Sounds,
  Stop,
  Toaster,
  ToastResult,
  ToastSignal,
} from '../core/ports.ts';
import type { Line } from '../shared/appState.ts';
import type { Quiet, SoundName } from '../shared/attention.ts';
import type { EventRow } from '../shared/event.ts';
import type { Translate } from '../shared/messages/translate.ts';
import type { Settings } from '../shared/settings.ts';
import { createSituation } from './attentionSituation.ts';
import { createLedger, personNotes } from './ledger.ts';
import { pacedFromTheFirst } from './paced.ts';
import { playUnlessDisturbing } from './soundWithToasts.ts';
import { createToastMarks, marksNote } from './toastMarks.ts';
import { createStateNotes } from './stateNotes.ts';
import { createToastPace } from './toastPace.ts';
import { wordToast } from './toastWords.ts';
import { createUnshown, takeUpUnshown } from './unshown.ts';

/** Carries out what attention decides: ledger, notifications, sounds, and the clock that wakes it. Decides nothing. */

export interface AttentionRunner {
  /** Heard live and stored. */
  stored(rows: readonly EventRow[]): void;
  /** Brought by a catch-up, or left undecided by the last run. */
  recovered(rows: readonly EventRow[]): void;
  signal(signal: ToastSignal): void;
  read(keys: readonly string[] | 'all'): void;
  /** The person says that nobody has to answer this chat. */
  needsNoAnswer(chat: string): void;
  /** The account was removed here. */
  gone(accountId: string): void;
  changeQuiet(change: (quiet: Quiet) => Quiet): void;
  /** The settings, the time zone or the clock changed. */
  tick(): void;
  state(): AttentionState;
  situation(): Situation;
  /** All events are erased: nothing of them is on the screen, held or waiting any more. */
  forget(): void;
  /** Decided and told, but not written down yet: nobody must be told of these again. */
  isUnwritten(key: string): boolean;
  /**
   * Takes up what the last run left: what is held and who waits at once, what is on the screen as soon as its service
   * has answered. Nothing has to wait for that.
   */
  start(): Promise<void>;
  stop(): void;
}

export interface AttentionRunnerOptions {
  history: History;
  toaster: Toaster;
  sounds: Sounds;
  quietStore: QuietStore;
  clock: Clock;
  logger: Logger;
  settings: () => Settings;
  lines: (accountId: string) => readonly Line[];
  translate: () => Translate;
  /** The system's time zone, as an IANA name. */
  zone: () => string;
  /** Whether the screen is locked. */
  guarded: () => boolean;
  /** Verdicts, outcomes or read marks were written. */
  rowsChanged: () => void;
  stateChanged: (state: AttentionState) => void;
  openEvent: (key: string) => void;
  openUnread: (lineId: string | null) => void;
  openWaiting: () => void;
  attract: () => void;
  reply: (key: string, text: string) => void;
  notificationsAvailable: (available: boolean) => void;
}

/** What became of notifications is written together in a storm. Milliseconds. */
const outcomesEveryMs = 100;
/** Timers further off than this are set anew on the way; a sleeping computer makes them late. Milliseconds. */
const longestTimerMs = 60_000;

export function createAttentionRunner(options: AttentionRunnerOptions): AttentionRunner {
  const { history, toaster, clock, logger } = options;
  const situation = createSituation(options);
  const ledger = createLedger(history, logger);
  const marks = createToastMarks(toaster, ledger, clock);
  const unshown = createUnshown((note) => ledger.note(note));
  let state: AttentionState = { ...nothingYet, quiet: options.quietStore.load() };
  const notes = createStateNotes(
    state,
    clock,
    (note) => ledger.note(note),
    () => ledger.write(),
  );
  let timer: Stop | null = null;
  let stopped = false;
  let started = false;
  /** The last showing of each notification that has no answer yet, by what it tells anew. */
  const showings = new Map<string, readonly string[]>();
  /** Rows of the events that are being carried out, and the answers to what is shown of them. */
  let batch: ReadonlyMap<string, EventRow> = new Map();
  let answers: Promise<ToastResult>[] = [];
  const pace = createToastPace(clock, (effect) => {
    // Clicked or dismissed while it was kept back: the rows say so, and must not bring it up again.
    if (!state.live.has(effect.toast.id)) return unshown.remove(effect.toast.id);
    answers.push(show(effect, batch));
  });

  const writeOutcomes = pacedFromTheFirst(clock, outcomesEveryMs, () => {
    if (stopped) return;
    ledger.write();
    options.rowsChanged();
  });

  function decide(input: AttentionInput): void {
    if (stopped) return;
    const before = state;
    const now = situation();
    const step = attend(state, input, now);
    ({ state } = step);
    notes.changed(state);
    if ('rows' in input) for (const note of personNotes(input.rows)) ledger.note(note);
    if (state.quiet !== before.quiet) saveQuiet();
    run(step.effects, new Map('rows' in input ? input.rows.map((row) => [row.key, row]) : []));
    schedule();
    options.stateChanged(state);
  }

  function saveQuiet(): void {
    try {
      options.quietStore.save(state.quiet);
    } catch (error) {
      logger.error('the pause is not saved', { error });
    }
  }

  function schedule(): void {
    timer?.();
    const at = nextMoment(state, situation());
    if (at === null) {
      timer = null;
      return;
    }
    const delayMs = Math.min(Math.max(at - clock.nowMs(), 0), longestTimerMs);
    timer = clock.after(delayMs, () => decide({ type: 'tick' }));
  }

  function run(effects: readonly AttentionEffect[], rows: ReadonlyMap<string, EventRow>): void {
    answers = [];
    batch = rows;
    let sound: SoundName | null = null;
    let wrote = false;
    for (const effect of effects) {
      wrote = ledger.take(effect) || wrote;
      if (effect.type === 'show') unshown.add(effect.toast.id, effect.fresh);
      if (effect.type === 'withdraw') unshown.remove(effect.toastId);
    }
    // Written before it is told: whoever starts after a crash in between must not tell it again. A notification that goes
    // out at once writes it at the last moment, and so in one go with its own leaving.
    for (const effect of effects) {
      switch (effect.type) {
        case 'show':
          pace.put(effect);
          break;
        case 'withdraw':
          ledger.write();
          pace.drop(effect.toastId);
          toaster.withdraw(effect.toastId);
          break;
        case 'sound':
          ({ sound } = effect);
          break;
        case 'attention':
          options.attract();
          break;
        case 'open':
          options.openEvent(effect.key);
          break;
        case 'openUnread':
          options.openUnread(effect.lineId);
          break;
        case 'openWaiting':
          options.openWaiting();
          break;
        case 'reply':
          ledger.write();
          options.reply(effect.key, effect.text);
          break;
        case 'verdict':
        case 'outcome':
        case 'settled':
        case 'markRead':
      }
    }
    ledger.write();
    batch = new Map();
    if (sound !== null) void playUnlessDisturbing(sound, answers, { ...options, stopped: () => stopped });
    answers = [];
    if (wrote) options.rowsChanged();
  }

  async function show(
    { toast: live, fresh, again }: Extract<AttentionEffect, { type: 'show' }>,
    rows: ReadonlyMap<string, EventRow>,
  ): Promise<ToastResult> {
    showings.set(live.id, fresh);
    let result: ToastResult;
    try {
      const toast = wordToast(live, rows, options);
      result =
        toast === null
          ? { result: 'failed', detail: 'its event is no longer kept' }
          : await toaster.show({ ...toast, again }, () => {
              unshown.remove(live.id, fresh);
              ledger.write();
            });
    } catch (error) {
      logger.error('notification failed', { error });
      result = { result: 'failed', detail: error instanceof Error ? error.message.slice(0, 500) : null };
    }
    const isLast = showings.get(live.id) === fresh;
    if (isLast) showings.delete(live.id);
    if (stopped) return result;
    if (result.result !== 'pending') unshown.remove(live.id, fresh);
    // Whatever took it away has written so.
    if (result.result === 'withdrawn') return result;
    if (result.result === 'delivered') {
      const outcome = result.doNotDisturb === true ? 'doNotDisturb' : 'delivered';
      ledger.outcome(stillTold(live.id, fresh), outcome, null);
      marks.saveSoon();
    } else if (result.result === 'pending') {
      // It stays known: the service may show it yet, and an answer must then take it away.
      ledger.outcome(stillTold(live.id, fresh), 'failed', result.detail);
    } else {
      ledger.outcome(fresh, result.result, result.detail);
      // One that came after it, with the same name, is another matter.
      if (isLast) decide({ type: 'notShown', toastId: live.id });
    }
    writeOutcomes();
    options.notificationsAvailable(result.result !== 'noService' && result.result !== 'pending');
    return result;
  }

  function shownLate(toastId: string): void {
    const live = state.live.get(toastId);
    if (stopped || live === undefined) return;
    ledger.outcome(keysOf(live), 'delivered', null);
    writeOutcomes();
    marks.saveSoon();
    options.notificationsAvailable(true);
  }

  /** The service answers late: what was settled, folded or clicked meanwhile has its outcome already. */
  function stillTold(toastId: string, fresh: readonly string[]): string[] {
    const now = state.live.get(toastId);
    if (now === undefined || now.faded) return [];
    const told = new Set(keysOf(now));
    return fresh.filter((key) => told.has(key));
  }

  return {
    stored: (rows) => decide({ type: 'stored', rows }),
    recovered: (rows) =>
      decide({ type: 'recovered', rows, answeredAtMs: (row) => history.answeredAtMs(row) }),
    signal(signal) {
      switch (signal.signal) {
        case 'shown':
          return shownLate(signal.id);
        case 'button':
          return decide({ type: 'button', toastId: signal.id, action: signal.action });
        case 'replied':
          return decide({ type: 'replied', toastId: signal.id, text: signal.text });
        case 'clicked':
        case 'dismissed':
        case 'expired':
        case 'closed':
          return decide({ type: 'signal', toastId: signal.id, signal: signal.signal });
      }
    },
    read: (keys) => decide({ type: 'read', keys }),
    needsNoAnswer: (chat) => decide({ type: 'needsNoAnswer', chat }),
    gone: (accountId) => decide({ type: 'gone', accountId }),
    changeQuiet: (change) => decide({ type: 'quiet', change }),
    tick: () => decide({ type: 'tick' }),
    state: () => state,
    situation,
    forget() {
      unshown.forget();
      for (const id of state.live.keys()) toaster.withdraw(id);
      state = { ...state, live: new Map(), held: new Map(), waiting: new Map() };
      notes.begin(state);
      ledger.forget();
      options.stateChanged(state);
    },
    isUnwritten: (key) => ledger.isUnwritten(key),
    async start() {
      takeUpUnshown(history, logger);
      const kept = readNotes(notePrefixes.flatMap((prefix) => history.notes(prefix)));
      // Whose messages are not kept any more, nobody can answer here.
      const waiting = [...kept.waiting].filter(([, { newestKey }]) => history.find(newestKey) !== null);
      notes.begin({ ...state, ...kept });
      state = { ...state, ...kept, waiting: new Map(waiting) };
      // Only what still tells of something: a mark may be older than the end of its notification.
      const noted = readMarks(history.notes(marksNote)[0]?.text).filter(({ id }) => kept.live.has(id));
      const adopted = new Set(await toaster.adopt(noted));
      if (stopped) return;
      started = true;
      const live = new Map(state.live);
      for (const id of kept.live.keys()) {
        // What was told anew meanwhile is another notification.
        if (adopted.has(id) || state.live.get(id) !== kept.live.get(id)) continue;
        // Nobody knows it any more: what it told of is in the list.
        live.delete(id);
      }
      state = { ...state, live };
      decide({ type: 'tick' });
    },
    stop() {
      if (stopped) return;
      // Before it has started, the marks of the last run are still the true ones.
      if (started) marks.save();
      stopped = true;
      timer?.();
      pace.stop();
      notes.stop();
      ledger.write();
    },
  };
}

import { findWords, searchWords } from '../../electron/shared/search.ts';
import type { AppState } from '../../electron/shared/appState.ts';
import type { EventFilter } from '../../electron/shared/eventFilter.ts';
import type {
  Answer,
  Bridge,
  CommandInput,
  CommandName,
  CommandOutput,
  TopicName,
  TopicValue,
} from '../../electron/shared/contract.ts';
import { snoozeId, type Snooze, type SnoozeTarget } from '../../electron/shared/attention.ts';
import { chatKey, type EventRow } from '../../electron/shared/event.ts';
import type { WindowMemory } from '../../electron/shared/windowMemory.ts';
import { makeState } from './sampleData.ts';

type Reply<Name extends CommandName> = (input: CommandInput<Name>) => Answer<Name> | Promise<Answer<Name>>;
type Replies = { [Name in CommandName]: Reply<Name> };

/** A main process of straw: it keeps rows and a state, remembers what it was asked, and tells what a test wants told. */
export interface FakeBridge {
  bridge: Bridge;
  /** Every command the page sent, in order. */
  calls: { name: CommandName; input: unknown }[];
  callsOf<Name extends CommandName>(name: Name): CommandInput<Name>[];
  /** Answers a command differently from now on. */
  reply<Name extends CommandName>(name: Name, reply: Reply<Name>): void;
  setState(change: Partial<AppState>): void;
  /** Stores rows (newest first or not) and announces them. */
  addRows(...rows: EventRow[]): void;
  changeRow(key: string, change: Partial<EventRow>): void;
  tell<Name extends TopicName>(name: Name, value: TopicValue<Name>): void;
}

interface FakeStart {
  state?: Partial<AppState>;
  rows?: EventRow[];
  /** What an earlier window left. */
  memory?: WindowMemory;
}

export function createFakeBridge(start: FakeStart = {}): FakeBridge {
  let state = makeState(start.state);
  let stateRevision = 1;
  let eventsRevision = 1;
  let memory = start.memory ?? null;
  let rows = [...(start.rows ?? [])].sort((one, other) => other.row - one.row);
  const calls: FakeBridge['calls'] = [];
  const listeners: { [Name in TopicName]: Set<(value: TopicValue<Name>) => void> } = {
    state: new Set(),
    events: new Set(),
    navigate: new Set(),
  };
  const tell = <Name extends TopicName>(name: Name, value: TopicValue<Name>): void => {
    for (const listener of listeners[name]) listener(value);
  };
  const ok = <Name extends CommandName>(value: CommandOutput<Name>): Answer<Name> => ({ ok: true, value });
  const setState = (change: Partial<AppState>): void => {
    state = { ...state, ...change };
    stateRevision += 1;
    tell('state', { revision: stateRevision, value: state });
  };
  const setRows = (next: EventRow[]): void => {
    rows = next.sort((one, other) => other.row - one.row);
    eventsRevision += 1;
    tell('events', { revision: eventsRevision });
    setState({ unread: rows.filter((row) => !row.read).length });
  };
  const replies: Replies = {
    'state.get': () => ok<'state.get'>({ revision: stateRevision, value: state }),
    'events.page': ({ beforeRow, limit, filter }) => {
      const found = rows.filter((row) => (beforeRow === null || row.row < beforeRow) && fits(row, filter));
      return ok<'events.page'>({
        rows: found.slice(0, limit),
        more: found.length > limit,
        revision: eventsRevision,
      });
    },
    'events.conversation': ({ key, limit }) => {
      const row = rows.find((candidate) => candidate.key === key);
      const chat = row === undefined ? null : chatKey(row);
      const same = rows.filter((other) => chat !== null && chatKey(other) === chat).toReversed();
      const place = same.findIndex((other) => other.key === key);
      return ok<'events.conversation'>({ rows: same.slice(Math.max(0, place - limit), place + 1 + limit) });
    },
    'events.markReadWhere': ({ filter }) => {
      const fit = rows.filter((row) => !row.read && fits(row, filter));
      const keys = fit.slice(0, 1_000).map((row) => row.key);
      setRows(rows.map((row) => (keys.includes(row.key) ? { ...row, read: true } : row)));
      return ok<'events.markReadWhere'>({ keys });
    },
    'events.markUnread': ({ keys }) => {
      setRows(rows.map((row) => (keys.includes(row.key) ? { ...row, read: false } : row)));
      return ok<'events.markUnread'>(null);
    },
    'events.export': () =>
      ok<'events.export'>({
        result: 'done',
        file: '/home/anna/chatapp-events.csv',
        events: rows.length,
        detail: null,
      }),
    'events.activity': () => ok<'events.activity'>({ hours: [] }),
    'history.info': () => ok<'history.info'>({ events: rows.length, bytes: 12_345_678, oldestMs: null }),
    'history.erase': () => {
      setRows([]);
      return ok<'history.erase'>(null);
    },
    'work.stop': () => ok<'work.stop'>(null),
    'settings.export': () => ok<'settings.export'>({ result: 'done', file: '/home/anna/settings.json' }),
    'settings.import': () => ok<'settings.import'>({ result: 'done', refused: [] }),
    'about.info': () =>
      ok<'about.info'>({
        versions: [{ name: 'ChatApp Notifier', version: '1.0.0' }],
        dataFolder: '/home/anna/.config/ChatApp Notifier',
        logFile: '/home/anna/.config/ChatApp Notifier/logs',
      }),
    'about.copyDiagnostics': () => ok<'about.copyDiagnostics'>(null),
    'about.openDataFolder': () => ok<'about.openDataFolder'>(null),
    'about.licences': () =>
      ok<'about.licences'>({
        packages: [{ name: 'react', version: '19.0.0', licence: 'MIT', text: 'MIT License' }],
      }),
    'about.openChromiumLicences': () => ok<'about.openChromiumLicences'>({ result: 'opened' }),
    'updates.check': () => ok<'updates.check'>(null),
    'updates.install': () => ok<'updates.install'>(null),
    'keyStore.ask': () => ({ ok: true, value: null }),
    'data.erase': () => ok<'data.erase'>(null),
    'window.memory': () => ok<'window.memory'>(memory),
    'window.remember': (next) => {
      memory = next;
      return ok<'window.remember'>(null);
    },
    'lines.test': () => ok<'lines.test'>({ steps: [] }),
    'timeline.get': () => ok<'timeline.get'>({ entries: [] }),
    'events.get': ({ key }) => {
      const row = rows.find((candidate) => candidate.key === key);
      return ok<'events.get'>(
        row === undefined ? null : { row, raw: JSON.stringify({ id: row.key, content: row.content }) },
      );
    },
    'events.markRead': ({ keys }) => {
      setRows(rows.map((row) => (keys === 'all' || keys.includes(row.key) ? { ...row, read: true } : row)));
      return ok<'events.markRead'>(null);
    },
    'events.openInWebInbox': () => ok<'events.openInWebInbox'>({ result: 'opened' }),
    'settings.change': (change) => {
      setState({ settings: withChange(state.settings, change.path, change.value) });
      return ok<'settings.change'>({ result: 'ok' });
    },
    'settings.chooseCaFile': () => ok<'settings.chooseCaFile'>({ result: 'cancelled' }),
    'account.signIn': () => ok<'account.signIn'>({ result: 'ok' }),
    'account.useTokens': () => ok<'account.useTokens'>({ result: 'ok' }),
    'account.signOut': () => ok<'account.signOut'>(null),
    'connection.retry': () => ok<'connection.retry'>(null),
    'notifications.test': () => ok<'notifications.test'>({ result: 'delivered', detail: null }),
    'attention.snooze': ({ scope, key, length }) => {
      const row = rows.find((candidate) => candidate.key === key);
      const target = targetOf(scope, row);
      if (target === null) return ok<'attention.snooze'>({ result: 'notFound', untilMs: null });
      const untilMs = length === 'forever' || length === 'customerWrites' ? null : Date.now() + 3_600_000;
      const snooze: Snooze = {
        id: snoozeId(target),
        scope,
        accountId: row?.accountId ?? null,
        lineId: row?.lineId ?? null,
        chat: row === undefined ? null : chatKey(row),
        name: scope === 'chat' ? (row?.chat?.name ?? null) : null,
        mode:
          length === 'forever' ? 'muted' : length === 'customerWrites' ? 'untilCustomerWrites' : 'snoozed',
        untilMs,
        sinceMs: Date.now(),
      };
      const others = state.quiet.snoozes.filter(({ id }) => id !== snooze.id);
      setState({ quiet: { ...state.quiet, snoozes: [...others, snooze] } });
      return ok<'attention.snooze'>({ result: 'ok', untilMs });
    },
    'attention.wakeUp': ({ id }) => {
      const snoozes = state.quiet.snoozes.filter((snooze) => snooze.id !== id);
      setState({ quiet: { ...state.quiet, snoozes } });
      return ok<'attention.wakeUp'>(null);
    },
    'attention.needsNoAnswer': ({ chat }) => {
      setState({ waiting: state.waiting.filter((waiting) => waiting.chat !== chat) });
      return ok<'attention.needsNoAnswer'>(null);
    },
    'attention.onShiftUntil': ({ untilMs }) => {
      setState({ quiet: { ...state.quiet, onShiftUntilMs: untilMs }, onShift: untilMs !== null });
      return ok<'attention.onShiftUntil'>(null);
    },
    'attention.tryRules': () => ok<'attention.tryRules'>({ tried: [] }),
    'chat.reply': () => ok<'chat.reply'>({ result: 'sending' }),
    'chat.forgetReply': ({ id }) => {
      setState({ replies: state.replies.filter((reply) => reply.id !== id) });
      return ok<'chat.forgetReply'>(null);
    },
    'sounds.play': () => ok<'sounds.play'>({ played: true }),
    'sounds.chooseFile': () => ok<'sounds.chooseFile'>({ result: 'cancelled' }),
    'notices.dismiss': () => ok<'notices.dismiss'>(null),
    'clipboard.copy': () => ok<'clipboard.copy'>(null),
  };
  return {
    bridge: {
      invoke: (name, input) => {
        calls.push({ name, input });
        return Promise.resolve().then(() => replies[name](input));
      },
      subscribe: (name, listener) => {
        listeners[name].add(listener);
        return () => void listeners[name].delete(listener);
      },
    },
    calls,
    callsOf: <Name extends CommandName>(name: Name) =>
      calls.filter((call) => call.name === name).map((call) => call.input as CommandInput<Name>),
    reply: (name, reply) => {
      Object.assign(replies, { [name]: reply });
    },
    setState,
    addRows: (...added) => setRows([...rows, ...added]),
    changeRow: (key, change) => setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row))),
    tell,
  };
}

function targetOf(scope: SnoozeTarget['scope'], row: EventRow | undefined): SnoozeTarget | null {
  if (scope === 'all') return { scope };
  if (row === undefined) return null;
  const { accountId, lineId } = row;
  if (scope === 'line') return lineId === null ? null : { scope, accountId, lineId };
  const chat = chatKey(row);
  return chat === null ? null : { scope, chat, accountId, lineId };
}

function withChange(settings: AppState['settings'], path: string, value: unknown): AppState['settings'] {
  const copy: unknown = structuredClone(settings);
  const keys = path.split('.');
  let place = copy as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) place = place[key] as Record<string, unknown>;
  place[keys.at(-1) ?? ''] = value;
  return copy as AppState['settings'];
}

/** What main's history would find. */
function fits(row: EventRow, filter: EventFilter): boolean {
  const among = (list: readonly string[], value: string | null): boolean =>
    list.length === 0 || list.includes(value ?? '');
  const responsible = row.chat?.responsibleId ?? null;
  const chatClass = responsible === null ? 'unassigned' : responsible === row.accountId ? 'mine' : 'others';
  const words = searchWords(filter.text);
  return (
    (!filter.unreadOnly || !row.read) &&
    among(filter.lineIds, row.lineId) &&
    among(filter.messengerTypes, row.messengerType) &&
    among(filter.kinds, row.kind) &&
    among(filter.verdicts, row.verdict) &&
    among(filter.classes, row.chat === null ? '' : chatClass) &&
    (filter.fromMs === null || row.atMs >= filter.fromMs) &&
    (filter.toMs === null || row.atMs < filter.toMs) &&
    words.every((word) => findWords(eventWords(row), [word]).length > 0)
  );
}

function eventWords(row: EventRow): string {
  const text = row.content.type === 'text' ? row.content.text : '';
  return [text, row.sender?.name, row.chat?.name, row.chat?.phone].join(' ');
}

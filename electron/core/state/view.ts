import type { AppState, Line } from '../../shared/appState.ts';
import type { SnoozeLength } from '../../shared/attention.ts';
import type { EventRow } from '../../shared/event.ts';
import { eventText, lineTitle, personTitle } from '../../shared/eventText.ts';
import { cut } from '../intake/read.ts';
import { listeningText, summariseListening, type Listening } from '../../shared/listening.ts';
import { startsUnread } from '../attention/unread.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { maskPhones, privacyOf } from '../attention/privacy.ts';
import { isPaused, quietItems, quietText, waitingItems, type TrayMoment } from './trayAttention.ts';

/** What the tray shows: pure data, drawn by `main/tray`. */

export type TrayShape = 'listening' | 'partly' | 'notListening' | 'paused' | 'signedOut';

export interface TrayView {
  shape: TrayShape;
  unread: number;
  tooltip: string;
  menu: TrayItem[];
}

export type TrayAction =
  | { type: 'open' }
  | { type: 'openEvent'; key: string }
  | { type: 'settings' }
  | { type: 'markAllRead' }
  | { type: 'reconnect' }
  | { type: 'pause'; length: SnoozeLength }
  | { type: 'wakeUp'; id: string }
  | { type: 'onShift'; untilMs: number }
  | { type: 'muteLine'; accountId: string; lineId: string; name: string }
  | { type: 'update' }
  | { type: 'unlock' }
  | { type: 'quit' };

export type TrayItem =
  | { type: 'separator' }
  | { type: 'text'; label: string }
  | { type: 'action'; label: string; action: TrayAction }
  | { type: 'check'; label: string; checked: boolean; action: TrayAction }
  | { type: 'menu'; label: string; items: TrayItem[] };

/** Longest label; a longer one stretches the menu over the screen (seen on xfce4-panel). Characters. */
const maxLabelLength = 60;
/** Recent events in the menu, and how far back they are looked for. */
const recentEvents = 5;
const recentReach = 50;
/** Mostly the newest few hold enough of them, and reading rows is what drawing the menu costs. */
const recentFirst = 10;

/** The newest rows for {@link trayView}. @param newest so many rows, newest first */
export function recentRows(newest: (limit: number) => readonly EventRow[]): readonly EventRow[] {
  const few = newest(recentFirst);
  const enough = few.length < recentFirst || few.filter(startsUnread).length >= recentEvents;
  return enough ? few : newest(recentReach);
}

function shapeOf(status: Listening['status']): TrayShape {
  switch (status) {
    case 'locked':
    case 'signedOut':
      return 'signedOut';
    case 'listening':
      return 'listening';
    case 'partly':
      return 'partly';
    case 'connecting':
    case 'noLines':
    case 'notListening':
      return 'notListening';
  }
}

/** @param rows the newest events, newest first; those that no person needs are passed over. */
export function trayView(
  state: AppState,
  rows: readonly EventRow[],
  translate: Translate,
  moment: TrayMoment,
): TrayView {
  const recent = rows.filter(startsUnread).slice(0, recentEvents);
  const listening = summariseListening(state);
  const words = listeningText(listening, translate);
  const unread = translate('tray.unread', { count: state.unread });
  const text = (label: string): TrayItem => ({ type: 'text', label: shorten(label) });
  const action = (label: string, what: TrayAction): TrayItem => ({
    type: 'action',
    label: shorten(label),
    action: what,
  });
  const separator: TrayItem = { type: 'separator' };
  const menu: TrayItem[] = [text(words)];
  const quiet = quietText(state, translate, moment);
  if (quiet !== null) menu.push(text(quiet));
  if (state.notifications.available === false) menu.push(text(translate('tray.noNotifications')));
  const notStored = state.historyCause === null ? null : translate('tray.notStored');
  if (notStored !== null) menu.push(text(notStored));
  menu.push(
    action(translate(listening.status === 'signedOut' ? 'tray.signIn' : 'tray.open'), { type: 'open' }),
  );
  if (listening.status === 'locked') menu.push(action(translate('tray.unlock'), { type: 'unlock' }));
  if (listening.status === 'notListening' || listening.status === 'partly') {
    menu.push(action(translate('tray.reconnect'), { type: 'reconnect' }));
  }
  menu.push(...waitingItems(state, translate, moment).map(shortened));
  menu.push(separator, text(recent.length > 0 ? translate('tray.recent') : translate('tray.noEvents')));
  for (const row of recent) {
    menu.push(action(recentLabel(row, state.settings, translate), { type: 'openEvent', key: row.key }));
  }
  if (state.unread > 0) menu.push(action(translate('tray.markAllRead'), { type: 'markAllRead' }));
  const lines = lineItems(state, translate);
  menu.push(separator);
  if (lines.length > 0) menu.push({ type: 'menu', label: shorten(translate('tray.lines')), items: lines });
  menu.push(...quietItems(state, translate, moment).map(shortened));
  menu.push(separator, action(translate('tray.settings'), { type: 'settings' }));
  const { status, version } = state.update;
  if (status === 'ready')
    menu.push(action(translate('tray.update', { version: version ?? '' }), { type: 'update' }));
  menu.push(action(translate('tray.quit'), { type: 'quit' }));
  const tooltip = [translate('app.name'), words, notStored, quiet, unread]
    .filter((part) => part !== null)
    .join('\n');
  const heard = shapeOf(listening.status);
  // What cannot be stored is told to nobody: however well it is heard, that is no better than not listening.
  const usual = notStored !== null && heard !== 'signedOut' ? 'notListening' : heard;
  // A pause is chosen, deafness is not: what is wrong shows first.
  const shape = usual === 'listening' && isPaused(state) ? 'paused' : usual;
  return { shape, unread: state.unread, tooltip, menu };
}

/** Each line with its state: the answer to "which of them is deaf?" without the window. */
function lineItems(state: AppState, translate: Translate): TrayItem[] {
  const all = state.accounts.flatMap(({ lines, channels }) =>
    (lines ?? []).map((line) => ({ line, lines: lines ?? [], channels })),
  );
  const items = all.slice(0, linesShown).map(({ line, lines, channels }): TrayItem => {
    const own = channels.filter(({ lineId, status }) => lineId === line.id && status !== 'off');
    const live = own.filter(({ status }) => status === 'listening').length;
    const name = shorten(lineTitle(line.id, lines, translate) ?? line.id, 36);
    const key =
      own.length === 0 ? 'off' : live === own.length ? 'listening' : live > 0 ? 'partly' : 'notListening';
    return {
      type: 'text',
      label: translate(`tray.line.${key}`, { name, live, total: own.length }),
    };
  });
  if (all.length > items.length)
    items.push({ type: 'text', label: translate('tray.moreLines', { count: all.length - items.length }) });
  return items;
}

/** More would not fit on a screen; the window has them all. */
const linesShown = 20;

function recentLabel(row: EventRow, settings: AppState['settings'], translate: Translate): string {
  const privacy = privacyOf(settings, row.lineId, false);
  const mask = settings.attention.maskPhones ? maskPhones : (label: string): string => label;
  if (privacy === 'nothing') return translate('toast.newEvent');
  const person = personTitle(row);
  // What a customer wrote is told to nobody who looks at the screen; that a chat was closed is no secret of theirs.
  const written =
    row.content.type === 'text' || row.content.type === 'attachment' || row.content.type === 'otherMessage';
  const text = privacy === 'sender' && written ? translate('toast.newMessage') : eventText(row, translate);
  return `${row.read ? '' : '• '}${mask(person === null ? text : `${shorten(person, 28)}: ${text}`)}`;
}

function shortened(item: TrayItem): TrayItem {
  switch (item.type) {
    case 'separator':
      return item;
    case 'menu':
      return { ...item, label: shorten(item.label), items: item.items.map(shortened) };
    case 'text':
    case 'action':
    case 'check':
      return { ...item, label: shorten(item.label) };
  }
}

/** One line, no direction marks, not too long: menus show what they are given. */
function shorten(label: string, maxLength = maxLabelLength): string {
  const clean = label.replace(/[\s\u200E\u200F\u2028-\u202E\u2066-\u2069]+/g, ' ').trim();
  return cut(clean, maxLength);
}

export function linesOf(state: Pick<AppState, 'accounts'>, accountId: string): readonly Line[] {
  return state.accounts.find((account) => account.id === accountId)?.lines ?? [];
}

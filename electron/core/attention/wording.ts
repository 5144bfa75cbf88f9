import type { Line } from '../../shared/appState.ts';
import type { Privacy } from '../../shared/attention.ts';
import type { EventRow } from '../../shared/event.ts';
import { waitText } from '../../shared/duration.ts';
import { eventText, lineTitle, messengerTitle, personTitle } from '../../shared/eventText.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import { eventLink } from '../../shared/links.ts';
import { cut } from '../intake/read.ts';
import type { Toast, ToastButton } from '../ports.ts';
import { messagesOf } from './members.ts';
import { maskPhones } from './privacy.ts';
import type { HoldReason, LiveToast, Member } from './state.ts';

/** The words of notifications: plain text, no more of the sender's than privacy allows. */

export interface Wording {
  privacy: Privacy;
  maskPhones: boolean;
  lines: readonly Line[];
  translate: Translate;
  nowMs: number;
}

/**
 * What a live notification says: of one chat its newest event, of several their count.
 *
 * @returns null when the event it tells of is no longer kept.
 */
export function wordLive(
  live: LiveToast,
  find: (key: string) => EventRow | null,
  wording: Wording,
): Toast | null {
  const [member] = live.members.values();
  if (member === undefined) return null;
  if (live.members.size > 1) return wordDigest(live, wording);
  const row = find(member.newestKey);
  return row === null ? null : wordToast(row, live, wording);
}

/** A notification about one chat or event. @param row the newest event it tells of. */
function wordToast(row: EventRow, live: LiveToast, wording: Wording): Toast {
  const { privacy, translate } = wording;
  const mask = wording.maskPhones ? maskPhones : (text: string): string => text;
  const footer = [
    messengerTitle(row.messengerType, translate),
    lineTitle(row.lineId, wording.lines, translate),
  ]
    .filter((part) => part !== null)
    .join(' · ');
  const isMessage = ['text', 'attachment', 'otherMessage'].includes(row.content.type);
  const canReply = isMessage && row.chat !== null && row.lineId !== null && row.messengerType !== null;
  const common = {
    ...frameOf(live, translate),
    footer,
    buttons: buttonsOf(canReply, row.lineId !== null, translate),
    reply: canReply
      ? { label: translate('toast.reply'), placeholder: translate('toast.replyPlaceholder') }
      : null,
    urgency: live.urgent || row.content.type === 'delivery' ? ('critical' as const) : ('normal' as const),
    link: eventLink(row.key),
  };
  const messages = messagesOf(live);
  const count = [
    live.waitsSinceMs === null
      ? null
      : translate('toast.waits', { time: waitText(wording.nowMs - live.waitsSinceMs, translate) }),
    messages > 1 ? translate('toast.messages', { count: messages }) : null,
  ]
    .filter((part) => part !== null)
    .map((part) => `${part} · `)
    .join('');
  const person = mask(personTitle(row) ?? translate('person.unknown'));
  if (privacy === 'nothing') {
    const what = isMessage ? 'toast.newMessage' : 'toast.newEvent';
    return { ...common, title: translate('app.name'), body: count + translate(what), footer: '' };
  }
  if (isMessage) {
    const text = privacy === 'all' ? mask(eventText(row, translate)) : translate('toast.newMessage');
    return { ...common, title: person, body: count + shorten(text) };
  }
  if (row.chat === null)
    return { ...common, title: translate('app.name'), body: shorten(eventText(row, translate)) };
  const what = statusTitle(row);
  // "Chat closed: Anna" says all there is; anything else says in its body what happened.
  const body =
    what === 'toast.chatClosed' || what === 'toast.chatOpened' ? '' : shorten(eventText(row, translate));
  return { ...common, title: `${translate(what)}: ${person}`, body: count === '' ? body : `${count}${body}` };
}

/** A notification that stands for several chats. */
function wordDigest(live: LiveToast, wording: Wording): Toast {
  const { translate, privacy } = wording;
  const chats = live.members.size;
  const messages = messagesOf(live);
  const wrote = [...live.members.values()].filter((member) => member.messages > 0).length;
  const line = privacy === 'nothing' ? null : lineTitle(live.lineId, wording.lines, translate);
  const common = {
    ...frameOf(live, translate),
    footer: '',
    buttons: buttonsOf(false, live.kind === 'storm', translate),
    reply: null,
    urgency: 'normal' as const,
    link: null,
  };
  const names = privacy === 'nothing' ? null : namesOf([...live.members.values()], wording);
  if (live.kind === 'waiting') {
    const title = translate('toast.waitingTitle', { chats });
    return { ...common, title, body: names ?? '' };
  }
  const body = live.kind === 'storm' ? 'toast.stormBody' : 'toast.awayBody';
  // Chats that were closed or assigned have no messages to count.
  const count = [
    wrote > 0 ? translate(body, { messages, chats: wrote }) : null,
    chats > wrote ? translate('toast.newsOf', { chats: chats - wrote }) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
  const title = titleOf(live, line, translate);
  return { ...common, title, body: names === null ? count : `${count}\n${names}` };
}

function titleOf(live: LiveToast, line: string | null, translate: Translate): string {
  if (live.kind === 'storm') return line ?? translate('app.name');
  if (live.kind === 'away') return translate('toast.awayTitle');
  return translate(heldTitles[live.because ?? 'snoozed']);
}

const heldTitles = {
  offShift: 'toast.shiftTitle',
  snoozed: 'toast.snoozeTitle',
  paused: 'toast.pauseTitle',
} as const satisfies Record<HoldReason, string>;

/** Names that a digest tells, the newest first. */
const namedAtMost = 3;

function namesOf(members: readonly Member[], wording: Wording): string {
  const { translate } = wording;
  // ChatApp's times are whole seconds; of one second the last to be heard is the newest.
  const newest = members
    .toReversed()
    .toSorted((one, other) => other.newestMs - one.newestMs || other.heardMs - one.heardMs);
  const names = newest.slice(0, namedAtMost).map(({ name }) => {
    const shown = name ?? translate('person.unknown');
    // Isolated: an Arabic name must not turn the line around.
    return `\u2068${cut(wording.maskPhones ? maskPhones(shown) : shown, 40)}\u2069`;
  });
  const more = members.length - names.length;
  return more > 0 ? translate('toast.namesMore', { names: names.join(', '), more }) : names.join(', ');
}

function frameOf(live: LiveToast, translate: Translate): Pick<Toast, 'id' | 'openLabel' | 'again'> {
  return { id: live.id, openLabel: translate('toast.open'), again: false };
}

function buttonsOf(canReply: boolean, hasLine: boolean, translate: Translate): ToastButton[] {
  const buttons: ToastButton[] = [];
  if (canReply) buttons.push({ action: 'reply', label: translate('toast.reply') });
  buttons.push({ action: 'snooze', label: translate('toast.snooze') });
  if (hasLine) buttons.push({ action: 'mute', label: translate('toast.mute') });
  return buttons;
}

type StatusTitle =
  'toast.chatClosed' | 'toast.chatOpened' | 'toast.notDelivered' | 'toast.assigned' | 'toast.chatChanged';

function statusTitle(row: EventRow): StatusTitle {
  if (row.content.type === 'delivery') return 'toast.notDelivered';
  if (row.content.type === 'responsible') return 'toast.assigned';
  if (row.content.type !== 'chatStatus') return 'toast.chatChanged';
  if (row.content.status.startsWith('close')) return 'toast.chatClosed';
  return row.content.status.startsWith('open') ? 'toast.chatOpened' : 'toast.chatChanged';
}

/** Notification services cut long texts themselves, some of them badly; two lines are what they show. */
const maxBodyLength = 280;

function shorten(text: string): string {
  const oneBlock = text.replace(/\n{2,}/g, '\n').trim();
  return cut(oneBlock, maxBodyLength);
}

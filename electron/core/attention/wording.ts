import type { Line } from '../../shared/appState.ts';
import type { EventRow } from '../../shared/event.ts';
import { cut } from '../intake/read.ts';
import { eventText, lineTitle, messengerTitle, personTitle } from '../../shared/eventText.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Toast } from '../ports.ts';

/** The words of one notification: plain text, no more of the sender's than privacy allows. */
export function wordToast(
  row: EventRow,
  messages: number,
  lines: readonly Line[],
  privacy: Settings['privacy'],
  translate: Translate,
): Omit<Toast, 'id'> {
  const footer = [messengerTitle(row.messengerType, translate), lineTitle(row.lineId, lines, translate)]
    .filter((part) => part !== null)
    .join(' · ');
  const common = {
    footer,
    openLabel: translate('toast.open'),
    urgency: row.content.type === 'delivery' ? ('critical' as const) : ('normal' as const),
  };
  const count = messages > 1 ? `${translate('toast.messages', { count: messages })} · ` : '';
  const person = personTitle(row) ?? translate('person.unknown');
  const isMessage = ['text', 'attachment', 'otherMessage'].includes(row.content.type);
  if (privacy === 'nothing') {
    const what = isMessage ? 'toast.newMessage' : 'toast.newEvent';
    return { ...common, title: translate('app.name'), body: count + translate(what), footer: '' };
  }
  if (isMessage) {
    const text = privacy === 'all' ? eventText(row, translate) : translate('toast.newMessage');
    return { ...common, title: person, body: count + shorten(text) };
  }
  if (row.chat === null)
    return { ...common, title: translate('app.name'), body: shorten(eventText(row, translate)) };
  const what = statusTitle(row);
  // "Chat closed: Anna" says all there is; anything else says in its body what happened.
  const body =
    what === 'toast.chatClosed' || what === 'toast.chatOpened' ? '' : shorten(eventText(row, translate));
  return { ...common, title: `${translate(what)}: ${person}`, body };
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

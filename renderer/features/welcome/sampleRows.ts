import type { AccountState } from '../../../electron/shared/appState.ts';
import type { WaitingChat } from '../../../electron/shared/attention.ts';
import { chatKey, type Content, type EventRow } from '../../../electron/shared/event.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';

/** Invented events for looking around; they exist in the page only. */

const accountId = 'sample';
const minuteMs = 60_000;

interface Told {
  person: MessageKey;
  lineId: 'sales' | 'support';
  messengerType: string;
  minutesAgo: number;
  content: Content;
  kind?: string;
  outgoing?: boolean;
  read?: boolean;
}

export function sampleAccount(translate: Translate): AccountState {
  return {
    id: accountId,
    label: translate('sample.account'),
    status: 'signedIn',
    signedOutCause: null,
    link: { status: 'connected', cause: null, retryAtMs: null },
    lines: [
      {
        id: 'sales',
        name: translate('sample.lineSales'),
        owned: true,
        messengers: [
          { type: 'grWhatsApp', name: null },
          { type: 'telegram', name: null },
        ],
      },
      {
        id: 'support',
        name: translate('sample.lineSupport'),
        owned: true,
        messengers: [{ type: 'viberBot', name: null }],
      },
    ],
    linesCause: null,
    channels: [],
  };
}

function told(translate: Translate): Told[] {
  const text = (key: MessageKey): Content => ({ type: 'text', text: translate(key) });
  const buyer = { person: 'sample.personBuyer', lineId: 'sales', messengerType: 'grWhatsApp' } as const;
  const returner = { person: 'sample.personReturn', lineId: 'support', messengerType: 'viberBot' } as const;
  const orderer = { person: 'sample.personOrder', lineId: 'sales', messengerType: 'telegram' } as const;
  return [
    { ...buyer, minutesAgo: 3, content: text('sample.textTwo') },
    { ...buyer, minutesAgo: 4, content: text('sample.textStock') },
    { ...returner, minutesAgo: 26, content: text('sample.textReturn') },
    {
      ...buyer,
      minutesAgo: 40,
      kind: 'chatTag',
      read: true,
      content: { type: 'tag', action: 'add', tag: translate('sample.tag') },
    },
    {
      ...orderer,
      minutesAgo: 61,
      kind: 'chatStatus',
      read: true,
      content: { type: 'chatStatus', status: 'closed' },
    },
    { ...orderer, minutesAgo: 63, read: true, content: text('sample.textThanks') },
    { ...orderer, minutesAgo: 66, read: true, outgoing: true, content: text('sample.textAnswer') },
    { ...orderer, minutesAgo: 72, read: true, content: text('sample.textOrder') },
    {
      ...returner,
      minutesAgo: 1_500,
      read: true,
      content: {
        type: 'attachment',
        attachment: 'file',
        fileName: translate('sample.file'),
        caption: null,
      },
    },
  ];
}

export function sampleRows(translate: Translate, nowMs: number): EventRow[] {
  const all = told(translate);
  return all.map((one, index) => {
    const atMs = nowMs - one.minutesAgo * minuteMs;
    const outgoing = one.outgoing === true;
    const message = one.kind === undefined;
    const name = translate(one.person);
    return {
      key: `sample:${index}`,
      accountId,
      lineId: one.lineId,
      messengerType: one.messengerType,
      channel: 'sample',
      kind: one.kind ?? 'message',
      chat: {
        id: one.person,
        name,
        phone: null,
        username: null,
        type: 'private',
        responsibleId: accountId,
        responsibleKnown: true,
      },
      sender: { id: null, name: outgoing ? translate('sample.colleague') : name, phone: null },
      direction: !message ? null : outgoing ? 'outgoing' : 'incoming',
      origin: null,
      content: one.content,
      quote: null,
      atMs,
      receivedAtMs: atMs,
      recovered: false,
      row: all.length - index,
      read: one.read === true,
      verdict: message && !outgoing ? 'show' : 'silent',
      reason: outgoing ? 'outgoingMessage' : message ? 'incomingMessage' : 'kindDisabled',
      ruleId: null,
      outcome: message && !outgoing ? 'delivered' : null,
      outcomeDetail: null,
      settled: null,
    };
  });
}

/** The two chats whose customer wrote last. */
export function sampleWaiting(rows: readonly EventRow[]): WaitingChat[] {
  return ['sample:0', 'sample:2'].flatMap((key, index) => {
    const row = rows.find((candidate) => candidate.key === key);
    const chat = row === undefined ? null : chatKey(row);
    if (row === undefined || chat === null) return [];
    return [
      {
        chat,
        accountId,
        lineId: row.lineId,
        messengerType: row.messengerType,
        name: row.chat?.name ?? null,
        chatClass: 'mine' as const,
        newestKey: key,
        newestMs: row.atMs,
        sinceMs: index === 0 ? row.atMs - minuteMs : row.atMs,
        messages: index === 0 ? 2 : 1,
        steps: index,
        escalates: true,
      },
    ];
  });
}

import type { Content, EventRow } from '../../electron/shared/event.ts';
import { makeRow } from './sampleData.ts';

const minute = 60_000;
const text = (words: string): Content => ({ type: 'text', text: words });

/** One chat with all that may stand in it, over two days, oldest first; the newest message is of `nowMs`. */
export function makeConversation(nowMs: number, firstRow = 1_000): EventRow[] {
  const chat = {
    id: '79161110022',
    name: 'Дмитрий Соколов',
    phone: '+7 916 111-00-22',
    username: null,
    type: 'private',
    responsibleId: '77',
    responsibleKnown: true,
  };
  const day = 24 * 60;
  const said: [number, Content, Partial<EventRow>?][] = [
    [day + 50, text('Здравствуйте! Подскажите, пожалуйста, когда придёт мой заказ №4417?')],
    [day + 41, text('Добрый день, Дмитрий! Сейчас узнаю у курьера.'), { direction: 'outgoing' }],
    [day + 40, { type: 'delivery', messageId: String(firstRow + 1), status: 'sent', error: null }],
    [day + 40, { type: 'delivery', messageId: String(firstRow + 1), status: 'delivered', error: null }],
    [day + 39, { type: 'delivery', messageId: String(firstRow + 1), status: 'viewed', error: null }],
    [day + 38, { type: 'reaction', messageId: String(firstRow + 1), reaction: '🙏', action: 'react' }],
    [day + 20, { type: 'tag', action: 'add', tag: 'VIP' }],
    [day + 19, { type: 'responsible', employeeId: '77', employeeName: 'Анна Петрова' }],
    [
      44,
      {
        type: 'attachment',
        attachment: 'image',
        fileName: 'IMG_2041.jpg',
        caption: 'Вот такой. А синий ещё есть в наличии?',
      },
    ],
    [43, { type: 'otherMessage', messageType: 'poll', text: null }],
    [40, text('Да, синий есть. Отложить?'), { direction: 'outgoing' }],
    [40, { type: 'delivery', messageId: String(firstRow + 10), status: 'delivered', error: null }],
    [38, text('Отвечаем с 9 до 18.'), { direction: 'outgoing', origin: robot }],
    [
      38,
      {
        type: 'delivery',
        messageId: String(firstRow + 12),
        status: 'failed',
        error: 'The number is not on WhatsApp',
      },
    ],
    [30, { type: 'read' }],
    [29, { type: 'read' }],
    [
      14,
      text('Да, именно такой.'),
      {
        quote: {
          messageId: String(firstRow + 10),
          sender: 'Анна Петрова',
          text: 'Да, синий есть. Отложить?',
        },
      },
    ],
    [12, text('Oops, wrong chat')],
    [11, { type: 'destroyed', messageId: String(firstRow + 17) }],
    [
      2,
      text(
        'https://example.com/a/very/long/address/that/does/not/break/anywhere/because/it/has/no/blanks/at/all/in/it',
      ),
    ],
    [0, text('Отложите, пожалуйста, два синих до пятницы.')],
  ];
  return said.map(([minutesAgo, content, change], index) => {
    const row = firstRow + index;
    const kind = kindsOf[content.type] ?? 'message';
    const atMs = nowMs - minutesAgo * minute;
    const incoming = kind === 'message';
    return makeRow(row, {
      key: `account-1:10203:grWhatsApp:${kind}:${row}`,
      kind,
      chat,
      sender: incoming ? { id: chat.id, name: chat.name, phone: chat.phone } : null,
      direction: incoming ? 'incoming' : null,
      content,
      atMs,
      receivedAtMs: atMs + 600,
      read: index < said.length - 2,
      ...change,
    });
  });
}

const robot = { employeeId: null, app: 'app_1_1', automatic: true, tracking: null };
const kindsOf: Partial<Record<Content['type'], string>> = {
  delivery: 'messageStatus',
  reaction: 'messageReaction',
  destroyed: 'messageDestroy',
  tag: 'chatTag',
  responsible: 'chatResponsible',
  read: 'chatRead',
};

import {
  chatConversationItem,
  chatReadItem,
  chatReference,
  chatResponsibleItem,
  chatTagItem,
  employeeStatusItem,
  messageDestroyItem,
  messageReactionItem,
  messageSystemItem,
  quickResponseItem,
  quickResponseListItem,
} from '../payloads.ts';
import type { MessageContent, MessageItem } from '../world/shapes.ts';

export interface MorningCounts {
  readonly eventsSent: number;
  /** Each message once, however often it was sent. */
  readonly incomingMessages: number;
  readonly chatStatusChanges: number;
}

/** What a step may do; people are named by their key in the cast. */
export interface Stage {
  readonly counts: MorningCounts;
  /** Unix seconds. */
  readonly now: () => number;
  readonly incoming: (customer: string, content: MessageContent) => MessageItem;
  readonly answer: (customer: string, employeeId: number | null, text: string) => MessageItem;
  readonly status: (
    customer: string,
    changes: readonly (readonly [MessageItem, 'sent' | 'delivered' | 'viewed' | 'failed'])[],
  ) => void;
  readonly chatStatus: (customer: string, type: 'open' | 'close') => void;
  readonly event: (customer: string, kind: string, items: readonly unknown[]) => void;
  /** An event of the company's or the user's channel. */
  readonly aside: (kind: string, items: readonly unknown[]) => void;
  readonly chatId: (customer: string) => string;
  /** Messages that later steps speak of. */
  readonly kept: Map<string, MessageItem>;
}

interface MorningStep {
  /** Offset in a morning of one minute; playing scales it. */
  readonly atMs: number;
  readonly play: (stage: Stage) => void;
}

const operator = 685;
const olga = 686;
const sam = 687;

function at(atMs: number, play: (stage: Stage) => void): MorningStep {
  return { atMs, play };
}

function says(atMs: number, customer: string, text: string, keepAs?: string): MorningStep {
  return at(atMs, (stage) => keep(stage, keepAs, stage.incoming(customer, { text })));
}

function sends(atMs: number, customer: string, content: MessageContent): MorningStep {
  return at(atMs, (stage) => void stage.incoming(customer, content));
}

function answers(
  atMs: number,
  customer: string,
  employeeId: number | null,
  text: string,
  keepAs?: string,
): MorningStep {
  return at(atMs, (stage) => keep(stage, keepAs, stage.answer(customer, employeeId, text)));
}

function keep(stage: Stage, name: string | undefined, message: MessageItem): void {
  if (name !== undefined) stage.kept.set(name, message);
}

/** A message an earlier step kept; a missing one is a mistake in the story. */
function kept(stage: Stage, name: string): MessageItem {
  const message = stage.kept.get(name);
  if (message === undefined) throw new Error(`the morning kept no message "${name}"`);
  return message;
}

/** The story, in order of time. */
export const morningSteps: readonly MorningStep[] = [
  at(0, (stage) => stage.aside('employeeStatus', [employeeStatusItem(olga, 'online', 'open')])),
  says(1000, 'anna', 'Good morning! Is the oak dining table still in stock?'),
  says(2200, 'pavel', 'Здравствуйте, до скольки вы сегодня работаете?'),
  says(3000, 'igor', 'Добрый день! Нужен букет к 14:00, 25 белых пионов. Успеете?'),
  says(3600, 'anna', 'The 180 cm one, with six chairs'),
  at(4200, (stage) => stage.event('igor', 'chatConversation', [chatConversationItem('ccb637d1', 'UIC')])),
  says(5000, 'layla', 'صباح الخير، هل يمكن توصيل الأريكة يوم الخميس؟'),
  answers(6000, 'pavel', olga, 'Доброе утро! Сегодня до 20:00, ждём вас.', 'hours'),
  at(6500, (stage) => stage.status('pavel', [[kept(stage, 'hours'), 'sent']])),
  // Out of order in one batch, as ChatApp's own fixture has it.
  at(7100, (stage) =>
    stage.status('pavel', [
      [kept(stage, 'hours'), 'viewed'],
      [kept(stage, 'hours'), 'delivered'],
    ]),
  ),
  says(8000, 'pavel', 'Спасибо! Заеду после шести.'),
  at(8800, (stage) => stage.chatStatus('pavel', 'close')),
  sends(9500, 'rosa', { type: 'image', caption: 'Do you have this vase in green? 🌿' }),
  says(10_300, 'vera', '/start'),
  says(10_900, 'vera', 'Хочу подписку на цветы каждую пятницу'),
  sends(12_000, 'svetlana', { type: 'voice' }),
  says(
    13_000,
    'markup',
    '<b>Sale?</b> <img src=x onerror="alert(1)"> & "quotes" <a href="https://example.invalid">here</a>',
  ),
  at(14_000, (stage) =>
    stage.event('anna', 'chatTag', [
      chatTagItem(
        'add',
        { id: 29, name: 'urgent' },
        chatReference(stage.incoming('anna', { text: 'Could you hold it until noon?' }).chat),
      ),
    ]),
  ),
  at(15_000, (stage) =>
    stage.event('anna', 'chatResponsible', [chatResponsibleItem(stage.chatId('anna'), operator)]),
  ),
  at(15_200, (stage) =>
    stage.event('anna', 'messageSystem', [
      messageSystemItem('9f01676a', `Set responsible Test Testov [${operator}]`),
    ]),
  ),
  says(16_500, 'mei', '您好,书架可以送货上门吗?'),
  says(17_500, 'dmitri', 'Пришёл стул с царапиной, что делать?', 'scratch'),
  says(18_200, 'dmitri', 'Ой, не тот чат', 'mistake'),
  at(19_000, (stage) =>
    stage.event('dmitri', 'messageDestroy', [messageDestroyItem(kept(stage, 'mistake').id, stage.now())]),
  ),
  says(
    20_000,
    'greta',
    'Dear team, please find our order for 12 desks below.\n\nKind regards,\nGreta Sample',
  ),
  answers(21_500, 'anna', sam, 'Yes, one is left. I have put it aside for you until noon.', 'held'),
  at(22_300, (stage) =>
    stage.event('anna', 'messageReaction', [
      messageReactionItem(kept(stage, 'held').id, '👍', 'react', chatReference(kept(stage, 'held').chat)),
    ]),
  ),
  says(23_500, 'nameless', 'Сколько стоит доставка до дачи?'),
  says(24_500, 'noa', 'שלום, האם אפשר להחליף את השולחן?'),
  at(25_500, (stage) => {
    const twice = stage.incoming('joao', { text: 'Olá! As flores chegam hoje?' });
    // The same event again: one row, one notification.
    stage.event('joao', 'message', [twice]);
  }),
  at(26_500, (stage) =>
    stage.aside('quickResponse', [
      quickResponseItem('add', 12, 'Delivery', 'Delivery takes one to three days.'),
    ]),
  ),
  answers(27_500, 'fatima', operator, 'Your bouquet is on its way.', 'bouquet'),
  at(28_500, (stage) => stage.status('fatima', [[kept(stage, 'bouquet'), 'failed']])),
  says(29_500, 'boris', 'Когда будет готов мой комод?'),
  says(30_000, 'boris', 'Он у вас третью неделю'),
  says(30_400, 'boris', 'Ответьте, пожалуйста'),
  at(31_500, (stage) =>
    stage.event('kirill', 'messageCarousel', [{ id: 'unknown-1', chat: { id: stage.chatId('kirill') } }]),
  ),
  says(32_500, 'kirill', 'Ещё продаёте кресло?'),
  sends(33_500, 'office', { type: 'document', caption: 'Purchase order' }),
  sends(34_500, 'emoji', { type: 'sticker' }),
  says(35_500, 'family', 'А можно добавить в арку эвкалипт?'),
  at(36_500, (stage) => stage.event('boris', 'chatRead', [chatReadItem(stage.chatId('boris'))])),
  answers(37_500, 'boris', olga, 'Борис, добрый день! Комод готов, привезём завтра утром.'),
  at(38_300, (stage) => stage.chatStatus('boris', 'close')),
  sends(39_500, 'lucia', { type: 'location' }),
  says(40_500, 'long', 'Kindly confirm receipt of my previous four enquiries regarding the footstool.'),
  says(41_500, 'pavel', 'Ещё вопрос: парковка у вас есть?'),
  at(42_500, (stage) =>
    stage.event('anna', 'chatTag', [
      chatTagItem('remove', { id: 29, name: 'urgent' }, chatReference(kept(stage, 'held').chat)),
    ]),
  ),
  answers(43_500, 'rosa', null, 'In green from Friday on!'),
  says(44_500, 'yusuf', 'شكراً، الكرسي ممتاز'),
  at(45_500, (stage) => stage.chatStatus('yusuf', 'close')),
  says(46_500, 'ivy', 'Hi! The wardrobe door squeaks since the repair.'),
  says(47_500, 'zoe', 'Könnt ihr auch Sonntags liefern?'),
  sends(48_500, 'tamar', { type: 'video', caption: 'Вот как он шатается' }),
  says(49_500, 'avitobuyer', 'Торг уместен?'),
  at(50_500, (stage) =>
    stage.aside('quickResponseList', [quickResponseListItem('update', 3, 'Delivery answers')]),
  ),
  sends(51_500, 'ken', { type: 'contacts' }),
  answers(52_500, 'dmitri', sam, 'Простите за царапину! Заменим стул бесплатно.'),
  says(53_500, 'dmitri', 'Отлично, спасибо 🙏'),
  says(55_000, 'igor', 'Букет получили, он чудесный!'),
  at(56_000, (stage) => stage.chatStatus('igor', 'close')),
  at(57_000, (stage) => stage.chatStatus('greta', 'open')),
  at(58_000, (stage) => stage.aside('employeeStatus', [employeeStatusItem(sam, 'offline', 'closed')])),
  says(60_000, 'anna', 'I am outside, where do I pick it up?'),
];

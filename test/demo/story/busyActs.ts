import type { EventRow, Settled } from '../../../electron/shared/event.ts';
import { colleagues } from '../../simulator/story/workingMorning.ts';
import type { MessageItem } from '../../simulator/world/shapes.ts';
import type { Theatre } from './theatre.ts';

/** Customers write, and somebody or something else makes it pointless to be told of it. */

/** Messages that the next act speaks of. */
export interface BusyLine {
  anna: readonly MessageItem[];
  pavel: MessageItem;
  layla: MessageItem;
  mei: MessageItem;
}

export async function busyLine({ world, row, notification, translate }: Theatre): Promise<BusyLine> {
  const first = world.says('anna', 'Good morning! Is the oak dining table still in stock?');
  await notification('Anna’s message reaches the screen', ({ body }) => body.includes('oak dining table'));
  const pavel = world.says('pavel', 'Здравствуйте, до скольки вы сегодня работаете?');
  const layla = world.says('layla', 'صباح الخير، هل يمكن توصيل الأريكة يوم الخميس؟');
  const mei = world.says('mei', '您好,书架可以送货上门吗?');
  const more = [
    world.says('anna', 'The 180 cm one, with six chairs'),
    world.says('anna', 'Could you hold it until noon?'),
  ];
  for (const message of [first, pavel, layla, mei])
    await row(message, `“${message.message.text}” is shown`, ({ verdict }) => verdict === 'show');
  for (const message of more)
    await row(
      message,
      'Anna’s notification takes her next messages in',
      ({ verdict }) => verdict === 'update',
    );
  const count = translate('toast.messages', { count: 1 + more.length });
  await notification(
    `Anna’s notification changes in place to “${count}”`,
    ({ body, replacesId }) => replacesId !== 0 && body.includes(count),
  );
  return { anna: [first, ...more], pavel, layla, mei };
}

export async function othersAnswer(theatre: Theatre, { anna, pavel, layla }: BusyLine): Promise<void> {
  const { world, row, gone, notification } = theatre;
  const ofAnna = await notification(
    'Anna’s notification is known',
    ({ summary }) => summary === 'Anna Example',
  );
  world.colleagueAnswers('anna', colleagues.olga, 'Yes, one is left. I have put it aside for you.');
  for (const message of anna)
    await row(
      message,
      'Olga’s answer takes Anna’s notification away',
      isSettled({ what: 'answered', by: 'colleague', name: String(colleagues.olga) }),
    );
  await gone('Anna’s notification leaves the screen', ofAnna);
  world.phoneAnswers('pavel', 'До восьми вечера, ждём вас.');
  await row(
    pavel,
    'the answer from the phone takes Pavel’s notification away',
    isSettled({ what: 'answered', by: 'phone', name: null }),
  );
  const automatic = world.robotAnswers('layla', 'Thank you! We answer within an hour. (robot)');
  await row(automatic, 'the robot’s answer settles nothing', ({ verdict }) => verdict === 'silent');
  await row(layla, 'Layla is still told of after the robot’s answer', ({ settled }) => settled === null);
}

export async function chatsGo(theatre: Theatre, { layla, mei }: BusyLine): Promise<void> {
  const { world, row, notification, gone } = theatre;
  world.assigns('mei', colleagues.sam);
  await row(
    mei,
    'Mei’s notification goes when Sam takes the chat',
    isSettled({ what: 'taken', by: 'colleague', name: 'Sam Sample' }),
  );
  const forSam = world.says('mei', '谢谢,星期五可以吗?');
  await row(
    forSam,
    'what Mei writes to Sam is only counted',
    ({ verdict, reason }) => verdict === 'silent' && reason === 'othersChat',
  );
  world.closes('layla');
  await row(
    layla,
    'Layla’s notification goes when her chat is closed',
    isSettled({ what: 'closed', by: null, name: null }),
  );
  const mistake = world.says('boris', 'Oops, this was for my sister');
  const ofBoris = await notification('Boris’ message reaches the screen', ({ body }) =>
    body.includes('for my sister'),
  );
  world.deletes('boris', mistake);
  await row(
    mistake,
    'Boris’ notification goes with his message',
    isSettled({ what: 'destroyed', by: null, name: null }),
  );
  await gone('Boris’ notification leaves the screen', ofBoris);
}

export function isSettled({ what, by, name }: Settled): (row: EventRow) => boolean {
  return ({ settled, outcome }) =>
    settled?.what === what && settled.by === by && settled.name === name && outcome === 'withdrawn';
}

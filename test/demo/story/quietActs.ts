import { snoozeId, type Rule, type Shift } from '../../../electron/shared/attention.ts';
import { chatKey } from '../../../electron/shared/event.ts';
import type { MessageItem } from '../../simulator/world/shapes.ts';
import { dunst } from '../../support/desktop/screen.ts';
import { takePagePicture, takeScreenPicture } from '../pictures.ts';
import type { Theatre } from './theatre.ts';

/** Quiet by choice and quiet by the clock: both keep what comes, and tell of it once when they end. */

export async function quietTimes(theatre: Theatre): Promise<void> {
  const { world, row, state, notification, invoke, translate, chooseInTray } = theatre;
  const squeak = world.says('ivy', 'Hi! The wardrobe door squeaks since the repair.');
  await notification('Ivy’s message reaches the screen', ({ body }) => body.includes('squeaks'));
  const { key, ...place } = await row(squeak, 'Ivy’s message is shown', ({ verdict }) => verdict === 'show');
  await invoke('attention.snooze', { scope: 'chat', key, length: 'quarterHour' });
  const again = world.says('ivy', 'It is rather loud.');
  await row(again, 'Ivy’s chat is snoozed', ({ reason }) => reason === 'snoozed');

  await chooseInTray(translate('snooze.hour'), () =>
    invoke('attention.snooze', { scope: 'all', key: null, length: 'hour' }),
  );
  await state('notifications are paused', ({ quiet }) => quiet.snoozes.some(({ scope }) => scope === 'all'));
  const held = [
    world.says('zoe', 'Könnt ihr auch sonntags liefern?'),
    world.says('kirill', 'Ещё продаёте кресло?'),
    world.says('ken', 'The chair arrived, thank you'),
  ];
  for (const message of held) await isHeld(theatre, message, 'paused');
  if (theatre.desktop !== null) await takeScreenPicture(theatre.desktop, theatre.options.out, 'paused.png');
  await chooseInTray(translate('tray.resume'), () =>
    invoke('attention.wakeUp', { id: snoozeId({ scope: 'all' }) }),
  );
  await notification(
    'the end of the pause is told in one summary',
    ({ summary }) => summary === translate('toast.pauseTitle'),
  );
  for (const message of held)
    await row(message, 'the summary of the pause stands for it', ({ outcome }) => outcome === 'delivered');

  const chat = chatKey(place);
  if (chat === null) throw new Error('Ivy’s message belongs to no chat');
  const { accountId, lineId } = place;
  await invoke('attention.wakeUp', { id: snoozeId({ scope: 'chat', chat, accountId, lineId }) });
  await notification(
    'Ivy’s two messages come back together when her snooze ends',
    ({ body }) => body.includes(translate('toast.messages', { count: 2 })) && body.includes('rather loud'),
  );
}

const urgentRule: Rule = {
  id: 'demo-urgent',
  enabled: true,
  lineId: null,
  messengerType: null,
  kind: 'message',
  chatClass: null,
  keywords: ['срочно', 'urgent'],
  level: 'urgent',
  sound: true,
};
const hourMs = 60 * 60_000;

/** Resolves with the urgent message. */
export async function shiftEnds(theatre: Theatre): Promise<MessageItem> {
  const { world, row, state, notification, invoke, translate, chooseInTray, change, desktop } = theatre;
  await change('attention.rules', [urgentRule]);
  await change('attention.shifts', [laterShift(Date.now())]);
  await state('nobody is on shift', ({ onShift }) => !onShift);
  const held = [
    world.says('greta', 'Dear team, please find our order for 12 desks below.'),
    world.says('fatima', 'متى تصل الباقة؟'),
    world.says('lucia', '¿Pueden recoger la silla mañana?'),
  ];
  for (const message of held) await isHeld(theatre, message, 'offShift');
  const urgent = world.says('tamar', 'СРОЧНО! Дверца шкафа упала, можно сегодня?');
  await row(
    urgent,
    'Tamara’s urgent message is shown off shift',
    ({ verdict, ruleId }) => verdict === 'show' && ruleId === urgentRule.id,
  );
  const rang = await notification('Tamara’s urgent message reaches the screen', ({ body }) =>
    body.includes('СРОЧНО'),
  );
  if (rang !== undefined && rang.hints.get('urgency') !== 2)
    throw new Error('Tamara’s notification is not marked as urgent');
  if (desktop !== null) {
    await takeScreenPicture(desktop, theatre.options.out, 'urgent.png');
    await dunst.action(desktop.env);
    await row(urgent, 'the click on Tamara’s notification is noted', ({ outcome }) => outcome === 'clicked');
  }
  await takePagePicture(theatre.page, theatre.options, 'rules');
  await chooseInTray(translate('tray.onShift'), () =>
    invoke('attention.onShiftUntil', { untilMs: Date.now() + 2 * hourMs }),
  );
  await notification(
    'the shift that begins is told in one summary',
    ({ summary }) => summary === translate('toast.shiftTitle'),
  );
  for (const message of held)
    await row(message, 'the summary of the shift stands for it', ({ outcome }) => outcome === 'delivered');
  return urgent;
}

async function isHeld({ row }: Theatre, message: MessageItem, why: 'paused' | 'offShift'): Promise<void> {
  await row(
    message,
    `“${message.message.text}” is held (${why})`,
    ({ verdict, reason }) => verdict === 'hold' && reason === why,
  );
}

/** An hour of work on every day, the next of which begins in two hours. */
function laterShift(nowMs: number): Shift {
  const clock = (atMs: number): string => new Date(atMs).toTimeString().slice(0, 5);
  return {
    id: 'demo-shift',
    days: [1, 2, 3, 4, 5, 6, 7],
    from: clock(nowMs + 2 * hourMs),
    to: clock(nowMs + 3 * hourMs),
    zone: 'system',
    lineId: null,
  };
}

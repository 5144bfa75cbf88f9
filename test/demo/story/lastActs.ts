import { storm } from '../../simulator/story/workingMorning.ts';
import type { MessageItem } from '../../simulator/world/shapes.ts';
import { takePagePicture, takeScreenPicture } from '../pictures.ts';
import type { Theatre } from './theatre.ts';

/** Too much at once, and an answer. */

export async function stormBreaks(theatre: Theatre): Promise<void> {
  const { world, row, notification, notifications, gone, translate, signal, desktop, options } = theatre;
  const messages = await world.storm(signal);
  const last = messages.at(-1);
  if (last === undefined) throw new Error('the storm had no messages');
  await row(
    last,
    'the storm ends in a digest',
    ({ verdict, reason }) => verdict === 'digest' && reason === 'storm',
  );
  const first = await notification(
    'the first caller is told by name',
    ({ summary }) => summary === 'Caller 1',
  );
  await gone('the digest takes the first caller’s notification away', first);
  const all = translate('toast.stormBody', { messages: storm.messages, chats: storm.people });
  const digest = await notification(`one digest tells “${all}”`, ({ body }) => body.includes(all));
  if (digest !== undefined) {
    const shown = notifications()?.filter(({ summary }) => summary === digest.summary) ?? [];
    if (shown.length < 2 || shown.slice(1).some(({ replacesId }) => replacesId === 0))
      throw new Error(`the digest was not updated in place: ${shown.length} notifications tell of the storm`);
  }
  if (desktop !== null) await takeScreenPicture(desktop, options.out, 'storm.png');
  await takePagePicture(theatre.page, options, 'waiting');
}

export async function replyFromTheApp(theatre: Theatre, urgent: MessageItem): Promise<void> {
  const { invoke, row, state } = theatre;
  const { key } = await row(urgent, 'Tamara’s message is kept', () => true);
  const text = 'Добрый день! Мастер будет у вас сегодня к 16:00.';
  const { result } = await invoke('chat.reply', { key, text });
  if (result !== 'sending') throw new Error(`the reply was not sent: ${result}`);
  await state('the reply is confirmed by its echo', ({ replies }) =>
    replies.some((reply) => reply.eventKey === key && reply.status === 'confirmed'),
  );
  await row(
    urgent,
    'the reply settles Tamara’s message',
    ({ settled }) => settled?.what === 'answered' && settled.by === 'me',
  );
}

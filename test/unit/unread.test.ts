import { expect, it } from 'vitest';
import { startsUnread } from '../../electron/core/attention/unread.ts';
import { arrive, messageItem } from '../support/events.ts';

const chat = { id: '70000000001@c.us' };

it.each<[string, string, Record<string, unknown>, boolean]>([
  ['an incoming message', 'message', messageItem(), true],
  ['a picture', 'message', messageItem({ type: 'image' }), true],
  ['a message of a new type', 'message', messageItem({ type: 'hologram' }), true],
  ['a message without a side', 'message', { id: 1, message: { text: 'x' } }, true],
  ['an outgoing message', 'message', messageItem({ side: 'out', fromMe: true }), false],
  ['a system message', 'messageSystem', { id: 'a', message: { text: 'x' } }, false],
  ['a closed chat', 'chatStatus', { type: 'close', chat }, true],
  ['a failed delivery', 'messageStatus', { id: 1, type: 'failed' }, true],
  ['a delivery', 'messageStatus', { id: 1, type: 'delivered' }, false],
  ['a chat assigned to me', 'chatResponsible', { chat, responsible: { id: 685 } }, true],
  ['a chat assigned to another', 'chatResponsible', { chat, responsible: { id: 7 } }, false],
  ['a chat assigned to nobody', 'chatResponsible', { chat, responsible: null }, false],
  ['a reaction', 'messageReaction', { id: 1, reaction: '👍' }, false],
  ['a tag', 'chatTag', { type: 'add', tag: { id: 1, name: 'VIP' }, chat }, false],
  ['a deleted message', 'messageDestroy', { id: 1 }, false],
  ['a chat that was read', 'chatRead', { chat }, false],
  ['something nobody knows', 'messageFoo', { id: 1 }, false],
])('%s starts unread: %#', (_name, kind, item, unread) => {
  const [stored] = arrive(kind, [item]);
  expect(stored !== undefined && startsUnread(stored.event)).toBe(unread);
});

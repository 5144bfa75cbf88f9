import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileFrames } from '../../fixtures/hostileFrames.ts';
import { cast } from '../../simulator/cast.ts';
import {
  chatConversationItem,
  chatReadItem,
  chatResponsibleItem,
  chatStatusItem,
  chatTagItem,
  employeeStatusItem,
  envelope,
  messageDestroyItem,
  messageItem,
  messageReactionItem,
  messageStatusItem,
  messageSystemItem,
  quickResponseItem,
  quickResponseListItem,
} from '../../simulator/payloads.ts';
import { ChatHistory, chatItem } from '../../simulator/world/history.ts';
import type { ChatItem, Meta } from '../../simulator/world/shapes.ts';
import { documentedExamples } from '../../support/documentedExamples.ts';
import { lineChannelName, messageItem as numberedItem } from '../../support/events.ts';

/** What really comes: every kind of event in both shapes as Pusher packs it, and files as they really lie about. */

const seconds = 1_741_266_878;
const chats = cast.customers.slice(0, 3).map((one) => chatItem(new ChatHistory().chatWith(one, seconds)));

/** Items of every kind, by the simulator's builders, and of none that is known. */
function items(chat: ChatItem): [kind: string, item: object][] {
  const types = ['text', 'image', 'voice', 'document', 'location', 'contacts', 'sticker', 'template'];
  const message = (side: 'in' | 'out', type: string, internalId: number): object =>
    messageItem({
      id: `wamid.${internalId}`,
      internalId,
      side,
      time: seconds,
      chat,
      content: { type, text: 'Where is my parcel?', caption: 'Look' },
      employeeId: 685,
      fromApp: { id: 'webchat', tracking: null, sender: 'employee' },
      quotedMessageId: '37913',
    });
  return [
    ...types.flatMap((type, place): [string, object][] => [
      ['message', message('in', type, place)],
      ['message', message('out', type, 100 + place)],
    ]),
    [
      'message',
      numberedItem({ id: 37_914_000_001, quotedMessage: { id: '9', message: { text: 'before' } } }),
    ],
    ['messageSystem', messageSystemItem('9f01676a', 'Set responsible Test Testov [685]', chat, seconds)],
    ...(['sent', 'delivered', 'viewed', 'failed'] as const).map((type): [string, object] => [
      'messageStatus',
      messageStatusItem('wamid.1', type, seconds, chat),
    ]),
    ['messageDestroy', messageDestroyItem('1252', seconds)],
    ['messageReaction', messageReactionItem('wamid.1', '👍', 'react', chat)],
    ['chatTag', chatTagItem('add', { id: 29, name: 'test 1' }, chat)],
    ['chatConversation', chatConversationItem('ccb637d1', 'BIC', chat)],
    ['chatStatus', chatStatusItem('close', chat.id)],
    ['chatResponsible', chatResponsibleItem(chat.id, 685)],
    ['chatRead', chatReadItem(chat.id)],
    ['employeeStatus', employeeStatusItem(685, 'online', 'open')],
    ['quickResponse', quickResponseItem('add', 5, 'Hello', 'Good morning')],
    ['quickResponseList', quickResponseListItem('update', 7, 'Greetings')],
    ['somethingNew', { id: 'n1', time: seconds, unheard: { of: [1, 2, 3] } }],
  ];
}

export interface Payload {
  kind: string;
  /** The envelope, as JSON. */
  text: string;
}

export function payloads(): Payload[] {
  const built = chats.flatMap((chat) =>
    items(chat).flatMap(([kind, item]) => {
      const meta: Meta = { type: kind, licenseId: 1229, messengerType: 'telegram' };
      return (['bare', 'wrapped'] as const).map((shape) => ({
        kind,
        text: JSON.stringify(envelope([item], meta, shape)),
      }));
    }),
  );
  const documented = documentedExamples().map(({ name, text }) => ({ kind: name, text }));
  return [...built, ...documented];
}

/** Pusher's own frames, after the greeting. */
const protocolFrames = [
  '{"event":"pusher:ping","data":{}}',
  '{"event":"pusher:pong","data":"{}"}',
  `{"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"${lineChannelName}"}`,
  `{"event":"pusher_internal:subscription_count","channel":"${lineChannelName}","data":"{\\"subscription_count\\":2}"}`,
  `{"event":"pusher:subscription_error","channel":"${lineChannelName}","data":{"type":"AuthError","error":"no","status":401}}`,
  '{"event":"pusher:error","data":{"code":4200,"message":"Generic reconnect"}}',
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"7.2\\",\\"activity_timeout\\":30}"}',
];

/** An event as Pusher packs it: its data as text, or, of some servers, as it is. */
export function frameOf({ kind, text }: Payload, channel: string, asText: boolean): string {
  return `{"event":${JSON.stringify(kind)},"channel":${JSON.stringify(channel)},"data":${asText ? JSON.stringify(text) : text}}`;
}

export const otherFrames: readonly string[] = [
  ...protocolFrames,
  ...hostileFrames.filter((text) => text !== ''),
];

/** Settings as older and newer versions, people and accidents left them. */
export function settingsFiles(): string[] {
  const folder = join(import.meta.dirname, '../../fixtures/settings');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
}

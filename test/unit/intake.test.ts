import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intake } from '../../electron/core/intake/intake.ts';
import { eventSchema, knownKinds, type KnownKind } from '../../electron/shared/event.ts';
import { documentedExamples } from '../support/documentedExamples.ts';
import { arrive, lineChannelName, messageItem } from '../support/events.ts';

function take(name: string, dataText: string, channel = lineChannelName): ReturnType<typeof intake> {
  return intake({
    accountId: '685',
    channel,
    name,
    dataText,
    receivedAtMs: 1_700_000_000_000,
    recovered: false,
  });
}

describe("ChatApp's documented examples", () => {
  const examples = documentedExamples();

  it('are all found on the page', () => {
    expect(examples.map((example) => example.name)).toEqual([
      'message',
      'messageSystem',
      'messageStatus',
      'messageDestroy',
      'messageReaction',
      'chatTag',
      'chatConversation',
      'chatStatus',
    ]);
  });

  it.each(examples)('$name is understood as it stands', ({ name, text }) => {
    const bare = take(name, text);
    expect(bare.notUnderstood).toBe(0);
    expect(bare.events).toHaveLength(1);
    expect(bare.events[0]?.event.content.type).not.toBe('unknown');
    expect(bare.events[0]?.event).toMatchObject({ kind: name, lineId: '1229', messengerType: 'telegram' });
  });

  it.each(examples)('$name is the same event when it comes wrapped', ({ name, text }) => {
    const wrapped = take(name, `{"payload":${text},"queue":"events"}`);
    expect(wrapped.events).toEqual(take(name, text).events);
  });

  it('reads the message', () => {
    const [first] = take('message', examples[0]?.text ?? '').events;
    expect(first?.event).toMatchObject({
      key: '685:1229:telegram:message:123',
      direction: 'incoming',
      content: { type: 'text', text: 'Test' },
      atMs: 1_637_319_282_000,
    });
  });

  it('reads the chat status', () => {
    const [first] = take('chatStatus', examples[7]?.text ?? '').events;
    expect(first?.event).toMatchObject({
      content: { type: 'chatStatus', status: 'close' },
      chat: { id: '70000000000@c.us' },
    });
  });
});

describe('every kind', () => {
  const chat = { id: '7@c.us' };
  const minimal: Record<KnownKind, unknown> = {
    message: { id: 1 },
    messageSystem: { id: 'a' },
    messageStatus: { id: 1, type: 'sent' },
    messageDestroy: { id: 1 },
    messageReaction: { id: 1 },
    chatTag: { type: 'add', tag: { id: 1 } },
    chatConversation: { conversation: { id: 'c' } },
    chatStatus: { type: 'open', chat },
    chatResponsible: { chat, responsible: { id: 685 } },
    chatRead: { chat },
    employeeStatus: { employee: { id: 1 }, status: 'online' },
    quickResponse: { type: 'update', quickResponse: { id: 1, title: 'Hello' } },
    quickResponseList: { type: 'add', quickResponseList: { id: 2, name: 'Greetings' } },
  };

  it.each(knownKinds)('%s: the least that can be is understood', (kind) => {
    const events = arrive(kind, [minimal[kind]]);
    expect(events).toHaveLength(1);
    expect(events[0]?.event.content.type).not.toBe('unknown');
  });

  const hostile = [
    null,
    7,
    'text',
    [],
    {},
    { id: {} },
    { id: null, chat: 'x' },
    { __proto__: null, chat: { id: [] }, type: {} },
  ];

  it.each(knownKinds)('%s: hostile items are kept as they are, and their neighbours go on', (kind) => {
    const events = arrive(kind, [...hostile, minimal[kind]]);
    expect(events).toHaveLength(hostile.length + 1);
    expect(events.at(-1)?.event.content.type).not.toBe('unknown');
    for (const { event } of events) expect(eventSchema.safeParse(event).success).toBe(true);
  });

  it('keeps a name nobody knows, with its raw text', () => {
    const [stored] = arrive('messageFoo', [{ id: 5, anything: true }]);
    expect(stored?.event).toMatchObject({ kind: 'messageFoo', content: { type: 'unknown' } });
    expect(stored?.raw).toBe('{"id":5,"anything":true}');
  });
});

describe('messages', () => {
  it.each([
    ['image', { type: 'attachment', attachment: 'image' }],
    ['voice', { type: 'attachment', attachment: 'voice' }],
    ['document', { type: 'attachment', attachment: 'document', fileName: 'a.pdf', caption: 'the bill' }],
    ['location', { type: 'otherMessage', messageType: 'location' }],
    ['hologram', { type: 'otherMessage', messageType: 'hologram' }],
    ['system', { type: 'system' }],
  ])('of type %s', (type, content) => {
    const message = { caption: 'the bill', file: { name: 'a.pdf', link: 'https://example.com/a.pdf' } };
    const [stored] = arrive('message', [messageItem({ type, message })]);
    expect(stored?.event.content).toMatchObject(content);
  });

  it.each<[string, unknown, unknown]>([
    ['none', null, null],
    [
      'one like any message',
      { id: 'q1', fromUser: { name: 'Anna' }, message: { text: 'How much?' } },
      { messageId: 'q1', sender: 'Anna', text: 'How much?' },
    ],
    [
      'a picture',
      { id: 7, message: { caption: 'this one' } },
      { messageId: '7', sender: null, text: 'this one' },
    ],
    [
      'a file',
      { id: 7, message: { file: { name: 'a.pdf' } } },
      { messageId: '7', sender: null, text: 'a.pdf' },
    ],
    ['bare text', 'How much?', { messageId: null, sender: null, text: 'How much?' }],
    ['its text beside its id', { messageId: 'q', text: 'Hi' }, { messageId: 'q', sender: null, text: 'Hi' }],
    ['its id alone', { id: 'q' }, { messageId: 'q', sender: null, text: null }],
    ['nothing that could be shown', { colour: 'red' }, null],
    ['something else', [1, 2], null],
    [
      'too much text',
      { id: 'q', message: { text: 'a'.repeat(600) } },
      { messageId: 'q', sender: null, text: `${'a'.repeat(499)}…` },
    ],
  ])('quotes %s', (_name, quotedMessage, quote) => {
    expect(arrive('message', [messageItem({ quotedMessage })])[0]?.event.quote).toEqual(quote);
  });

  it('takes fromMe where side is missing', () => {
    const directions = [
      { side: undefined, fromMe: true },
      { side: undefined, fromMe: false },
      { side: 'in', fromMe: true },
    ].map((fields) => arrive('message', [messageItem(fields)])[0]?.event.direction);
    expect(directions).toEqual(['outgoing', 'incoming', 'incoming']);
  });

  it('keeps ids that are too large for a number', () => {
    const text =
      '{"data":[{"id":12345678901234567890,"type":"text","message":{"text":"12345678901234567890 stays"}}]}';
    const [stored] = take('message', text).events;
    expect(stored?.event.key).toContain(':12345678901234567890');
    expect(stored?.event.content).toEqual({ type: 'text', text: '12345678901234567890 stays' });
  });

  it('says the same key for an id as number and as text, live and wrapped', () => {
    const keys = [
      arrive('message', [messageItem({ id: 42 })]),
      arrive('message', [messageItem({ id: '42' })]),
      arrive('message', [messageItem({ id: 42 })], { shape: 'wrapped' }),
    ].map((events) => events[0]?.event.key);
    expect(new Set(keys).size).toBe(1);
  });

  it('never says the same key for two accounts', () => {
    const [one] = arrive('message', [messageItem()], { accountId: '1' });
    const [two] = arrive('message', [messageItem()], { accountId: '2' });
    expect(one?.event.key).not.toBe(two?.event.key);
  });

  it('cleans names and texts of what could disguise them', () => {
    const [stored] = arrive('message', [
      messageItem({
        message: { text: 'a\u0000b\r\nc\u0007\uD800' },
        fromUser: { id: '1', name: '\u202Egnp.exe\u0000\n  Anna' },
      }),
    ]);
    expect(stored?.event.content).toEqual({ type: 'text', text: 'ab\nc\uFFFD' });
    expect(stored?.event.sender?.name).toBe('gnp.exe Anna');
  });

  it('bounds a word of 100 kB without splitting a character', () => {
    const [stored] = arrive('message', [messageItem({ message: { text: '😀'.repeat(50_000) } })]);
    const content = stored?.event.content;
    expect(content?.type === 'text' && content.text.length).toBeLessThanOrEqual(20_000);
    expect(content?.type === 'text' && content.text.isWellFormed()).toBe(true);
  });
});

it('takes line and messenger from the channel where meta is missing', () => {
  const [stored] = take(
    'message',
    '{"data":[{"id":"1"}]}',
    'private-v1.licenses.77.messengers.grWhatsApp',
  ).events;
  expect(stored?.event).toMatchObject({ lineId: '77', messengerType: 'grWhatsApp' });
});

it.each(['', 'not json', '[', '"text"', 'null', '12', '{"data":"text"}', '{"payload":7}'])(
  'keeps %j as one event',
  (text) => {
    const taken = take('message', text);
    expect(taken.events).toHaveLength(1);
    expect(eventSchema.safeParse(taken.events[0]?.event).success).toBe(true);
  },
);

it('never throws, and always answers events that fit the contract', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...knownKinds, 'other', '__proto__'),
      fc.array(fc.anything({ maxDepth: 4 })),
      (kind, items) => {
        let text: string;
        try {
          text = JSON.stringify({ data: items }) ?? '';
        } catch {
          return; // a value JSON cannot carry (a BigInt) never comes over a wire
        }
        for (const { event } of take(kind, text).events)
          expect(eventSchema.safeParse(event).error).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
  expect(Object.prototype).not.toHaveProperty('polluted');
});

import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { hostileFrames } from '../fixtures/hostileFrames.ts';
import { lineIds } from '../simulator/cast.ts';
import { chatStatusItem } from '../simulator/payloads.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { companyChannel, lineChannel } from '../simulator/socket/protocol.ts';
import { cleanUps } from '../support/fakes.ts';
import type { HeadlessApp } from '../support/headlessApp.ts';
import { startListening } from '../support/signedIn.ts';

const ends = cleanUps();
afterEach(() => ends.run());

const salesChannel = lineChannel(lineIds.sales, 'grWhatsApp');
const annasChat = '70000000001@c.us';
const place = { lineId: lineIds.sales, messengerType: 'grWhatsApp' };
const sendStatus = (simulator: Simulator, ...types: ('open' | 'close')[]): unknown =>
  simulator.sendEvent({
    kind: 'chatStatus',
    items: types.map((type) => chatStatusItem(type, annasChat)),
    ...place,
  });

/** A message that comes last: once it is there, so is everything before it. */
async function afterOneMore(
  simulator: Simulator,
  app: HeadlessApp,
): Promise<ReturnType<HeadlessApp['rows']>> {
  const { id } = simulator.message({ customer: 'pavel', text: 'the last one' });
  await app.waitFor('the last message', () => app.rows().some((row) => row.key.endsWith(`:message:${id}`)));
  await app.waitFor('its notification', () =>
    app.toaster.calls.some((toast) => toast.body.includes('the last one')),
  );
  return app.rows().filter((row) => !row.key.endsWith(`:message:${id}`));
}

describe('a message', () => {
  it.each(['bare', 'wrapped'] as const)(
    'that comes %s is one row and one notification with the right words',
    async (shape) => {
      const { simulator, app } = await startListening(ends);
      const { id } = simulator.message({
        customer: 'anna',
        text: 'Is the <b>sofa</b> & chair in stock?',
        shape,
      });
      const rows = await afterOneMore(simulator, app);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        key: `685:1229:grWhatsApp:message:${id}`,
        kind: 'message',
        lineId: '1229',
        messengerType: 'grWhatsApp',
        direction: 'incoming',
        content: { type: 'text', text: 'Is the <b>sofa</b> & chair in stock?' },
        sender: { name: 'Anna Example' },
        read: false,
        verdict: 'show',
        reason: 'incomingMessage',
        recovered: false,
      });
      const [toast, ...more] = app.toaster.calls;
      expect(toast).toMatchObject({
        title: 'Anna Example',
        body: 'Is the <b>sofa</b> & chair in stock?',
        footer: 'WhatsApp · Oak & Iris Sales',
        openLabel: 'Open',
        urgency: 'normal',
      });
      expect(more.map((other) => other.title)).toEqual(['Павел Образцов']);
      await app.waitFor(
        'its outcome',
        () => app.history.find(rows[0]?.key ?? '')?.row.outcome === 'delivered',
      );
    },
  );

  it('that comes twice, on several channels, is one row and one notification', async () => {
    const { simulator, app } = await startListening(ends);
    const company = companyChannel(simulator.account.companyId);
    await simulator.waitForSubscription(company);
    simulator.message({ customer: 'anna', text: 'Hello', id: 'A1' });
    simulator.message({ customer: 'anna', text: 'Hello', id: 'A1', shape: 'bare', alsoOn: [company] });
    const rows = await afterOneMore(simulator, app);
    expect(rows).toHaveLength(1);
    expect(app.toaster.calls.filter((toast) => toast.title === 'Anna Example')).toHaveLength(1);
  });

  it('after another of its chat changes the notification in place', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.message({ customer: 'anna', text: 'One' });
    await app.waitFor('the first', () => app.toaster.screen.size === 1);
    simulator.message({ customer: 'anna', text: 'Two' });
    await afterOneMore(simulator, app);
    const toasts = app.toaster.calls.filter((toast) => toast.title === 'Anna Example');
    expect(new Set(toasts.map((toast) => toast.id)).size).toBe(1);
    expect(toasts.map((toast) => toast.body)).toEqual(['One', '2 messages · Two']);
    expect(app.toaster.screen.size).toBe(2);
  });

  it('that answers a chat takes its notification away, and what it stood for is read', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.message({ customer: 'anna', text: 'One' });
    simulator.message({ customer: 'anna', text: 'Two' });
    await app.waitFor('the notification', () => app.toaster.calls.at(-1)?.body === '2 messages · Two');
    const [shown = ''] = [...app.toaster.screen.keys()];
    simulator.message({ customer: 'anna', side: 'out', text: 'Yes' });
    await app.waitFor('nothing on the screen', () => app.toaster.screen.size === 0);
    expect(app.toaster.withdrawn).toEqual([shown]);
    const [one, two, answer] = app.rows();
    expect([one?.outcome, two?.outcome]).toEqual(['withdrawn', 'withdrawn']);
    expect([one?.read, two?.read, answer?.read]).toEqual([true, true, true]);
    expect(answer).toMatchObject({ verdict: 'withdraw', reason: 'outgoingMessage', outcome: null });
    expect(app.history.unread()).toBe(0);
  });

  it('is told in one frame with others, each by itself, in their order', async () => {
    const { simulator, app } = await startListening(ends);
    const [first, second, third] = [1, 2, 3].map((number) =>
      simulator.message({ customer: 'anna', text: `No. ${number}`, deliver: false }),
    );
    const broken = [null, 7, 'text', { nothing: true }];
    simulator.sendEvent({ kind: 'message', items: [first, ...broken, second, third], ...place });
    const rows = await afterOneMore(simulator, app);
    expect(rows).toHaveLength(3 + broken.length);
    expect(rows.flatMap((row) => (row.content.type === 'text' ? [row.content.text] : []))).toEqual([
      'No. 1',
      'No. 2',
      'No. 3',
    ]);
    expect(rows.filter((row) => row.content.type === 'unknown')).toHaveLength(broken.length);
  });

  it('with ids longer than a number keeps every digit', async () => {
    const { simulator, app } = await startListening(ends);
    const data =
      '{"data":[{"id":12345678901234567890,"side":"in","message":{"text":"x"},"chat":{"id":98765432109876543210,"ratio":0.30000000000000004}}]}';
    simulator.sendRaw(salesChannel, 'message', data);
    simulator.sendRawFrame(
      `{"event":"message","channel":"${salesChannel}","data":${data.replace('567890,', '567891,')}}`,
    );
    const rows = await afterOneMore(simulator, app);
    expect(rows.map((row) => row.key)).toEqual([
      '685:1229:grWhatsApp:message:12345678901234567890',
      '685:1229:grWhatsApp:message:12345678901234567891',
    ]);
    expect(rows[0]?.chat?.id).toBe('98765432109876543210');
  });

  it.each([
    ['refused', { result: 'refused', detail: 'x'.repeat(2_000) }],
    ['noService', { result: 'noService', detail: null }],
    ['failed', { result: 'failed', detail: 'timed out' }],
  ] as const)('whose notification is %s is still there, with what became of it', async (outcome, answer) => {
    const { simulator, app } = await startListening(ends);
    app.toaster.answer = answer;
    simulator.message({ customer: 'anna', text: 'Hello' });
    await app.waitFor('the outcome', () => app.rows().at(0)?.outcome === outcome);
    expect(app.rows()[0]?.outcomeDetail?.length ?? 0).toBeLessThanOrEqual(500);
    expect(app.rows()[0]).toMatchObject({ verdict: 'show', read: false });
    // The next one is a first one again: nothing stands on the screen that it could change.
    app.toaster.answer = { result: 'delivered', doNotDisturb: null };
    simulator.message({ customer: 'anna', text: 'Hello?' });
    await app.waitFor('the next one', () => app.toaster.screen.size === 1);
    expect(app.toaster.calls.at(-1)?.body).toBe('Hello?');
  });

  it('is told although showing the one before it threw', async () => {
    const { simulator, app } = await startListening(ends);
    app.toaster.answer = new Error('the bus is gone');
    simulator.message({ customer: 'anna', text: 'Hello' });
    await app.waitFor('the try', () => app.toaster.calls.length === 1);
    app.toaster.answer = { result: 'delivered', doNotDisturb: null };
    const rows = await afterOneMore(simulator, app);
    expect(rows).toHaveLength(1);
    expect(app.logger.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'notification failed' }),
    );
  });

  it('that was clicked or dismissed says so', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.message({ customer: 'anna', text: 'One' });
    simulator.message({ customer: 'pavel', text: 'Two' });
    await app.waitFor('both', () => app.rows().filter((row) => row.outcome === 'delivered').length === 2);
    const [annas = '', pavels = ''] = [...app.toaster.screen.keys()];
    app.signal({ id: annas, signal: 'clicked' });
    app.signal({ id: pavels, signal: 'dismissed' });
    app.signal({ id: annas, signal: 'closed' });
    expect(app.rows().map((row) => row.outcome)).toEqual(['clicked', 'dismissed']);
  });
});

describe('an event without an id', () => {
  it('that comes twice is one row', async () => {
    const { simulator, app } = await startListening(ends);
    sendStatus(simulator, 'close');
    sendStatus(simulator, 'close');
    const rows = await afterOneMore(simulator, app);
    expect(rows.map((row) => row.content)).toEqual([{ type: 'chatStatus', status: 'close' }]);
    expect(app.toaster.calls.filter((toast) => toast.title.startsWith('Chat closed'))).toHaveLength(1);
  });

  it('is as many rows as changes, however fast they come', async () => {
    const { simulator, app } = await startListening(ends);
    sendStatus(simulator, 'close');
    sendStatus(simulator, 'open');
    sendStatus(simulator, 'close');
    const rows = await afterOneMore(simulator, app);
    expect(rows.map((row) => row.content.type === 'chatStatus' && row.content.status)).toEqual([
      'close',
      'open',
      'close',
    ]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(3);
  });

  it('is as many rows as changes in one frame, in the same millisecond', async () => {
    const { simulator, app } = await startListening(ends);
    sendStatus(simulator, 'close', 'open', 'close', 'open');
    const rows = await afterOneMore(simulator, app);
    expect(rows.map((row) => row.content.type === 'chatStatus' && row.content.status)).toEqual([
      'close',
      'open',
      'close',
      'open',
    ]);
    for (const row of rows) expect(app.history.find(row.key)?.row.row).toBe(row.row);
  });
});

describe('what nobody knows', () => {
  it('is kept whole, and told to nobody', async () => {
    const { simulator, app } = await startListening(ends);
    simulator.sendEvent({ kind: 'messageFoo', items: [{ id: 1, new: { field: 'x' } }], ...place });
    const rows = await afterOneMore(simulator, app);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      kind: 'messageFoo',
      content: { type: 'unknown' },
      verdict: 'silent',
      read: true,
    });
    expect(app.history.find(rows[0]?.key ?? '')?.raw).toBe('{"id":1,"new":{"field":"x"}}');
    expect(app.toaster.calls).toHaveLength(1);
  });

  const harmless = [
    '{"event":"pusher:signin_success","data":{}}',
    '{"event":"pusher:error","data":{"code":4301,"message":"slow down"}}',
    '{"event":"pusher:error","data":{"message":"no code"}}',
    '{"event":"pusher:connection_established","data":"{}"}',
    '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"9.9\\",\\"activity_timeout\\":1}"}',
    `{"event":"pusher:subscription_error","channel":"${salesChannel}","data":{}}`,
    `{"event":"pusher_internal:member_added","channel":"${salesChannel}","data":{}}`,
    `{"event":"pusher_internal:subscription_count","channel":"${salesChannel}","data":{"subscription_count":"x"}}`,
    '{"event":"pusher_internal:subscription_succeeded","channel":"nobody"}',
    '{"event":"message"}',
    '{"event":"message","channel":"private-not-asked-for","data":"{}"}',
    '{"event":"pusher:ping"}',
    '{"event":"pusher:pong","data":null}',
    '{"event":"__proto__","data":"{}"}',
    '{"event":"pusher:cache_miss","data":{}}',
  ];

  it.each([...hostileFrames, ...harmless])('does no harm as a frame: %s', async (frame) => {
    const { simulator, app } = await shared();
    const linked = simulator.totalConnections;
    simulator.sendRawFrame(frame);
    await afterOneMore(simulator, app);
    expect(simulator.totalConnections).toBe(linked);
    expect(simulator.connections()).toBe(1);
    expect(app.account()?.link.status).toBe('connected');
    if (hostileFrames.includes(frame)) {
      expect(app.logger.entries.at(-1)).toMatchObject({ level: 'warn', message: 'frame dropped' });
    }
  });

  it.each([
    ['__proto__', '{"data":[{"id":1}]}'],
    ['message', ''],
    ['message', '[[[['],
    ['message', '{"__proto__":{"polluted":1},"data":[{"__proto__":{"polluted":1},"id":77}]}'],
    ['message', `{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['message', '{"data":[]}'],
    ['x'.repeat(3_000), '{"data":[{"id":"long name"}]}'],
  ])('does no harm as an event: %j with %j', async (name, data) => {
    const { simulator, app } = await shared();
    simulator.sendRaw(salesChannel, name, data);
    await afterOneMore(simulator, app);
    expect(app.account()?.link.status).toBe('connected');
    expect({}).not.toHaveProperty('polluted');
  });

  const sharedEnds = cleanUps();
  let started: ReturnType<typeof startListening> | null = null;
  /** One app for all hostile frames: what one of them broke, the next would meet. */
  function shared(): ReturnType<typeof startListening> {
    started ??= startListening(sharedEnds);
    return started;
  }
  afterAll(() => sharedEnds.run());
});

it('a picture of many megabytes in one frame arrives like any other, and one beyond all bounds costs the link only', async () => {
  const { simulator, app } = await startListening(ends);
  const big = (id: string, megabytes: number): string =>
    JSON.stringify({ data: [{ id, side: 'in', message: { text: 'x'.repeat(megabytes * 1_048_576) } }] });
  simulator.sendRaw(salesChannel, 'message', big('big', 10));
  await app.waitFor('the big one', () => app.rows().some((row) => row.key.endsWith(':big')));
  expect(simulator.totalConnections).toBe(1);
  simulator.sendRaw(salesChannel, 'message', big('too big', 20));
  await app.waitFor(
    'the next link',
    () => simulator.totalConnections === 2 && app.listening().includes(salesChannel),
  );
  expect(await afterOneMore(simulator, app)).toHaveLength(1);
});

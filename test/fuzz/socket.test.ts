import { afterEach, expect, it } from 'vitest';
import { lineIds } from '../simulator/cast.ts';
import { lineChannel } from '../simulator/socket/protocol.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { cleanUps } from '../support/fakes.ts';
import { startListening } from '../support/signedIn.ts';
import { makeFrame } from './support/frames.ts';
import { fuzz } from './support/target.ts';

/** The same through a real socket, `ws` and pusher-js: after whatever came, what comes next is heard. */

const ends = cleanUps();
afterEach(() => ends.run());

const channel = lineChannel(lineIds.sales, 'grWhatsApp');
const patienceMs = 60_000;
/** Frames between two messages that must arrive. */
const burst = 100;
const mebibyte = 1_048_576;

it('whatever comes through the socket, the next message is heard, once', async () => {
  const { simulator, app } = await startListening(ends, { hurry: 10 }, { requestsPerSecond: 500 });
  let sent = 0;
  let good = 0;

  function rowsWith(text: string, limit: number): EventRow[] {
    while (app.history.indexNew(1_000));
    return app.history.page({ beforeRow: null, limit, filter: { ...everyEvent, text } }).rows;
  }

  async function goodMessage(): Promise<void> {
    const text = `heard${(good += 1)}after`;
    const found = (): number => rowsWith(text, 5).length;
    simulator.message({ customer: 'anna', text });
    await app.waitFor(text, () => found() === 1, patienceMs);
  }

  async function feed(frame: string): Promise<string> {
    // A frame that ends the connection, as Pusher's errors do, is followed by another one.
    await app.waitFor('a connection', () => app.account()?.link.status === 'connected', patienceMs);
    simulator.sendRawFrame(frame);
    sent += 1;
    if (sent % burst === 0) await goodMessage();
    return 'taken';
  }

  await fuzz({
    name: 'socket and pusher-js',
    share: 1 / 40,
    make: (random, mutator) => makeFrame(random, mutator, channel),
    feed,
    // The stand-ins of screen and log write everything down.
    mayKeep: 400 * mebibyte,
  });
  await goodMessage();
  const texts = rowsWith('heard', 200).map((row) => (row.content.type === 'text' ? row.content.text : ''));
  expect(new Set(texts).size).toBe(texts.length);
  const thrown = app.logger.entries.filter(({ details }) =>
    JSON.stringify(details ?? {}).includes('pusher-js threw'),
  );
  expect(thrown).toEqual([]);
  expect(app.logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
});

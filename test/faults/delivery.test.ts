import { afterEach, describe, expect, vi } from 'vitest';
import { messageStatusItem } from '../simulator/payloads.ts';
import { faultCase, patienceMs, textOf } from './support/faultCase.ts';

afterEach(() => void vi.useRealTimers());

describe('delivery', () => {
  faultCase(21, 'a gap: what came while nobody listened', async (fault) => {
    const { simulator, app } = await fault.start();
    await simulator.refuseConnections(true);
    simulator.kill();
    for (let number = 0; number < 30; number += 1) fault.say();
    await fault.names('refused');
    await simulator.listenAgain();
    await fault.recovers();
    expect(app.rows().every((row) => row.recovered)).toBe(true);
    await app.waitFor('one summary', () => app.toaster.calls.length === 1, patienceMs);
  });

  faultCase(22, 'the server drops events without a word (stall: accounts.catchUpAll)', async (fault) => {
    const { simulator, app } = await fault.start();
    simulator.dropEvents(true);
    for (let number = 0; number < 10; number += 1) fault.say();
    simulator.dropEvents(false);
    fault.say();
    app.accounts.catchUpAll('stall');
    await fault.recovers();
    expect(simulator.totalConnections).toBe(1);
  });

  faultCase(23, 'a storm of 5,000 events', async (fault) => {
    const { simulator, app } = await fault.start();
    for (let number = 0; number < 5_000; number += 1) fault.say({ customer: 'anna' });
    const counted = /^5,000 messages · fault 23 message 5000$/;
    await app.waitFor(
      'all to be told',
      () => app.toaster.calls.some(({ body }) => counted.test(body)),
      patienceMs,
    );
    await fault.recovers();
    expect(simulator.totalConnections).toBe(1);
    expect(app.rows().map((row) => textOf(row))).toEqual(
      Array.from({ length: 5_000 }, (_, number) => `fault 23 message ${number + 1}`),
    );
    expect(app.toaster.screen.size).toBe(1);
  });

  faultCase(25, 'the same events again: twice, on two channels, and fetched once more', async (fault) => {
    const { simulator, app } = await fault.start();
    // In a chat of its own: what is said after it may come with it, and is the news of its notification then.
    const item = simulator.message({ customer: 'layla', text: 'only once' });
    const where = { kind: 'message', lineId: 1229, messengerType: 'grWhatsApp' } as const;
    for (const shape of ['wrapped', 'bare'] as const)
      simulator.sendEvent({ ...where, items: [item, item], shape });
    simulator.sendEvent({
      ...where,
      items: [item],
      alsoOn: [`private-v1.users.${simulator.account.cabinetUserId}`],
    });
    fault.say();
    simulator.kill();
    app.accounts.catchUpAll('now and then');
    fault.say();
    await fault.recovers();
    expect(app.rows().filter((row) => textOf(row) === 'only once')).toHaveLength(1);
    const told = (): number => app.toaster.calls.filter(({ body }) => body.endsWith('only once')).length;
    await app.waitFor('it to be told', () => told() > 0, patienceMs);
    expect(told()).toBe(1);
  });

  faultCase(26, 'out of order: a status before its message, older after newer', async (fault) => {
    const { simulator, app } = await fault.start();
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const chat = {
      id: '70000000001@c.us',
      hash: null,
      type: 'private',
      phone: null,
      username: null,
      email: null,
    };
    const where = { kind: 'messageStatus', lineId: 1229, messengerType: 'grWhatsApp' } as const;
    for (const status of ['viewed', 'sent', 'delivered'] as const) {
      simulator.sendEvent({ ...where, items: [messageStatusItem('later', status, nowSeconds, chat)] });
    }
    for (const back of [0, 50, 20, 120, 5]) fault.say({ customer: 'anna', time: nowSeconds - back });
    simulator.message({
      customer: 'anna',
      side: 'out',
      id: 'later',
      text: 'answered',
      time: nowSeconds - 200,
    });
    await fault.recovers();
    await app.waitFor('all of it', () => app.rows().length === 9, patienceMs);
  });

  for (const jumpMs of [86_400_000, -86_400_000]) {
    const hours = jumpMs / 3_600_000;
    faultCase(33, `our clock jumps by ${hours} h (clock watch is in main)`, async (fault) => {
      const { simulator } = await fault.start({}, { now: () => performance.timeOrigin + performance.now() });
      fault.say();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jumpMs });
      fault.say();
      simulator.dropEvents(true);
      fault.say();
      simulator.dropEvents(false);
      simulator.kill();
      await fault.recovers();
    });
  }
});

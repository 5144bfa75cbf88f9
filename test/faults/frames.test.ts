import { describe, expect } from 'vitest';
import { gzipSync } from 'node:zlib';
import { customer, lineIds } from '../simulator/cast.ts';
import { lineChannel } from '../simulator/socket/protocol.ts';
import { faultCase, patienceMs, textOf } from './support/faultCase.ts';

const sales = lineChannel(lineIds.sales, 'grWhatsApp');
const place = { lineId: lineIds.sales, messengerType: 'grWhatsApp' } as const;

describe('frames', () => {
  faultCase(5, 'malformed later frames: dropped, the link stays', async (fault) => {
    const { simulator, app } = await fault.start();
    const odd = [
      '',
      '{',
      'null',
      '[]',
      '7',
      '{}',
      '{"event":7}',
      '{"event":null}',
      '{"event":"x","channel":{}}',
    ];
    for (const text of odd) simulator.sendRawFrame(text);
    fault.say();
    await fault.recovers();
    expect(simulator.totalConnections).toBe(1);
    expect(app.logger.entries.filter(({ message }) => message === 'frame dropped')).toHaveLength(odd.length);
  });

  faultCase(24, 'huge payload: 1 MiB is taken, 17 MiB costs a reconnect and nothing else', async (fault) => {
    const { simulator, app } = await fault.start();
    fault.say({ text: `long ${'word '.repeat(3_000)}`.trim() });
    simulator.sendRaw(
      sales,
      'messageFoo',
      JSON.stringify({ data: [{ id: 1, text: 'x'.repeat(1_048_576) }] }),
    );
    await app.waitFor('the large one', () => app.rows().some((row) => row.kind === 'messageFoo'), patienceMs);
    expect(simulator.totalConnections).toBe(1);
    simulator.sendRaw(
      sales,
      'messageFoo',
      JSON.stringify({ data: [{ id: 2, text: 'x'.repeat(17 * 1_048_576) }] }),
    );
    fault.say();
    await app.waitFor(
      'why the link ended',
      () => app.account()?.link.cause?.detail?.includes('payload'),
      patienceMs,
    );
    await fault.recovers();
  });

  faultCase(27, 'unknown event names and new fields: kept', async (fault) => {
    const { simulator, app } = await fault.start();
    const items = [{ id: 'new-1', time: 1_700_000_000, brandNew: { deep: [1, 2, 3] } }];
    simulator.sendEvent({ kind: 'messageFoo', items, ...place });
    simulator.sendEvent({ kind: 'x'.repeat(5_000), items, ...place });
    fault.say();
    await fault.recovers();
    await app.waitFor('both', () => app.rows().length === 3, patienceMs);
    const kept = app.rows().find((row) => row.kind === 'messageFoo');
    expect(app.history.find(kept?.key ?? '')?.raw).toContain('brandNew');
  });

  faultCase(28, 'missing fields and wrong types: the good items of a batch are not lost', async (fault) => {
    const { simulator, app } = await fault.start();
    const good = simulator.message({ customer: 'anna', text: 'the good one', deliver: false });
    const odd = [
      null,
      'text',
      7,
      true,
      [],
      {},
      { id: {} },
      { id: 5, message: 'no object', chat: 3, time: 'soon' },
    ];
    simulator.sendEvent({ kind: 'message', items: [...odd, good], ...place });
    for (const data of [null, [], {}, 'text', 7, { data: null }, { data: 'x' }, { data: 5, meta: 'y' }]) {
      simulator.sendRaw(sales, 'message', JSON.stringify(data));
    }
    simulator.sendRaw(sales, 'message', 'not JSON at all');
    fault.say();
    await fault.recovers();
    expect(app.rows().filter((row) => textOf(row) === 'the good one')).toHaveLength(1);
    expect(simulator.totalConnections).toBe(1);
  });

  faultCase(29, 'ids larger than a number: kept to the last digit', async (fault) => {
    const { simulator, app } = await fault.start();
    for (const id of ['12345678901234567890', '12345678901234567891']) {
      const item = `{"id":${id},"side":"in","type":"text","time":1700000000,"message":{"text":"no. ${id}"},"chat":{"id":${id}}}`;
      simulator.sendRaw(sales, 'message', `{"payload":{"data":[${item}],"meta":{"licenseId":1229}}}`);
    }
    fault.say();
    await fault.recovers();
    await app.waitFor('both', () => app.rows().length === 3, patienceMs);
    const keys = app.rows().map((row) => [row.key.split(':').at(-1), row.chat?.id]);
    expect(keys).toContainEqual(['12345678901234567890', '12345678901234567890']);
    expect(keys).toContainEqual(['12345678901234567891', '12345678901234567891']);
  });

  faultCase(30, 'names of the object prototype in channel, event and data', async (fault) => {
    const { simulator, app } = await fault.start();
    const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
    for (const name of names) {
      simulator.sendRawFrame(`{"event":"message","channel":"${name}","data":"{}"}`);
      simulator.sendRawFrame(
        `{"event":"${name}","channel":"${sales}","data":"{\\"data\\":[{\\"id\\":\\"${name}\\"}]}"}`,
      );
    }
    simulator.sendRaw(
      sales,
      'message',
      '{"__proto__":{"polluted":1},"data":[{"id":"p","__proto__":{"polluted":1}}]}',
    );
    simulator.sendRaw(
      sales,
      'message',
      '{"payload":{"constructor":{"prototype":{"polluted":1}},"data":[{"id":"q"}]}}',
    );
    fault.say();
    await fault.recovers();
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(simulator.totalConnections).toBe(1);
    expect(app.rows().map((row) => row.kind)).toContain('__proto__');
  });

  faultCase(31, 'HTML in texts and names (page and services escape; here: verbatim)', async (fault) => {
    const { app } = await fault.start();
    const text = fault.say({
      customer: 'markup',
      text: '<img src=x onerror="alert(1)"> [link](javascript:1) &amp;',
    });
    await fault.recovers();
    const [toast] = app.toaster.calls;
    expect(toast).toMatchObject({ body: text, title: '<b>Bobby</b> & "Tables"' });
  });

  faultCase(32, 'direction marks, lone surrogates, NUL, endless words', async (fault) => {
    const { simulator, app } = await fault.start();
    const name = 'gpj.\u202Eexe\u0000\u2066 \uD800 name';
    const texts = [
      '\u202Eright to left',
      'lone \uD83D here',
      'nul \u0000 here',
      'zwj 👩‍👩‍👧‍👦',
      'x'.repeat(100_000),
    ];
    for (const [number, text] of texts.entries()) {
      simulator.message({
        customer: customer(`odd${number}`, 600 + number, name, lineIds.sales, 'grWhatsApp'),
        text,
      });
    }
    fault.say();
    await fault.recovers();
    await app.waitFor('all of them', () => app.rows().length === texts.length + 1, patienceMs);
    for (const row of app.rows()) {
      for (const mark of ['\u0000', '\u202E', '\u2066', '\uD800'])
        expect(row.chat?.name ?? '').not.toContain(mark);
      expect(textOf(row)?.isWellFormed()).toBe(true);
    }
    for (const { body } of app.toaster.calls) expect(body.length).toBeLessThanOrEqual(300);
  });

  faultCase(34, 'a handler throws in the middle of a burst', async (fault) => {
    let left = 3;
    const { simulator, app } = await fault.start({
      onLinkEvent(event) {
        if (event.type !== 'event' || left === 0) return;
        left -= 1;
        throw new Error('a fault of ours');
      },
    });
    for (let number = 0; number < 50; number += 1) fault.say();
    await app.waitFor('the rest of the burst', () => app.rows().length === 47, patienceMs);
    expect(app.logger.entries.filter(({ message }) => message === 'frame dropped')).toHaveLength(3);
    expect(simulator.totalConnections).toBe(1);
    app.accounts.catchUpAll('now and then');
    await fault.recovers();
  });

  faultCase(39, 'a compressed answer nobody asked for: said, and tried again', async (fault) => {
    const { simulator } = await fault.start();
    simulator.setAuthAnswer({
      status: 200,
      body: gzipSync('{"auth":"x"}'),
      contentType: 'application/json',
      headers: { 'content-encoding': 'gzip' },
    });
    simulator.kill();
    fault.say();
    await fault.names('loginPage');
    simulator.setAuthAnswer(null);
    await fault.recovers();
  });
});

import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../electron/shared/contract.ts';
import { createClient } from '../../renderer/state/client.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { makeState } from './sampleData.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the mirror of main’s state', () => {
  it('subscribes to every topic before it asks for the state', async () => {
    const order: string[] = [];
    const { bridge } = createFakeBridge();
    const watched: Bridge = {
      invoke: (name, input) => {
        order.push(name);
        return bridge.invoke(name, input);
      },
      subscribe: (name, listener) => {
        order.push(`subscribe ${name}`);
        return bridge.subscribe(name, listener);
      },
    };
    createClient(watched).start();
    await settle();
    expect(order.indexOf('state.get')).toBe(3);
    expect(order.slice(0, 3).sort()).toEqual(['subscribe events', 'subscribe navigate', 'subscribe state']);
  });

  it('keeps only larger revisions, whichever way they come', async () => {
    const fake = createFakeBridge();
    fake.reply('state.get', () => ({ ok: true, value: { revision: 5, value: makeState({ unread: 5 }) } }));
    const client = createClient(fake.bridge);
    client.start();
    fake.tell('state', { revision: 9, value: makeState({ unread: 9 }) });
    await settle();
    expect(client.read().state?.unread).toBe(9);
    fake.tell('state', { revision: 8, value: makeState({ unread: 8 }) });
    fake.tell('state', { revision: 9, value: makeState({ unread: 90 }) });
    expect(client.read().state?.unread).toBe(9);
    fake.tell('state', { revision: 10, value: makeState({ unread: 10 }) });
    expect(client.read().state?.unread).toBe(10);
  });

  it('answers "failed" when the bridge breaks, and recovers on reload', async () => {
    const fake = createFakeBridge();
    fake.reply('state.get', () => Promise.reject(new Error('gone')));
    const client = createClient(fake.bridge);
    client.start();
    await settle();
    expect(client.read().phase).toBe('failed');
    fake.reply('state.get', () => ({ ok: true, value: { revision: 1, value: makeState() } }));
    client.reload();
    await settle();
    expect(client.read().phase).toBe('ready');
  });

  it('hears nothing more once stopped', async () => {
    const fake = createFakeBridge();
    const client = createClient(fake.bridge);
    const stop = client.start();
    await settle();
    stop();
    fake.setState({ unread: 77 });
    fake.tell('events', { revision: 99 });
    expect(client.read().state?.unread).toBe(0);
    expect(client.read().eventsRevision).not.toBe(99);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { recordedWork } from '../support/fakes.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import {
  memoryCursors,
  startHeadlessApp,
  type HeadlessApp,
  type HeadlessOptions,
} from '../support/headlessApp.ts';

/** Whatever came while nobody listened is fetched, stored once, and told as far as it still matters. */

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function simulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const started = await startSimulator(options);
  ends.push(() => started.stop());
  return started;
}

async function listeningApp(server: Simulator, options: HeadlessOptions = {}): Promise<HeadlessApp> {
  const app = startHeadlessApp(server, { hurry: 10, ...options });
  ends.push(() => app.stop());
  await app.signIn();
  await app.waitFor('all lines listen', () => app.listening().length === 12);
  return app;
}

function texts(app: HeadlessApp): string[] {
  return app.rows().flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
}

/** The first catch-up only learns where to begin; it has ended when a cursor is there. */
async function firstCaughtUp(app: HeadlessApp, cursors: ReturnType<typeof memoryCursors>): Promise<void> {
  await app.waitFor(
    'cursors are kept',
    () => Object.keys(cursors.load(app.account()?.id ?? '')).length >= 12,
  );
}

describe('catch-up', () => {
  it('does not tell the past when an account is new', async () => {
    const server = await simulator();
    const [anna] = server.cast.customers;
    if (anna === undefined) throw new Error('nobody in the cast');
    server.message({ customer: anna, text: 'Long ago' });
    const cursors = memoryCursors();
    const app = await listeningApp(server, { cursors });
    await firstCaughtUp(app, cursors);
    // And not by the next one either, whose window overlaps.
    server.kill();
    const lost = await app.waitFor(
      'the loss',
      () => app.timeline.entries().findIndex(({ what }) => what === 'lost') + 1,
    );
    await app.waitFor('a second one', () =>
      app.timeline
        .entries()
        .slice(lost)
        .some(({ what }) => what === 'caughtUp'),
    );
    expect(app.rows()).toEqual([]);
    expect(app.toaster.calls).toEqual([]);
  });

  it('brings what was dropped on the way while the link was down, once, and one summary of it', async () => {
    const server = await simulator();
    const cursors = memoryCursors();
    const app = await listeningApp(server, { cursors });
    await firstCaughtUp(app, cursors);
    await server.refuseConnections(true);
    server.kill();
    const customers = server.cast.customers.slice(0, 6);
    for (const customer of customers)
      for (const text of ['One', 'Two']) server.message({ customer, text: `${text} ${customer.key}` });
    await server.listenAgain();
    await app.waitFor('everything is there', () => app.rows().length === 12);
    await app.waitFor('one summary', () => app.toaster.calls.length > 0);
    expect(app.toaster.calls.map(({ title, body }) => [title, body])).toEqual([
      ['While you were away', expect.stringMatching(/^12 messages in 6 chats\n.+ and 3 more$/)],
    ]);
    expect(app.rows().every((row) => row.recovered && row.reason === 'recovered')).toBe(true);
    expect(new Set(texts(app)).size).toBe(12);
  });

  it('tells nobody of a chat that a colleague answered meanwhile', async () => {
    const server = await simulator();
    const cursors = memoryCursors();
    const app = await listeningApp(server, { cursors });
    await firstCaughtUp(app, cursors);
    const [anna, second] = server.cast.customers;
    if (anna === undefined || second === undefined) throw new Error('nobody in the cast');
    server.dropEvents(true);
    const time = Math.floor(Date.now() / 1_000);
    server.message({ customer: anna, text: 'Anybody there?', time });
    server.message({ customer: anna, text: 'Yes', side: 'out', time: time + 1 });
    server.message({ customer: second, text: 'And me?', time });
    server.dropEvents(false);
    server.kill();
    await app.waitFor('all three are there', () => app.rows().length === 3);
    await app.waitFor('the other is told', () => app.toaster.calls.length > 0);
    expect(app.toaster.calls.map(({ body }) => body)).toEqual(['And me?']);
    expect(
      app.rows().find(({ content }) => content.type === 'text' && content.text === 'Anybody there?'),
    ).toMatchObject({
      verdict: 'silent',
      reason: 'answeredMeanwhile',
    });
  });

  it('goes through pages of chats and of messages, past rate limits and passing errors', async () => {
    const server = await simulator({ requestsPerSecond: 20 });
    const cursors = memoryCursors();
    const app = await listeningApp(server, { cursors });
    await firstCaughtUp(app, cursors);
    server.dropEvents(true);
    const [anna] = server.cast.customers;
    if (anna === undefined) throw new Error('nobody in the cast');
    for (let number = 0; number < 250; number += 1)
      server.message({ customer: anna, text: `Number ${number}` });
    for (const customer of server.cast.customers.slice(1))
      server.message({ customer, text: `From ${customer.key}` });
    server.dropEvents(false);
    server.setRestMode('500', { count: 3, only: '/messages' });
    server.kill();
    const expected = 250 + server.cast.customers.length - 1;
    await app.waitFor('every message is there', () => app.rows().length === expected, 60_000);
    expect(new Set(texts(app)).size).toBe(expected);
  });

  it('asks again for what a firewall hid', async () => {
    const server = await simulator();
    const cursors = memoryCursors();
    const app = await listeningApp(server, { cursors });
    await firstCaughtUp(app, cursors);
    const [anna] = server.cast.customers;
    if (anna === undefined) throw new Error('nobody in the cast');
    server.dropEvents(true);
    server.message({ customer: anna, text: 'Behind it' });
    server.dropEvents(false);
    server.setRestMode('403-page', { count: 1, only: '/messages' });
    server.kill();
    await app.waitFor('it came at the second try', () => texts(app).includes('Behind it'));
  });

  it('also fetches while the socket is shut out', async () => {
    const server = await simulator();
    const cursors = memoryCursors();
    const app = await listeningApp(server, { cursors, hurry: 60 });
    await firstCaughtUp(app, cursors);
    await server.refuseConnections(true);
    server.kill();
    const [anna] = server.cast.customers;
    if (anna === undefined) throw new Error('nobody in the cast');
    server.message({ customer: anna, text: 'Through the back door' });
    await app.waitFor('it came over REST', () => texts(app).includes('Through the back door'));
    expect(app.account()?.link.status).not.toBe('connected');
  });

  it('that looks through many chats shows how far it is, and loses nothing when it is stopped', async () => {
    const server = await simulator();
    const cursors = memoryCursors();
    const work = recordedWork();
    const app = await listeningApp(server, { cursors, work });
    await firstCaughtUp(app, cursors);
    const before = work.seen.length;
    const { customers } = server.cast;
    const texted = customers.slice(0, 12);
    server.dropEvents(true);
    for (const customer of texted) server.message({ customer, text: `From ${customer.key}` });
    server.dropEvents(false);
    work.stopping = true;
    app.accounts.catchUpAll('a test');
    await app.waitFor('the run was stopped', () => work.seen.slice(before).some(({ ended }) => ended));
    expect(app.rows()).toEqual([]);
    work.stopping = false;
    app.accounts.catchUpAll('another');
    await app.waitFor('every message is there', () => app.rows().length === texted.length);
    const last = work.seen.at(-1);
    expect(last).toMatchObject({ what: 'catchUp', total: texted.length, ended: true });
    expect(last?.done.at(-1)).toBe(texted.length);
    expect(new Set(texts(app)).size).toBe(texted.length);
  });
});

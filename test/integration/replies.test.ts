import { afterEach, describe, expect, it } from 'vitest';
import { cleanUps } from '../support/fakes.ts';
import { startListening, type Together } from '../support/signedIn.ts';

/** Answers: sent once, confirmed by their echo, and never sent again by the app itself. */

const ends = cleanUps();
afterEach(() => ends.run());

async function asked(): Promise<Together & { key: string }> {
  const together = await startListening(ends);
  const { simulator, app } = together;
  simulator.message({ customer: 'anna', text: 'Is it in stock?' });
  await app.waitFor('the question', () => app.toaster.screen.size === 1);
  return { ...together, key: app.rows().at(-1)?.key ?? '' };
}

const sends = ({ simulator }: Together) =>
  simulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages/text'));

it('answers go with the events, and what was on its way does not come back', async () => {
  const together = await asked();
  const { simulator, app, key } = together;
  simulator.setRestMode('hang', { only: '/messages/text', count: 1 });
  app.replies.send(key, 'Yes');
  await simulator.waitFor('the text', () => sends(together).length === 1);
  app.replies.forgetAll();
  expect(app.replies.list()).toEqual([]);
  expect(app.history.notes('replies').map(({ text }) => text)).toEqual(['[]']);
  simulator.kill();
  await app.waitFor('the link', () => app.account()?.link.status !== 'connected');
  expect(app.replies.list()).toEqual([]);
});

describe('an answer', () => {
  it('is sent once, confirmed by its echo, and ends the waiting', async () => {
    const together = await asked();
    const { app, key } = together;
    expect(app.attention.state().waiting.size).toBe(1);
    expect(app.replies.send(key, 'Yes, two left')).toBe('sending');
    await app.waitFor('the echo', () => app.replies.list()[0]?.status === 'confirmed');
    expect(sends(together)).toHaveLength(1);
    const echo = app.rows().at(-1);
    expect(echo).toMatchObject({ direction: 'outgoing', content: { type: 'text', text: 'Yes, two left' } });
    await app.waitFor('the withdrawal', () => app.toaster.screen.size === 0);
    expect(app.attention.state().waiting.size).toBe(0);
    expect(app.history.find(key)?.row).toMatchObject({
      outcome: 'withdrawn',
      settled: { what: 'answered', by: 'me' },
      read: true,
    });
    expect(app.troubled).toEqual([]);
  });

  it('is sent again with a new token when ChatApp refused the old one: nothing was sent then', async () => {
    const together = await asked();
    const { simulator, app, key } = together;
    simulator.expireAccessToken();
    app.replies.send(key, 'Yes');
    await app.waitFor('the echo', () => app.replies.list()[0]?.status === 'confirmed');
    expect(app.rows().filter(({ direction }) => direction === 'outgoing')).toHaveLength(1);
  });

  it('whose connection broke after it was sent is unknown until its echo comes', async () => {
    const together = await asked();
    const { simulator, app, key } = together;
    simulator.dropEvents(true);
    simulator.setRestMode('lost-answer', { only: '/messages/text', count: 1 });
    app.replies.send(key, 'Yes');
    await app.waitFor('the doubt', () => app.replies.list()[0]?.status === 'unknown');
    expect(app.troubled).toMatchObject([{ status: 'unknown', text: 'Yes' }]);
    expect(sends(together)).toHaveLength(1);
    simulator.dropEvents(false);
    // ChatApp had taken it, and tells of it after all.
    const tracking = `chatapp-notifier-${app.replies.list()[0]?.id}`;
    simulator.message({ customer: 'anna', side: 'out', text: 'Yes', tracking });
    await app.waitFor('the echo', () => app.replies.list()[0]?.status === 'confirmed');
    expect(sends(together)).toHaveLength(1);
  });

  it.each([
    ['refused by ChatApp', '403', 'refused'],
    ['lost in an error of the server', '500', 'unknown'],
    ['slowed down', '429', 'failed'],
  ] as const)('that was %s keeps its text and is not sent again', async (_name, mode, status) => {
    const together = await asked();
    const { simulator, app, key } = together;
    simulator.setRestMode(mode, { only: '/messages/text' });
    app.replies.send(key, 'My long text');
    await app.waitFor('the end', () => app.replies.list()[0]?.status === status);
    expect(app.replies.list()).toMatchObject([{ text: 'My long text' }]);
    expect(app.troubled).toHaveLength(1);
    expect(sends(together)).toHaveLength(1);
    app.replies.forget(app.replies.list()[0]?.id ?? '');
    expect(app.replies.list()).toEqual([]);
  });

  it('that never left is not sent', async () => {
    const together = await asked();
    const { simulator, app, key } = together;
    await simulator.refuseConnections(true, 'api');
    app.replies.send(key, 'Yes');
    await app.waitFor('the end', () => app.replies.list()[0]?.status === 'failed');
    expect(app.replies.list()[0]?.detail).toBe('refused');
  });

  it('written in a notification goes the same way', async () => {
    const { app } = await asked();
    const [toastId = ''] = [...app.toaster.screen.keys()];
    app.attention.signal({ id: toastId, signal: 'replied', text: 'From the notification' });
    await app.waitFor('the echo', () => app.replies.list()[0]?.status === 'confirmed');
    expect(app.rows().at(-1)).toMatchObject({ content: { text: 'From the notification' } });
  });

  it('to what belongs to no chat is not begun', async () => {
    const { app } = await asked();
    expect(app.replies.send('nothing of that name', 'Yes')).toBe('noChat');
    expect(app.replies.list()).toEqual([]);
  });

  it('of an account that signed out is not begun', async () => {
    const { app, key } = await asked();
    await app.accounts.signOut(app.account()?.id ?? '');
    expect(app.replies.send(key, 'Yes')).toBe('signedOut');
  });
});

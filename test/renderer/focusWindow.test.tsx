import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Reply, Snooze } from '../../electron/shared/attention.ts';
import { snoozeId } from '../../electron/shared/attention.ts';
import { chatKey } from '../../electron/shared/event.ts';
import type { AppState } from '../../electron/shared/appState.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { focused, pressKey, showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const words = (row: number, text: string) => makeRow(row, { content: { type: 'text', text } });
const chat = chatKey(makeRow(1)) ?? '';

function wish(change: Partial<Snooze>): Snooze {
  const { scope = 'all' } = change;
  const place = { accountId: 'account-1', lineId: '10203' };
  return {
    id:
      scope === 'all' ? 'all' : snoozeId(scope === 'line' ? { scope, ...place } : { scope, chat, ...place }),
    scope,
    ...(scope === 'all' ? { accountId: null, lineId: null } : place),
    chat: scope === 'chat' ? chat : null,
    name: null,
    mode: 'snoozed',
    untilMs: new Date().setHours(23, 59, 0, 0),
    sinceMs: 0,
    ...change,
  };
}

const reply = (id: string): Reply => ({
  id,
  chat,
  eventKey: makeRow(1).key,
  text: id,
  status: 'sent',
  atMs: Date.now(),
  detail: null,
});

async function open(state: Partial<AppState> = {}) {
  const fake = createFakeBridge({ rows: [words(1, 'First'), words(2, 'Second')], state });
  const shown = showWindow(fake);
  await screen.findAllByRole('option');
  return { ...shown, fake };
}

async function openFirst(state: Partial<AppState> = {}) {
  const shown = await open(state);
  await shown.user.click(screen.getByRole('option', { name: /First/ }));
  const article = within(await screen.findByRole('article'));
  await article.findByRole('textbox', { name: 'Your answer' });
  return { ...shown, article };
}

const row = () => document.activeElement?.closest('[role="option"]')?.textContent;

describe('the keyboard, when what had it goes away', () => {
  it('goes from trouble that is dismissed to the next, and then to the page', async () => {
    const { user, fake } = await open({
      notices: [
        { code: 'settingsDamaged', detail: null },
        { code: 'historyDamaged', detail: null },
      ],
      trayHost: false,
    });
    fake.reply('notices.dismiss', ({ code }) => {
      fake.setState({
        notices: code === 'settingsDamaged' ? [{ code: 'historyDamaged', detail: null }] : [],
      });
      return { ok: true, value: null };
    });
    const strip = within(screen.getByRole('region', { name: 'What needs attention' }));
    await pressKey(user, strip.getByRole('button', { name: 'Got it' }), '{Enter}');
    await waitFor(() => expect(fake.callsOf('notices.dismiss')).toHaveLength(1));
    await waitFor(() => expect(focused()).toBe('Got it'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Hide'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Events'));
    expect(document.activeElement?.tagName).toBe('H1');
    // A page that could be clicked into would take the keys that scroll.
    await user.tab();
    expect(document.querySelector('h1[tabindex]')).toBeNull();
  });

  it('goes to the trouble before it where that was the last, and to the page when it is mended by itself', async () => {
    const { user, fake } = await open({
      notices: [{ code: 'settingsDamaged', detail: null }],
      trayHost: false,
    });
    const strip = within(screen.getByRole('region', { name: 'What needs attention' }));
    await user.click(strip.getByRole('button', { name: 'and 1 more' }));
    await pressKey(user, strip.getByRole('button', { name: 'Hide' }), '{Enter}');
    await waitFor(() => expect(focused()).toBe('Got it'));
    act(() => fake.setState({ notices: [] }));
    await waitFor(() => expect(focused()).toBe('Events'));
  });

  it('goes from one wish for quiet that is ended above the page to the next, and then to the page', async () => {
    const { user } = await open({
      quiet: { snoozes: [wish({}), wish({ scope: 'line', name: 'Sales' })], onShiftUntilMs: null },
    });
    const strip = within(screen.getByRole('region', { name: 'Quiet now' }));
    await pressKey(user, strip.getByRole('button', { name: 'Resume' }), '{Enter}');
    await waitFor(() => expect(focused()).toBe('End it: Sales'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Events'));
  });

  it.each(['Got it', 'Undo'])('goes to the list after "%s" below it', async (name) => {
    const { user } = await open({ unread: 2 });
    await user.click(screen.getByRole('option', { name: /Second/ }));
    await user.click(await screen.findByRole('button', { name: 'Mark all as read' }));
    await pressKey(user, await screen.findByRole('button', { name }), '{Enter}');
    await waitFor(() => expect(screen.queryByText(/marked as read/)).toBeNull());
    await waitFor(() => expect(row()).toContain('Second'));
  });

  it('goes to the list when the work that could be stopped is over', async () => {
    const { user, fake } = await open({
      work: [{ id: 'w1', what: 'index', done: 1, total: 2, canStop: true }],
    });
    const stop = await screen.findByRole('button', { name: 'Stop making older events findable' });
    await pressKey(user, stop, '{Enter}');
    act(() => fake.setState({ work: [] }));
    await waitFor(() => expect(row()).toContain('Second'));
    expect(screen.queryByRole('article')).toBeNull();
    expect(fake.callsOf('events.markRead')).toEqual([]);
  });

  it('goes to the answer field after an answer was removed from view', async () => {
    const { user, fake, article } = await openFirst({ replies: [reply('one'), reply('two')] });
    const [first] = article.getAllByRole('button', { name: 'Remove this answer from view' });
    if (first === undefined) throw new Error('no answer');
    await pressKey(user, first, '{Enter}');
    await waitFor(() => expect(fake.callsOf('chat.forgetReply')).toEqual([{ id: 'one' }]));
    await waitFor(() =>
      expect(document.activeElement).toBe(article.getByRole('textbox', { name: 'Your answer' })),
    );
  });

  it('goes from quiet of the chat to that of the line, and then to the menu that brings it back', async () => {
    const { user, article } = await openFirst({
      quiet: {
        snoozes: [wish({ scope: 'chat', name: 'Anna' }), wish({ scope: 'line', name: 'Sales' })],
        onShiftUntilMs: null,
      },
    });
    await pressKey(user, article.getByRole('button', { name: 'End it: Anna' }), '{Enter}');
    await waitFor(() => expect(focused()).toBe('End it: Sales'));
    expect(document.activeElement?.closest('article')).toBeTruthy();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Quiet for this chat or line'));
  });

  it('comes back to the quiet menu while main is still at it', async () => {
    const { user, fake, article } = await openFirst();
    let answer = (): void => undefined;
    fake.reply(
      'attention.snooze',
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ ok: true, value: { result: 'ok', untilMs: null } });
        }),
    );
    await pressKey(user, article.getByRole('button', { name: 'Quiet for this chat or line' }), '{Enter}');
    const [first] = await screen.findAllByRole('menuitem');
    if (first !== undefined) await user.click(first);
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    await waitFor(() => expect(focused()).toBe('Quiet for this chat or line'));
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('menu')).toBeNull();
    await act(async () => answer());
    expect(fake.callsOf('attention.snooze')).toHaveLength(1);
    expect(focused()).toBe('Quiet for this chat or line');
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Snooze, WaitingChat } from '../../electron/shared/attention.ts';
import { chatKey } from '../../electron/shared/event.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const minute = 60_000;

const snooze = (change: Partial<Snooze> = {}): Snooze => ({
  id: 'all',
  scope: 'all',
  accountId: null,
  lineId: null,
  chat: null,
  name: null,
  mode: 'snoozed',
  untilMs: new Date().setHours(23, 59, 0, 0),
  sinceMs: 0,
  ...change,
});

const waiting = (name: string, minutes: number, change: Partial<WaitingChat> = {}): WaitingChat => ({
  chat: name,
  accountId: 'account-1',
  lineId: '10203',
  messengerType: 'grWhatsApp',
  name,
  chatClass: 'mine',
  newestKey: makeRow(1).key,
  newestMs: Date.now(),
  sinceMs: Date.now() - minutes * minute,
  messages: 2,
  steps: 0,
  escalates: true,
  ...change,
});

const strip = () => screen.findByRole('region', { name: 'Quiet now' });

describe('the strip of quiet', () => {
  it('says until when notifications are paused and ends the pause', async () => {
    const fake = createFakeBridge({ state: { quiet: { snoozes: [snooze()], onShiftUntilMs: null } } });
    const { user } = showWindow(fake);
    expect((await strip()).textContent).toMatch(/Paused until (23:59)\./);
    await user.click(within(await strip()).getByRole('button', { name: 'Resume' }));
    expect(fake.callsOf('attention.wakeUp')).toEqual([{ id: 'all' }]);
    await waitFor(async () => expect((await strip()).textContent).toBe(''));
  });

  it('says off shift and takes the word of who works anyway', async () => {
    const fake = createFakeBridge({ state: { onShift: false, shiftBeginsAtMs: null } });
    const { user } = showWindow(fake);
    const before = Date.now();
    await user.click(await screen.findByRole('button', { name: 'I’m on shift for 2 hours' }));
    const [call] = fake.callsOf('attention.onShiftUntil');
    expect((call?.untilMs ?? 0) - before).toBeGreaterThanOrEqual(120 * minute);
    expect((call?.untilMs ?? 0) - before).toBeLessThan(121 * minute);
    await user.click(await screen.findByRole('button', { name: 'Take it back' }));
    expect(fake.callsOf('attention.onShiftUntil').at(-1)).toEqual({ untilMs: null });
  });

  it('counts the rest and leads to the settings that list it', async () => {
    const line = snooze({
      id: 'line a:1',
      scope: 'line',
      lineId: '1',
      name: 'Sales',
      mode: 'muted',
      untilMs: null,
    });
    const fake = createFakeBridge({
      state: { quiet: { snoozes: [line, snooze()], onShiftUntilMs: null } },
    });
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('button', { name: 'and 1 more' }));
    const list = await screen.findByRole('list', { name: 'Quiet now' });
    await user.click(within(list).getByRole('button', { name: 'End it: Sales' }));
    expect(fake.callsOf('attention.wakeUp')).toEqual([{ id: 'line a:1' }]);
  });

  it('pauses from the foot of the rail', async () => {
    const fake = createFakeBridge();
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    const shift = await screen.findByRole('menuitem', { name: /Until my shift begins/ });
    expect(shift.getAttribute('aria-disabled')).toBe('true');
    await user.click(screen.getByRole('menuitem', { name: '1 hour' }));
    expect(fake.callsOf('attention.snooze')).toEqual([{ scope: 'all', key: null, length: 'hour' }]);
    expect(await screen.findByRole('button', { name: 'Resume' })).toBeTruthy();
  });
});

describe('quiet for the chat or line of an event', () => {
  it('offers the lengths that the settings name, shortest first', async () => {
    const settings = {
      ...defaultSettings,
      attention: {
        ...defaultSettings.attention,
        snoozeChoices: ['fourHours' as const, 'halfHour' as const, 'twoHours' as const],
      },
    };
    const fake = createFakeBridge({ rows: [makeRow(1)], state: { settings } });
    const { user } = showWindow(fake);
    const items = (): (string | null)[] =>
      screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await screen.findByRole('menu');
    expect(items()).toEqual(['30 minutes', '2 hours', '4 hours']);
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('option'));
    await user.click(await screen.findByRole('button', { name: 'Quiet for this chat or line' }));
    await screen.findByRole('menu');
    const lengths = ['30 minutes', '2 hours', '4 hours'];
    expect(items()).toEqual([...lengths, 'Until the customer writes', 'Mute', ...lengths, 'Mute']);
    await user.click(screen.getAllByRole('menuitem', { name: '30 minutes' })[1] ?? document.body);
    expect(fake.callsOf('attention.snooze')).toMatchObject([{ scope: 'line', length: 'halfHour' }]);
  });

  it.each([
    ['Quiet for this chat', '15 minutes', 'chat', 'quarterHour'],
    ['Quiet for this chat', 'Until the customer writes', 'chat', 'customerWrites'],
    ['Quiet for this line', 'Until tomorrow, 09:00', 'line', 'tomorrow'],
    ['Quiet for this line', 'Mute', 'line', 'forever'],
  ] as const)('%s: %s', async (group, item, scope, length) => {
    const fake = createFakeBridge({ rows: [makeRow(1)] });
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('option'));
    await user.click(await screen.findByRole('button', { name: 'Quiet for this chat or line' }));
    const section = await screen.findByRole('group', { name: group });
    await user.click(within(section).getByRole('menuitem', { name: item }));
    expect(fake.callsOf('attention.snooze')).toEqual([{ scope, key: makeRow(1).key, length }]);
    const end = await within(screen.getByRole('article')).findByRole('button', { name: /End it:/ });
    await user.click(end);
    expect(fake.callsOf('attention.wakeUp')).toHaveLength(1);
  });

  it('says so when there is no shift to wait for', async () => {
    const shift = { id: 's', days: [1], from: '09:00', to: '18:00', zone: 'system', lineId: '7' };
    const settings = { ...defaultSettings, attention: { ...defaultSettings.attention, shifts: [shift] } };
    const fake = createFakeBridge({ rows: [makeRow(1)], state: { settings } });
    fake.reply('attention.snooze', () => ({ ok: true, value: { result: 'noShift', untilMs: null } }));
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('option'));
    await user.click(await screen.findByRole('button', { name: 'Quiet for this chat or line' }));
    const section = await screen.findByRole('group', { name: 'Quiet for this chat' });
    await user.click(within(section).getByRole('menuitem', { name: /Until my shift begins/ }));
    expect(await screen.findByText(/No shift is planned, so there is nothing/)).toBeTruthy();
  });
});

describe('the waiting page', () => {
  it('shows who waits longest first, and opens the newest event', async () => {
    const fake = createFakeBridge({
      rows: [makeRow(1, { content: { type: 'text', text: 'Are you there?' } })],
      state: {
        waiting: [
          waiting('Short', 12, { newestKey: 'other', escalates: false, chatClass: 'others' }),
          waiting('Long', 125, { steps: 2 }),
        ],
        waitingTotal: 2,
      },
    });
    const { user } = showWindow(fake);
    await goTo(user, /^Waiting/);
    const chats = await screen.findAllByRole('option');
    expect(chats.map((chat) => chat.textContent)).toEqual([
      expect.stringMatching(/^WALong.*mine.*WhatsApp · Sales.*2 h 05.*2 messages.*reminded 2 times/),
      expect.stringMatching(/^WAShort.*a colleague’s.*12 min.*no reminders/),
    ]);
    expect(screen.getByRole('navigation', { name: 'Pages' }).textContent).toContain('1 chat wait');
    const [longest] = chats;
    if (longest !== undefined) await user.click(longest);
    expect(await screen.findByRole('heading', { name: 'Customer 1' })).toBeTruthy();
    expect(fake.callsOf('events.get').at(-1)).toEqual({ key: makeRow(1).key });
  });

  it('lets a chat go that needs no answer, from its event', async () => {
    const row = makeRow(1);
    const chat = chatKey(row) ?? '';
    const fake = createFakeBridge({
      rows: [row],
      state: { waiting: [waiting('Done', 12, { chat })], waitingTotal: 1 },
    });
    const { user } = showWindow(fake);
    await goTo(user, /^Waiting/);
    await user.click(await screen.findByRole('option', { name: /Done/ }));
    await user.click(await screen.findByRole('button', { name: 'Needs no answer' }));
    expect(fake.callsOf('attention.needsNoAnswer')).toEqual([{ chat }]);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Needs no answer' })).toBeNull());
    // What had the focus is gone; the keyboard goes on beside it.
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Quiet/));
  });

  it('has the day, hour by hour, above a long list and folded', async () => {
    const chats = Array.from({ length: 30 }, (_nothing, index) => waiting(`Chat ${index}`, index + 5));
    const fake = createFakeBridge({ state: { waiting: chats, waitingTotal: 30 } });
    const hourStartMs = new Date().setHours(9, 0, 0, 0);
    fake.reply('events.activity', () => ({
      ok: true,
      value: { hours: [{ hourStartMs, lineId: '10203', incoming: 12, answered: 7, meanWaitMs: 60_000 }] },
    }));
    const { user } = showWindow(fake);
    await goTo(user, /^Waiting/);
    const day = await screen.findByRole('region', { name: 'Today' });
    await waitFor(() => expect(day.textContent).toContain('12 messages came'));
    const list = screen.getByRole('listbox', { name: 'Waiting for an answer' });
    expect(day.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
    expect(within(day).queryByRole('table')).toBeNull();
    await user.click(within(day).getByRole('button', { name: 'Hour by hour' }));
    expect(within(day).getByRole('row', { name: /^09:00 12 7/ })).toBeTruthy();
  });

  it('says so when nobody waits', async () => {
    const { user } = showWindow(createFakeBridge());
    await goTo(user, /^Waiting/);
    expect(await screen.findByText('Nobody waits.')).toBeTruthy();
  });
});

describe('unread events of one line', () => {
  it('are where main leads, and the line can be taken off', async () => {
    const rows = [
      makeRow(1, { content: { type: 'text', text: 'Sales, unread' } }),
      makeRow(2, { content: { type: 'text', text: 'Other, unread' }, lineId: '7' }),
      makeRow(3, { content: { type: 'text', text: 'Sales, read' }, read: true }),
    ];
    const fake = createFakeBridge({ rows });
    const { user } = showWindow(fake);
    expect(await screen.findAllByRole('option')).toHaveLength(3);
    act(() => fake.tell('navigate', { to: 'unread', lineId: '10203' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(screen.getByRole('option').textContent).toContain('Sales, unread');
    await user.click(screen.getByRole('button', { name: 'Mark these as read' }));
    expect(fake.callsOf('events.markReadWhere')).toMatchObject([
      { filter: { unreadOnly: true, lineIds: ['10203'] } },
    ]);
    await user.click(screen.getByRole('button', { name: 'Show all lines and not only Sales' }));
    await waitFor(() => expect(screen.getByRole('option').textContent).toContain('Other, unread'));
  });
});

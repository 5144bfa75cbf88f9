import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const threeRows = () => [
  makeRow(1, { read: true }),
  makeRow(2, { content: { type: 'text', text: 'Second' } }),
  makeRow(3, { content: { type: 'text', text: 'Third' } }),
];

describe('the events page', () => {
  it('lists events newest first and says which are unread', async () => {
    showWindow(createFakeBridge({ rows: threeRows() }));
    const options = await screen.findAllByRole('option');
    expect(options.map((option) => /Customer \d/.exec(option.textContent)?.[0])).toEqual([
      'Customer 3',
      'Customer 2',
      'Customer 1',
    ]);
    expect(options.map((option) => within(option).queryByText('Unread') !== null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(options[0]?.textContent).toContain('Sales');
  });

  it('shows a selected event whole and marks it read', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('option', { name: /Second/ }));
    const detail = screen.getByRole('article');
    expect(await within(detail).findByRole('heading', { name: 'Customer 2' })).toBeTruthy();
    expect(within(detail).getByText(/because a customer wrote/)).toBeTruthy();
    expect(within(detail).getByText('+7 900 000 2')).toBeTruthy();
    await waitFor(() => expect(fake.callsOf('events.markRead')).toEqual([{ keys: [makeRow(2).key] }]));
    await waitFor(() =>
      expect(within(screen.getByRole('option', { name: /Second/ })).queryByText('Unread')).toBeNull(),
    );
  });

  it('explains why nothing was shown', async () => {
    const rows = [makeRow(1, { outcome: 'refused', outcomeDetail: 'LimitsExceeded' })];
    const { user } = showWindow(createFakeBridge({ rows }));
    await user.click(await screen.findByRole('option', { name: /not shown/ }));
    expect(await screen.findByText('Why was I not told?')).toBeTruthy();
    expect(screen.getByText(/You should have been told.*refused to show/)).toBeTruthy();
    expect(screen.getByText(/LimitsExceeded/)).toBeTruthy();
  });

  it('follows a notification to its event, even one outside the loaded pages', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    showWindow(fake);
    await screen.findAllByRole('option');
    const far = makeRow(900, { key: 'far away', content: { type: 'text', text: 'From long ago' } });
    fake.reply('events.get', () => ({ ok: true, value: { row: far, raw: '{}' } }));
    act(() => fake.tell('navigate', { to: 'event', key: 'far away' }));
    expect(await screen.findByRole('heading', { name: 'Customer 900' })).toBeTruthy();
    expect(fake.callsOf('events.get').at(-1)).toEqual({ key: 'far away' });
    expect(document.activeElement).toBe(screen.getByRole('article'));
  });

  it('goes to the page main names', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    showWindow(fake);
    await screen.findAllByRole('option');
    act(() => fake.tell('navigate', { to: 'page', page: 'settings' }));
    expect(await screen.findByRole('heading', { name: 'Settings', level: 1 })).toBeTruthy();
  });

  it('says so when the event is gone', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    showWindow(fake);
    await screen.findAllByRole('option');
    act(() => fake.tell('navigate', { to: 'event', key: 'no such event' }));
    expect(await screen.findByText('This event is no longer kept.')).toBeTruthy();
  });

  it('shows what comes in, and what changes, by itself', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    showWindow(fake);
    await screen.findAllByRole('option');
    act(() => fake.addRows(makeRow(4, { content: { type: 'text', text: 'Fourth' } })));
    expect(await screen.findByRole('option', { name: /Fourth/ })).toBeTruthy();
    act(() => fake.changeRow(makeRow(3).key, { outcome: 'failed' }));
    expect(await screen.findByRole('option', { name: /Third.*not shown/ })).toBeTruthy();
  });

  it('does not move what is read further down: new rows wait', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    const { user } = showWindow(fake);
    await screen.findAllByRole('option');
    const list = screen.getByRole('listbox');
    vi.spyOn(list, 'scrollTop', 'get').mockReturnValue(500);
    act(() => fake.addRows(makeRow(4), makeRow(5)));
    const button = await screen.findByRole('button', { name: '2 new' });
    expect(screen.getAllByRole('option')).toHaveLength(3);
    await user.click(button);
    expect(screen.getAllByRole('option')).toHaveLength(5);
  });

  it('loads older pages while the end is near, and draws only what is in view', async () => {
    const rows = Array.from({ length: 250 }, (_nothing, index) => makeRow(index + 1));
    const fake = createFakeBridge({ rows });
    showWindow(fake);
    await waitFor(() => {
      expect(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('250');
    });
    const asked = fake
      .callsOf('events.page')
      .flatMap(({ beforeRow }) => (beforeRow === null ? [] : [beforeRow]));
    expect(asked).toEqual([151, 51]);
    expect(screen.getAllByRole('option').length).toBeLessThan(60);
  });

  it('shows only unread events and marks all as read', async () => {
    const fake = createFakeBridge({ rows: threeRows(), state: { unread: 2 } });
    const { user } = showWindow(fake);
    await screen.findAllByRole('option');
    await user.click(screen.getByRole('button', { name: 'Unread' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    expect(fake.callsOf('events.markReadWhere')).toMatchObject([{ filter: { unreadOnly: true } }]);
    await waitFor(() =>
      expect(screen.queryAllByText('Unread', { selector: '.visuallyHidden' })).toHaveLength(0),
    );
  });

  it('moves through the list by keyboard', async () => {
    const { user } = showWindow(createFakeBridge({ rows: threeRows() }));
    await user.click(await screen.findByRole('option', { name: /Third/ }));
    await user.keyboard('{ArrowDown}');
    expect(await screen.findByRole('heading', { name: 'Customer 2' })).toBeTruthy();
    expect(document.activeElement?.textContent).toContain('Second');
  });

  it('says why the web inbox did not open', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    fake.reply('events.openInWebInbox', () => ({ ok: true, value: { result: 'noChat' } }));
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('option', { name: /Third/ }));
    await user.click(await screen.findByRole('button', { name: 'Open in ChatApp' }));
    expect(await screen.findByText(/belongs to no chat/)).toBeTruthy();
  });

  it('announces new messages politely, and not those that were there', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    showWindow(fake);
    await screen.findAllByRole('option');
    const announcer = screen.getByTestId('announcer');
    expect(announcer.getAttribute('aria-live')).toBe('polite');
    expect(announcer.textContent).toBe('');
    act(() => fake.addRows(makeRow(4, { content: { type: 'text', text: 'Hello' } })));
    await waitFor(() => expect(announcer.textContent).toBe('New from Customer 4: Hello'));
  });

  it('shows hostile text as text', async () => {
    const longWord = 'x'.repeat(100_000);
    const rows = [
      makeRow(1, {
        content: {
          type: 'text',
          text: '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
        },
      }),
      makeRow(2, { content: { type: 'text', text: `abc\u202Etxt.exe ${longWord}` } }),
      makeRow(3, { sender: { id: null, name: '<b>Bold</b> {count, plural, other {#}}', phone: null } }),
    ];
    const { user, container } = showWindow(createFakeBridge({ rows }));
    await user.click(await screen.findByRole('option', { name: /onerror/ }));
    const detail = screen.getByRole('article');
    expect(await within(detail).findByText(/<script>window\.hacked=1<\/script>/)).toBeTruthy();
    expect(container.querySelector('img, script, b')).toBeNull();
    expect('hacked' in window).toBe(false);
    await user.click(screen.getByRole('option', { name: /txt\.exe/ }));
    await waitFor(() => expect(screen.getByRole('article').textContent).toContain(longWord));
    const override = within(screen.getByRole('article')).getByText(/txt\.exe/, { selector: 'p' });
    expect(override.getAttribute('dir')).toBe('auto');
    const inList = within(screen.getByRole('option', { name: /txt\.exe/ })).getByText(/txt\.exe/);
    expect(inList.tagName).toBe('BDI');
    expect(inList.textContent.length).toBeLessThan(400);
    expect(screen.getByText('<b>Bold</b> {count, plural, other {#}}')).toBeTruthy();
  });

  it('offers another try when the events cannot be read', async () => {
    const fake = createFakeBridge({ rows: threeRows() });
    fake.reply('events.page', () => ({ ok: false, error: 'failed' }));
    const { user } = showWindow(fake);
    expect(await screen.findByText('The events could not be read')).toBeTruthy();
    fake.reply('events.page', () => ({
      ok: true,
      value: { rows: threeRows().toReversed(), more: false, revision: 1 },
    }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findAllByRole('option')).toHaveLength(3);
  });
});

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const fourRows = () =>
  ['First', 'Second', 'Third', 'Fourth'].map((words, index) =>
    makeRow(index + 1, { content: { type: 'text', text: words } }),
  );

async function openFourth() {
  const fake = createFakeBridge({ rows: fourRows(), state: { unread: 4 } });
  const shown = showWindow(fake);
  await shown.user.click(await screen.findByRole('option', { name: /Fourth/ }));
  await screen.findByRole('heading', { name: 'Customer 4' });
  return { ...shown, fake };
}

const selected = () =>
  screen.getAllByRole('option', { selected: true }).map(({ textContent }) => textContent);

describe('keys of the list', () => {
  it('j and k move, on a Cyrillic keyboard too', async () => {
    const { user } = await openFourth();
    await user.keyboard('j');
    expect(await screen.findByRole('heading', { name: 'Customer 3' })).toBeTruthy();
    const focused = document.activeElement;
    if (focused !== null) fireEvent.keyDown(focused, { key: 'о', code: 'KeyJ' });
    expect(await screen.findByRole('heading', { name: 'Customer 2' })).toBeTruthy();
    await user.keyboard('k');
    expect(await screen.findByRole('heading', { name: 'Customer 3' })).toBeTruthy();
  });

  it('r goes to the answer, and typing there is typing', async () => {
    const { user } = await openFourth();
    await user.keyboard('r');
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Your answer' });
    expect(document.activeElement).toBe(box);
    await user.keyboard('jmx?/');
    expect(box.value).toBe('jmx?/');
    expect(screen.getByRole('heading', { name: 'Customer 4' })).toBeTruthy();
  });

  it('Enter goes into the event, and Esc back to the list', async () => {
    const { user } = await openFourth();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('article'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement?.closest('[role="listbox"]')).toBeTruthy());
  });

  it('s opens the quiet menu', async () => {
    const { user } = await openFourth();
    await user.keyboard('s');
    expect(await screen.findByRole('menu', { name: 'Quiet for this chat or line' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  });

  it('m marks as unread for good, and u takes it back', async () => {
    const { user, fake } = await openFourth();
    await waitFor(() => expect(fake.callsOf('events.markRead')).toHaveLength(1));
    await user.keyboard('m');
    const option = screen.getByRole('option', { name: /Fourth/ });
    await waitFor(() => expect(within(option).getByText('Unread')).toBeTruthy());
    expect(fake.callsOf('events.markUnread')).toEqual([{ keys: [makeRow(4).key] }]);
    expect(await screen.findByText('1 event marked as unread.')).toBeTruthy();
    expect(fake.callsOf('events.markRead')).toHaveLength(1);
    await user.keyboard('u');
    await waitFor(() => expect(within(option).queryByText('Unread')).toBeNull());
    expect(await screen.findByText('Undone.')).toBeTruthy();
  });

  it('/ goes to the search, and ? shows all keys', async () => {
    const { user } = await openFourth();
    await user.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search events' }));
    await user.keyboard('{Escape}?');
    const sheet = await screen.findByRole('dialog', { name: 'Keys' });
    expect(sheet.textContent).toContain('Mark as read or unread');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('several events', () => {
  it('are gathered with x while j moves on, marked together, and let go of', async () => {
    const { user, fake } = await openFourth();
    await user.keyboard('x');
    expect(screen.getByText('1 selected')).toBeTruthy();
    await user.keyboard('jjx');
    expect(await screen.findByText('2 selected')).toBeTruthy();
    expect(selected()).toEqual([expect.stringContaining('Fourth'), expect.stringContaining('Second')]);
    await user.click(screen.getByRole('button', { name: 'Mark read' }));
    expect(fake.callsOf('events.markRead').at(-1)).toEqual({ keys: [makeRow(2).key] });
    await user.click(screen.getByRole('button', { name: 'Mark unread' }));
    expect(fake.callsOf('events.markUnread')).toEqual([{ keys: [makeRow(4).key, makeRow(2).key] }]);
    await user.click(screen.getByRole('button', { name: 'Copy texts' }));
    expect(fake.callsOf('clipboard.copy')).toEqual([{ text: 'Customer 2: Second\nCustomer 4: Fourth' }]);
    expect(await screen.findByText('2 texts copied.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByText('2 selected')).toBeNull();
    expect(screen.getByRole('searchbox')).toBeTruthy();
  });

  it('are all that are loaded with Ctrl+A, and one again with Esc', async () => {
    const { user } = await openFourth();
    await user.keyboard('{Control>}a{/Control}');
    expect(await screen.findByText('4 selected')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(selected()).toEqual([expect.stringContaining('Fourth')]));
  });

  it('are added to by a click with Ctrl', async () => {
    const { user } = await openFourth();
    await user.keyboard('{Control>}');
    await user.click(screen.getByRole('option', { name: /Second/ }));
    await user.keyboard('{/Control}');
    expect(await screen.findByText('2 selected')).toBeTruthy();
    await user.click(screen.getByRole('option', { name: /First/ }));
    await waitFor(() => expect(selected()).toEqual([expect.stringContaining('First')]));
  });
});

describe('marking all as read', () => {
  it('obeys the filter and can be undone', async () => {
    const rows = [...fourRows(), makeRow(5, { lineId: '7', content: { type: 'text', text: 'Elsewhere' } })];
    const fake = createFakeBridge({ rows, state: { unread: 5 } });
    const { user } = showWindow(fake);
    await screen.findAllByRole('option');
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(screen.getByRole('checkbox', { name: 'Sales' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(4));
    await user.click(screen.getByRole('button', { name: 'Mark these as read' }));
    const words = await screen.findByText('4 events marked as read.');
    expect(words.closest('output')).toBeTruthy();
    expect(fake.callsOf('events.markReadWhere')).toMatchObject([{ filter: { lineIds: ['10203'] } }]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('events.markUnread').flatMap(({ keys }) => keys)).toHaveLength(4);
    await waitFor(() =>
      expect(screen.getAllByText('Unread', { selector: '[role="option"] .visuallyHidden' })).toHaveLength(4),
    );
  });
});

describe('coming back to the page', () => {
  it('finds filter and event where they were left', async () => {
    const { user } = await openFourth();
    await user.type(screen.getByRole('searchbox'), 'Four');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await goTo(user, /^Lines/);
    await goTo(user, /^Events/);
    expect(await screen.findByRole('heading', { name: 'Customer 4' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('Four');
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });
});

import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { chatKey } from '../../electron/shared/event.ts';
import { windowMemorySchema, type WindowMemory } from '../../electron/shared/windowMemory.ts';
import { freshWindow } from '../../renderer/state/windowMemory.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const many = (count: number) => Array.from({ length: count }, (_nothing, index) => makeRow(index + 1));
const memory = (change: Partial<WindowMemory>): WindowMemory => ({ ...freshWindow, ...change });
const firstRow = () => Number(screen.getAllByRole('option')[0]?.getAttribute('data-row'));

/** A list that scrolls: happy-dom gives nothing a height. */
function giveHeight() {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(1_000_000);
}

describe('a window that is made again', () => {
  it('shows the page, the filter, the open event and the answer that was begun', async () => {
    const rows = [
      makeRow(1),
      makeRow(2, { kind: 'chatTag', content: { type: 'tag', action: 'add', tag: 'VIP' } }),
    ];
    const first = createFakeBridge({ rows });
    const { user, unmount } = showWindow(first);
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Messages' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.click(screen.getByRole('option'));
    await user.type(await screen.findByRole('textbox', { name: /answer/i }), 'It is on its');
    window.dispatchEvent(new Event('pagehide'));
    unmount();
    const left = first.callsOf('window.remember').at(-1);
    expect(windowMemorySchema.parse(left)).toEqual(left);

    const second = createFakeBridge({ rows, ...(left === undefined ? {} : { memory: left }) });
    showWindow(second);
    expect(await screen.findByRole('heading', { name: 'Customer 1' })).toBeTruthy();
    expect(await screen.findAllByRole('option')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Remove the filter Messages' })).toBeTruthy();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /answer/i }).value).toBe('It is on its');
    // The list was asked for once, and not first without the filter.
    expect(
      new Set(second.callsOf('events.page').map(({ filter }) => filter.kinds.join())).has('message'),
    ).toBe(true);
    expect(second.callsOf('events.markRead')).toEqual([]);
  });

  it('is on the page it was on', async () => {
    const fake = createFakeBridge();
    const { user, unmount } = showWindow(fake);
    await goTo(user, /^Lines/);
    unmount();
    expect(fake.callsOf('window.remember').at(-1)?.page).toBe('lines');
    showWindow(createFakeBridge({ memory: memory({ page: 'lines' }) }));
    expect(await screen.findByRole('heading', { name: 'Lines', level: 1 })).toBeTruthy();
  });

  it('leads where a notification leads and not where it was', async () => {
    const fake = createFakeBridge({
      rows: many(3),
      memory: memory({ page: 'lines', openKey: makeRow(1).key }),
    });
    let answer = (): void => undefined;
    fake.reply(
      'window.memory',
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ ok: true, value: memory({ page: 'lines', openKey: makeRow(1).key }) });
        }),
    );
    showWindow(fake);
    await waitFor(() => expect(fake.callsOf('window.memory')).toHaveLength(1));
    act(() => fake.tell('navigate', { to: 'event', key: makeRow(3).key }));
    expect(screen.queryByRole('navigation')).toBeNull();
    act(() => answer());
    expect(await screen.findByRole('heading', { name: 'Customer 3' })).toBeTruthy();
    expect(fake.callsOf('events.get').map(({ key }) => key)).not.toContain(makeRow(1).key);
  });

  it('tells what changed once in a second, and what is left when it is hidden', async () => {
    const fake = createFakeBridge({ rows: many(3) });
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('option', { name: /number 1/ }));
    const box = await screen.findByRole('textbox', { name: /answer/i });
    await user.type(box, 'one two three four five six seven');
    expect(fake.callsOf('window.remember').length).toBeLessThan(4);
    act(() => void window.dispatchEvent(new Event('pagehide')));
    const told = fake.callsOf('window.remember');
    expect(told.at(-1)?.drafts.map(({ text }) => text)).toEqual(['one two three four five six seven']);
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(fake.callsOf('window.remember')).toHaveLength(told.length);
  });

  it('brings back nothing of what was erased, drafts, open event and place', async () => {
    giveHeight();
    const before = memory({
      openKey: makeRow(2).key,
      drafts: [{ chat: chatKey(makeRow(2)) ?? '', text: 'From the window before' }],
    });
    const fake = createFakeBridge({ rows: many(900), memory: before });
    const { user, unmount } = showWindow(fake);
    const answer = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /answer/i });
    expect((await answer()).value).toBe('From the window before');
    await user.click(await screen.findByRole('option', { name: /number 900$/ }));
    await user.type(await answer(), 'Begun here');
    const list = screen.getByRole('listbox');
    list.scrollTop = 5_000;
    fireEvent.scroll(list);
    await goTo(user, /^Settings/);
    await user.click(await screen.findByRole('button', { name: 'Erase history…' }));
    await user.click(await screen.findByRole('button', { name: 'Erase all events' }));
    await screen.findByText('Erased.');
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(fake.callsOf('window.remember').at(-1)).toMatchObject({ drafts: [], openKey: null, top: null });

    act(() => fake.addRows(makeRow(900), makeRow(2)));
    await goTo(user, /^Events/);
    await screen.findAllByRole('option');
    expect(screen.queryByRole('article')).toBeNull();
    for (const number of ['2', '900']) {
      await user.click(await screen.findByRole('option', { name: new RegExp(`number ${number}$`) }));
      await screen.findByRole('heading', { name: `Customer ${number}` });
      expect((await answer()).value).toBe('');
    }
    unmount();
    expect(fake.callsOf('window.remember').at(-1)).toMatchObject({ drafts: [] });
  });

  it('keeps everything where erasing failed', async () => {
    const fake = createFakeBridge({ rows: many(3) });
    fake.reply('history.erase', () => ({ ok: false, error: 'failed' }));
    const { user, unmount } = showWindow(fake);
    await user.click(await screen.findByRole('option', { name: /number 1$/ }));
    await user.type(await screen.findByRole('textbox', { name: /answer/i }), 'Begun');
    await goTo(user, /^Settings/);
    await user.click(await screen.findByRole('button', { name: 'Erase history…' }));
    await user.click(await screen.findByRole('button', { name: 'Erase all events' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    unmount();
    expect(fake.callsOf('window.remember').at(-1)).toMatchObject({
      openKey: makeRow(1).key,
      drafts: [{ text: 'Begun' }],
    });
  });

  it('remembers nothing of the sample data', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    const { user, unmount } = showWindow(fake);
    await user.click(await screen.findByRole('button', { name: 'Look around with sample data' }));
    await user.click((await screen.findAllByRole('option', { name: /Anna Schmidt/ }))[0] ?? document.body);
    await screen.findByRole('heading', { level: 2, name: /Anna Schmidt/ });
    await goTo(user, /^Waiting/);
    unmount();
    // That it is still the first day is no sample.
    expect(fake.callsOf('window.remember')).toEqual([{ ...freshWindow, welcome: { done: [], skipped: [] } }]);
  });

  it('goes on with the first day where it was left, also after the sign-in', async () => {
    const fake = createFakeBridge({ memory: memory({ welcome: { done: ['test'], skipped: ['lines'] } }) });
    const { user, unmount } = showWindow(fake);
    await screen.findByRole('heading', { name: 'Every message that needs you, once, in time' });
    const steps = screen.getByRole('list', { name: 'Four things to do' });
    const marks = within(steps)
      .getAllByRole('listitem')
      .map((step) => /Done|Skipped/.exec(step.textContent)?.[0] ?? 'to do');
    expect(marks).toEqual(['Done', 'Skipped', 'Done', 'to do']);
    await user.click(screen.getByRole('button', { name: 'Go to my events' }));
    unmount();
    expect(fake.callsOf('window.remember').at(-1)).toMatchObject({ welcome: null });
  });

  it('begins anew where drawing broke on what was shown', async () => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = makeRow(1, { atMs: Number.NaN });
    const fake = createFakeBridge({ rows: [broken], memory: memory({ openKey: broken.key }) });
    const { unmount } = showWindow(fake);
    await screen.findByText('This window stopped working');
    unmount();
    expect(fake.callsOf('window.remember').at(-1)).toMatchObject({ openKey: null, top: null });
    silenced.mockRestore();
  });
});

describe('the place in the list', () => {
  it('is told as a row and found again, with all rows above it', async () => {
    giveHeight();
    const fake = createFakeBridge({ rows: many(900) });
    const { unmount } = showWindow(fake);
    await screen.findAllByRole('option');
    const list = screen.getByRole('listbox');
    list.scrollTop = 32 + 56 * 20 + 7;
    fireEvent.scroll(list);
    unmount();
    expect(fake.callsOf('window.remember').at(-1)?.top).toEqual({ row: 880, offset: 7 });

    const again = createFakeBridge({ rows: many(900), memory: memory({ top: { row: 500, offset: 7 } }) });
    showWindow(again);
    await screen.findAllByRole('option');
    // 900 … 501 stand above it, on two days with a heading each.
    await waitFor(() => expect(screen.getByRole('listbox').scrollTop).toBe(2 * 32 + 400 * 56 + 7));
    fireEvent.scroll(screen.getByRole('listbox'));
    expect(await screen.findByRole('option', { name: /number 500$/ })).toBeTruthy();
    act(() => again.addRows(makeRow(901)));
    expect(await screen.findByRole('button', { name: '1 new' })).toBeTruthy();
    expect(screen.getByRole('listbox').scrollTop).toBe(2 * 32 + 400 * 56 + 7);
  });

  it('is the next older row where the row itself is gone', async () => {
    giveHeight();
    const rows = many(900).filter(({ row }) => row !== 850);
    showWindow(createFakeBridge({ rows, memory: memory({ top: { row: 850, offset: 30 } }) }));
    await screen.findAllByRole('option');
    await waitFor(() => expect(screen.getByRole('listbox').scrollTop).toBe(32 + 50 * 56));
  });

  it('far down is asked for with few questions; the newest are one press away', async () => {
    giveHeight();
    const fake = createFakeBridge({ rows: many(5_000), memory: memory({ top: { row: 700, offset: 0 } }) });
    const { user } = showWindow(fake);
    await screen.findAllByRole('option');
    expect(fake.callsOf('events.page').length).toBeLessThan(14);
    expect(firstRow()).toBe(700);
    act(() => fake.addRows(makeRow(5_001)));
    await waitFor(() => expect(fake.callsOf('events.page').at(-1)?.beforeRow).not.toBeNull());
    expect(firstRow()).toBe(700);
    await user.click(screen.getByRole('button', { name: 'To the newest' }));
    await waitFor(() => expect(firstRow()).toBe(5_001));
    expect(within(screen.getByRole('listbox')).queryByRole('option', { name: /number 700$/ })).toBeNull();
  });
});

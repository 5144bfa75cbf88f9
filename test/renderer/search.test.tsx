import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, it } from 'vitest';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { countFitting } from '../../renderer/features/events/filter/useFitting.ts';
import { noFilter, openFilter, resolveFilter } from '../../renderer/features/events/filter/listFilter.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const long = `${'Nothing of interest stands here. '.repeat(4)}The parcel is lost.`;
const rows = () => [
  makeRow(1, { content: { type: 'text', text: 'Where is my <b>parcel</b>?' }, read: true }),
  makeRow(2, { content: { type: 'text', text: long } }),
  makeRow(3, { kind: 'chatTag', direction: null, content: { type: 'tag', action: 'add', tag: 'VIP' } }),
  makeRow(4, { messengerType: 'telegram', lineId: '7', verdict: 'silent', reason: 'kindDisabled' }),
];

async function show(start: Parameters<typeof createFakeBridge>[0] = { rows: rows() }) {
  const fake = createFakeBridge(start);
  const shown = showWindow(fake);
  await screen.findAllByRole('option');
  return { ...shown, fake };
}

const lastFilter = (fake: ReturnType<typeof createFakeBridge>) => fake.callsOf('events.page').at(-1)?.filter;
const marks = () =>
  [...document.querySelectorAll('[role="option"] mark')].map(({ textContent }) => textContent);

describe('searching', () => {
  it('finds after a rest, once, and marks what it found in list and detail, as text', async () => {
    const { user, fake, container } = await show();
    await user.type(screen.getByRole('searchbox', { name: 'Search events' }), 'parc');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    const asked = new Set(fake.callsOf('events.page').map(({ filter }) => filter.text));
    expect([...asked]).toEqual(['', 'parc']);
    expect(marks()).toEqual(['parc', 'parc']);
    // A hit far from the beginning is brought into sight.
    expect(screen.getByRole('option', { name: /lost/ }).textContent).toContain('…here. The parcel');
    await user.click(screen.getByRole('option', { name: /Where is my/ }));
    const detail = screen.getByRole('article');
    await waitFor(() => expect(detail.querySelector('mark')?.textContent).toBe('parc'));
    expect(detail.textContent).toContain('<b>parcel</b>');
    expect(container.querySelector('b')).toBeNull();
  });

  it('says what was not found, and one button brings all back', async () => {
    const { user } = await show();
    await user.type(screen.getByRole('searchbox'), 'zebra');
    expect(await screen.findByText('Nothing was found for “zebra”.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear search' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(4));
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  it('is cleared with Esc', async () => {
    const { user } = await show();
    await user.type(screen.getByRole('searchbox'), 'parcel');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(4));
  });
});

describe('the filter', () => {
  it('narrows by what is checked; each is a chip that takes it off', async () => {
    const { user, fake } = await show();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    const dialog = await screen.findByRole('dialog', { name: 'Filter events' });
    await user.click(within(dialog).getByRole('checkbox', { name: 'Tags' }));
    await user.click(within(dialog).getByRole('checkbox', { name: 'Colleagues’ chats' }));
    await user.click(within(dialog).getByRole('checkbox', { name: 'Notified' }));
    await user.click(within(dialog).getByRole('checkbox', { name: 'WhatsApp' }));
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(lastFilter(fake)).toEqual({
      ...everyEvent,
      kinds: ['chatTag'],
      classes: ['others'],
      verdicts: ['show'],
      messengerTypes: ['grWhatsApp'],
    });
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    expect(screen.getByRole('button', { name: 'Filter, 4 active' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove the filter Tags' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('has periods and dates', async () => {
    const { user, fake } = await show();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('radio', { name: 'Today' }));
    const midnight = new Date().setHours(0, 0, 0, 0);
    expect(lastFilter(fake)).toMatchObject({ fromMs: midnight, toMs: null });
    await user.click(screen.getByRole('radio', { name: 'From – to' }));
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-05-11' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-05-12' } });
    expect(lastFilter(fake)).toMatchObject({
      fromMs: new Date(2026, 4, 11).getTime(),
      toMs: new Date(2026, 4, 13).getTime(),
    });
  });

  it('says that nothing fits, and one button clears it', async () => {
    const { user } = await show();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Reactions' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(await screen.findByText('Nothing fits this filter.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(4));
  });

  it('is saved under a name, put on, renamed and deleted', async () => {
    const { user, fake } = await show();
    const saved = () => fake.callsOf('settings.change').at(-1)?.value;
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Tags' }));
    await user.click(screen.getByRole('button', { name: 'Save this filter…' }));
    await user.keyboard('Only tags{Enter}');
    const filter = { ...everyEvent, kinds: ['chatTag'] };
    await waitFor(() => expect(saved()).toMatchObject([{ name: 'Only tags', filter }]));
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    await user.click(screen.getByRole('button', { name: 'Only tags' }));
    expect(lastFilter(fake)).toEqual(filter);
    await user.click(screen.getByRole('button', { name: 'Rename Only tags' }));
    await user.clear(screen.getByRole('textbox', { name: 'Name of the filter' }));
    await user.keyboard('VIPs{Enter}');
    await waitFor(() => expect(saved()).toMatchObject([{ name: 'VIPs', filter }]));
    await user.click(await screen.findByRole('button', { name: 'Delete VIPs' }));
    await waitFor(() => expect(saved()).toEqual([]));
  });

  it('is saved with a period that goes on with the calendar', async () => {
    const { user, fake } = await show();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('radio', { name: 'Yesterday' }));
    await user.click(screen.getByRole('button', { name: 'Save this filter…' }));
    await user.keyboard('The day before{Enter}');
    await waitFor(() =>
      expect(fake.callsOf('settings.change').at(-1)?.value).toMatchObject([
        { name: 'The day before', filter: everyEvent, period: 'yesterday' },
      ]),
    );
    const dialog = within(screen.getByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Clear filter' }));
    await user.click(await screen.findByRole('button', { name: 'The day before' }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Yesterday' }).checked).toBe(true);
    expect(screen.getByRole('button', { name: 'The day before', pressed: true })).toBeTruthy();
    const midnight = new Date().setHours(0, 0, 0, 0);
    expect(lastFilter(fake)).toMatchObject({ toMs: midnight });
  });

  it('says so when it could not be saved', async () => {
    const { user, fake } = await show();
    fake.reply('settings.change', () => ({ ok: true, value: { result: 'notSaved' } }));
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Tags' }));
    await user.click(screen.getByRole('button', { name: 'Save this filter…' }));
    await user.keyboard('Only tags{Enter}');
    expect(await screen.findByText('The filter could not be saved.')).toBeTruthy();
  });

  it.each(['en', 'ru'] as const)('keeps nobody out (%s)', async (language) => {
    const settings = {
      ...defaultSettings,
      savedFilters: [{ id: '1', name: 'VIP', filter: everyEvent, period: null }],
    };
    const { user, fake } = await show({ rows: rows(), state: { language, settings } });
    act(() => fake.setState({ work: [{ id: '1', what: 'export', done: 3, total: 10, canStop: true }] }));
    const noContrast = { rules: { 'color-contrast': { enabled: false } } };
    const faults = async () =>
      (await run(document.body, noContrast)).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
      );
    await user.click(screen.getByRole('button', { name: /^(Filter|Отбор)$/ }));
    await screen.findByRole('dialog');
    expect(await faults()).toEqual([]);
    await user.keyboard('{Escape}');
    const [first] = screen.getAllByRole('option');
    if (first !== undefined) await user.click(first);
    await screen.findByRole('article');
    await user.keyboard('x');
    expect(await faults()).toEqual([]);
    await user.keyboard('?');
    await screen.findByRole('dialog');
    expect(await faults()).toEqual([]);
  });
});

describe('periods', () => {
  it('go by the calendar, and stored moments become dates again', () => {
    const now = new Date(2026, 4, 12, 15, 30).getTime();
    const day = (date: number) => new Date(2026, 4, date).getTime();
    expect(resolveFilter({ ...noFilter, period: 'yesterday' }, now)).toMatchObject({
      fromMs: day(11),
      toMs: day(12),
    });
    expect(resolveFilter({ ...noFilter, period: 'week' }, now)).toMatchObject({ fromMs: day(6), toMs: null });
    const dated = { ...everyEvent, fromMs: day(11), toMs: day(13) };
    expect(openFilter({ filter: dated, period: null })).toMatchObject({
      period: 'dates',
      fromDay: '2026-05-11',
      toDay: '2026-05-12',
    });
  });
});

it('chips that do not fit make room for "+3"', () => {
  expect(countFitting([50, 50, 50], 162, 30)).toBe(3);
  expect(countFitting([50, 50, 50], 161, 30)).toBe(2);
  expect(countFitting([50, 50, 50], 80, 30)).toBe(0);
});

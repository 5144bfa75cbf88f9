import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeAccount, makeRow } from './sampleData.ts';

/** Would show as "invoice-exe.pdf", and turn what stands beside it. */
const turned = 'invoice-\u202Efdp.exe';
const plain = 'invoice- fdp.exe';

const start = () => {
  const lines = [turned, 'Sales'].map((name, index) => ({
    id: `1020${index}`,
    name,
    owned: true,
    messengers: [{ type: 'grWhatsApp', name: turned }],
  }));
  return createFakeBridge({
    rows: [makeRow(1, { lineId: '10200' })],
    state: {
      accounts: [makeAccount({ lines, label: turned })],
      settings: {
        ...defaultSettings,
        savedFilters: [{ id: '1', name: turned, filter: everyEvent, period: null }],
      },
    },
  });
};

/** Controls whose name holds the sign, and words of the name that are not isolated. */
function faults(root: Element): string[] {
  const found: string[] = [];
  for (const named of root.querySelectorAll('[aria-label], [title]')) {
    const words = `${named.getAttribute('aria-label') ?? ''}${named.getAttribute('title') ?? ''}`;
    if (words.includes('\u202E')) found.push(words);
  }
  for (const element of root.querySelectorAll('*')) {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const words = own.map(({ textContent }) => textContent).join('');
    if (words.includes('fdp') && element.closest('bdi, output, option') === null)
      found.push(element.outerHTML);
  }
  return found;
}

describe('a name that is written to deceive', () => {
  it('is plain and keeps to itself in filter, chips and saved filters', async () => {
    const { user } = showWindow(start());
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('checkbox', { name: plain }));
    expect(screen.getByRole('button', { name: `Rename ${plain}` })).toBeTruthy();
    expect(faults(document.body)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.getByRole('button', { name: `Show all lines and not only ${plain}` })).toBeTruthy();
    expect(faults(document.body)).toEqual([]);
  });

  it('is plain in dropdowns and their lists', async () => {
    const fake = start();
    const hour = { hourStartMs: Date.now(), lineId: null, incoming: 1, answered: 0, meanWaitMs: null };
    fake.reply('events.activity', () => ({ ok: true, value: { hours: [hour] } }));
    const { user } = showWindow(fake);
    await goTo(user, /^Waiting/);
    await user.click(await screen.findByRole('button', { name: /All lines/ }));
    const choice = await screen.findByRole('option', { name: plain });
    expect(within(choice).getByText(plain).closest('bdi')).toBeTruthy();
    await user.click(choice);
    expect(
      within(screen.getByRole('main'))
        .getByRole('button', { name: new RegExp(plain) })
        .querySelector('bdi')?.textContent,
    ).toBe(plain);
    expect(faults(document.body)).toEqual([]);
  });

  it('is plain where lines and the account are named', async () => {
    const { user } = showWindow(start());
    await goTo(user, /^Lines/);
    expect(await screen.findAllByRole('region', { name: plain })).toHaveLength(2);
    expect(faults(document.body)).toEqual([]);
  });
});

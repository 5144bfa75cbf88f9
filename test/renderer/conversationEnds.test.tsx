import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { EventRow } from '../../electron/shared/event.ts';
import { freshWindow } from '../../renderer/state/windowMemory.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const { chat } = makeRow(1);
const message = (row: number, change: Partial<EventRow> = {}) =>
  makeRow(row, { chat, read: true, ...change });
const messages = (count: number) => Array.from({ length: count }, (_nothing, index) => message(index + 1));

async function open(rows: EventRow[], row: number) {
  const openKey = rows.find((one) => one.row === row)?.key ?? null;
  const fake = createFakeBridge({ rows, memory: { ...freshWindow, openKey } });
  const { user } = showWindow(fake);
  const talk = await screen.findByRole('region', { name: 'Conversation' });
  await waitFor(() => expect(fake.callsOf('events.conversation')).toHaveLength(1));
  return { user, fake, talk };
}

const said = (talk: HTMLElement) => within(talk).getAllByText(/^Message number/);

describe('the ends of a conversation', () => {
  it('are not there where all of it is shown', async () => {
    const { talk } = await open(messages(8), 4);
    await waitFor(() => expect(said(talk)).toHaveLength(8));
    expect(within(talk).queryByRole('button')).toBeNull();
  });

  it('lead on, earlier and later, until there is no more', async () => {
    const { user, fake, talk } = await open(messages(180), 140);
    await waitFor(() => expect(said(talk).length).toBeGreaterThan(50));
    await user.click(within(talk).getByRole('button', { name: 'Show later' }));
    expect(await within(talk).findByText('Message number 180')).toBeTruthy();
    expect(within(talk).queryByRole('button', { name: 'Show later' })).toBeNull();
    await user.click(within(talk).getByRole('button', { name: 'Show earlier' }));
    expect(await within(talk).findByText('Message number 12')).toBeTruthy();
    await user.click(within(talk).getByRole('button', { name: 'Show earlier' }));
    expect(await within(talk).findByText('Message number 1')).toBeTruthy();
    expect(said(talk)).toHaveLength(180);
    expect(within(talk).queryByRole('button')).toBeNull();
    // What comes in is at the end, though the opened message is far above it.
    act(() => fake.addRows(message(181)));
    expect(await within(talk).findByText('Message number 181')).toBeTruthy();
    expect(said(talk)).toHaveLength(181);
  });

  it('keeps what is read in its place', async () => {
    const { user, talk } = await open(messages(80), 70);
    await waitFor(() => expect(said(talk).length).toBeGreaterThan(30));
    const scrolled: number[] = [];
    vi.spyOn(talk, 'scrollBy').mockImplementation((options) => {
      const { top } = (options ?? {}) as ScrollToOptions;
      scrolled.push(top ?? 0);
    });
    // Each item is 20 px high, in a list whose upper edge is at 0.
    const place = (item: Element): number => [...talk.querySelectorAll('[data-item]')].indexOf(item);
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      return new DOMRect(0, Math.max(0, place(this)) * 20, 100, 20);
    });
    const shown = said(talk).length;
    await user.click(within(talk).getByRole('button', { name: 'Show earlier' }));
    await within(talk).findByText('Message number 1');
    expect(scrolled).toEqual([(said(talk).length - shown) * 20]);
  });

  it('say so when nothing could be read, and can be tried again', async () => {
    const { user, fake, talk } = await open(messages(80), 70);
    await waitFor(() => expect(said(talk).length).toBeGreaterThan(30));
    fake.reply('events.conversation', () => ({ ok: false, error: 'failed' }));
    await user.click(within(talk).getByRole('button', { name: 'Show earlier' }));
    expect((await within(talk).findByRole('alert')).textContent).toContain('could not be read');
    fake.reply('events.conversation', () => ({ ok: true, value: { rows: messages(60) } }));
    await user.click(within(talk).getByRole('button', { name: 'Show earlier' }));
    await within(talk).findByText('Message number 1');
    expect(within(talk).queryByRole('alert')).toBeNull();
  });
});

describe('a message that answers another one', () => {
  const quoted = (change: Partial<NonNullable<EventRow['quote']>> = {}) => ({
    messageId: '2',
    sender: 'Anna \u202Eenotaf',
    text: 'What was asked\nin two lines',
    ...change,
  });
  const ofKind = (row: number, change: Partial<EventRow> = {}) =>
    message(row, { key: `account-1:10203:grWhatsApp:message:${row}`, ...change });

  it('shows it, and leads to it where it is in sight', async () => {
    const rows = [ofKind(1), ofKind(2), ofKind(3, { quote: quoted() })];
    const { user, talk } = await open(rows, 3);
    const way = await within(talk).findByRole('button', { name: /What was asked in two lines/ });
    expect(way.closest('blockquote')?.textContent).toContain('Answers Anna enotaf');
    expect(way.querySelector('[dir="auto"]:not(bdi)')?.textContent).toBe('What was asked in two lines');
    await user.click(way);
    expect(document.activeElement?.textContent).toContain('Message number 2');
  });

  it('says what it answers where ChatApp tells its id alone, and flashes each time it leads there', async () => {
    const rows = [ofKind(1), ofKind(2), ofKind(3, { quote: quoted({ sender: null, text: null }) })];
    const { user, talk } = await open(rows, 3);
    const way = await within(talk).findByRole('button', { name: /Message number 2/ });
    expect(way.textContent).toContain('Customer 2');
    await user.click(way);
    const first = document.activeElement?.className;
    await user.click(way);
    // An animation begins anew only under another name.
    expect(document.activeElement?.textContent).toContain('Message number 2');
    expect(document.activeElement?.className).not.toBe(first);
  });

  it('only shows it where it is not', async () => {
    const rows = [ofKind(3, { quote: quoted({ messageId: 'long ago', sender: null, text: null }) })];
    const { talk } = await open(rows, 3);
    expect(
      (await within(talk).findByText('A message without text')).closest('blockquote')?.textContent,
    ).toContain('Answers a message');
    expect(within(talk).queryByRole('button')).toBeNull();
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeConversation } from './sampleConversation.ts';
import { makeRow, noonMs } from './sampleData.ts';

async function open(name: RegExp, fake = createFakeBridge({ rows: makeConversation(noonMs) })) {
  const shown = showWindow(fake);
  await shown.user.click(await screen.findByRole('option', { name }));
  const chat = await screen.findByRole('region', { name: 'Conversation' });
  await waitFor(() => expect(fake.callsOf('events.conversation')).not.toEqual([]));
  return { ...shown, fake, chat };
}

const items = (chat: HTMLElement) =>
  within(chat)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the conversation', () => {
  it('shows the chat around the event, folded, by days, and the event marked', async () => {
    const { chat, fake } = await open(/два синих/);
    await waitFor(() => expect(items(chat).length).toBeGreaterThan(3));
    expect(fake.callsOf('events.conversation')[0]?.limit).toBe(30);
    const said = items(chat);
    // Two days; deliveries, the reaction and the deletion stand on their messages.
    expect(said).toHaveLength(15);
    expect(said[2]).toContain('Seen by the customer');
    expect(said[2]).toContain('Reactions: 🙏');
    expect(said[2]).toContain('Sent from your side');
    expect(said.find((words) => words.includes('Отложить?'))).toContain('Delivered');
    expect(said.find((words) => words.includes('с 9 до 18'))).toMatch(
      /Automatic.*Not delivered: The number is not on WhatsApp/,
    );
    expect(said.find((words) => words.includes('Oops'))).toContain('Deleted afterwards');
    expect(said).toContainEqual(expect.stringContaining('New message (poll)'));
    expect(said).toContainEqual(expect.stringContaining('Chat read (×2)'));
    const marked = within(chat)
      .getAllByRole('listitem')
      .filter((item) => item.getAttribute('aria-current') === 'true');
    expect(marked.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('два синих')]);
  });

  it('marks the message that an opened delivery speaks of', async () => {
    const { chat } = await open(/not delivered/);
    await waitFor(() =>
      expect(chat.querySelector('[aria-current="true"]')?.textContent).toContain('Отвечаем с 9 до 18'),
    );
  });

  it('grows with what comes in', async () => {
    const { chat, fake } = await open(/два синих/);
    const [first] = makeConversation(noonMs);
    act(() =>
      fake.addRows({
        ...makeRow(2_000, { content: { type: 'text', text: 'And one more thing' } }),
        chat: first?.chat ?? null,
      }),
    );
    expect(await within(chat).findByText('And one more thing')).toBeTruthy();
  });

  it('shows the one event when the rest cannot be read', async () => {
    const fake = createFakeBridge({ rows: makeConversation(noonMs) });
    fake.reply('events.conversation', () => ({ ok: false, error: 'failed' }));
    const { chat } = await open(/два синих/, fake);
    expect(await screen.findByText('The rest of this conversation could not be read.')).toBeTruthy();
    expect(
      within(chat)
        .getByText(/два синих/)
        .getAttribute('dir'),
    ).toBe('auto');
  });

  it('is not there for an event without a chat', async () => {
    const row = makeRow(1, {
      chat: null,
      kind: 'employeeStatus',
      content: { type: 'employee', employeeId: '7', employeeName: 'Anna', status: 'online' },
    });
    const { user } = showWindow(createFakeBridge({ rows: [row] }));
    await user.click(await screen.findByRole('option'));
    const detail = screen.getByRole('article');
    expect(await within(detail).findByText('Anna: online')).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Conversation' })).toBeNull();
  });
});

describe('exporting', () => {
  async function choose(fake = createFakeBridge({ rows: [makeRow(1), makeRow(2)] })) {
    const { user } = showWindow(fake);
    await screen.findAllByRole('option');
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Export as CSV…' }));
    return { user, fake };
  }

  it('writes what is listed and says where', async () => {
    const { fake } = await choose();
    expect(fake.callsOf('events.export')).toMatchObject([{ format: 'csv', filter: { unreadOnly: false } }]);
    expect(await screen.findByText('2 events exported to chatapp-events.csv.')).toBeTruthy();
  });

  it.each([
    ['stopped', null, 'The export was stopped. No file was written.'],
    ['failed', 'No space left on device', 'The export failed: No space left on device'],
  ] as const)('says how it ended: %s', async (result, detail, words) => {
    const fake = createFakeBridge({ rows: [makeRow(1)] });
    fake.reply('events.export', () => ({ ok: true, value: { result, detail, file: null, events: 0 } }));
    await choose(fake);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('tells how far it is and can be stopped', async () => {
    const fake = createFakeBridge({ rows: [makeRow(1)] });
    const { user } = showWindow(fake);
    await screen.findAllByRole('option');
    act(() =>
      fake.setState({ work: [{ id: 'w1', what: 'export', done: 1_200, total: null, canStop: true }] }),
    );
    expect(screen.getByRole('progressbar', { name: 'Export' }).textContent).toContain(
      'Exporting: 1,200 events',
    );
    await user.click(screen.getByRole('button', { name: 'Stop the export' }));
    expect(fake.callsOf('work.stop')).toEqual([{ id: 'w1' }]);
    act(() => fake.setState({ work: [] }));
    expect(screen.queryByRole('progressbar')).toBeNull();
  });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../electron/shared/attention.ts';
import { chatKey } from '../../electron/shared/event.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

const rows = () => [
  makeRow(1, { content: { type: 'text', text: 'First' } }),
  makeRow(2, { content: { type: 'text', text: 'Second' } }),
  makeRow(3, {
    chat: null,
    kind: 'quickResponse',
    content: { type: 'quickResponse', action: null, title: 'Hi' },
  }),
];

const reply = (status: Reply['status'], change: Partial<Reply> = {}): Reply => ({
  id: status,
  chat: chatKey(makeRow(1)) ?? '',
  eventKey: makeRow(1).key,
  text: `text that is ${status}`,
  status,
  atMs: Date.now(),
  detail: null,
  ...change,
});

async function open(name: RegExp, fake = createFakeBridge({ rows: rows() })) {
  const shown = showWindow(fake);
  await shown.user.click(await screen.findByRole('option', { name }));
  return { ...shown, fake };
}

const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Your answer' });

describe('answering', () => {
  it('sends with Ctrl+Enter, once, and Enter is a new line', async () => {
    const { user, fake } = await open(/First/);
    await user.type(await box(), 'Hello,{Enter}Anna');
    expect(fake.callsOf('chat.reply')).toEqual([]);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(fake.callsOf('chat.reply')).toEqual([{ key: makeRow(1).key, text: 'Hello,\nAnna' }]);
    await waitFor(async () => expect((await box()).value).toBe(''));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(fake.callsOf('chat.reply')).toHaveLength(1);
  });

  it('sends with Enter alone where one chose so, and Shift+Enter is a new line', async () => {
    const settings = { ...defaultSettings, sendWith: 'enter' as const };
    const { user, fake } = await open(/First/, createFakeBridge({ rows: rows(), state: { settings } }));
    await user.type(await box(), 'Hello,{Shift>}{Enter}{/Shift}Anna{Enter}');
    expect(fake.callsOf('chat.reply')).toEqual([{ key: makeRow(1).key, text: 'Hello,\nAnna' }]);
    expect(screen.getByText('Enter sends, Shift+Enter begins a line')).toBeTruthy();
  });

  it('keeps a draft for each chat while others are read', async () => {
    const { user } = await open(/First/);
    await user.type(await box(), 'half a thought');
    await user.click(screen.getByRole('option', { name: /Second/ }));
    await screen.findByRole('heading', { name: 'Customer 2' });
    expect((await box()).value).toBe('');
    await user.click(screen.getByRole('option', { name: /First/ }));
    await screen.findByRole('heading', { name: 'Customer 1' });
    expect((await box()).value).toBe('half a thought');
  });

  it('says so where there is nobody to answer', async () => {
    await open(/Quick response/);
    expect(await screen.findByText(/belongs to no chat, so there is nobody to answer/)).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: 'Your answer' })).toBeNull();
  });

  it('keeps the text and says why when main does not take it', async () => {
    const { user, fake } = await open(/First/);
    fake.reply('chat.reply', () => ({ ok: true, value: { result: 'signedOut' } }));
    await user.type(await box(), 'Hello');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText('Sign in to answer.')).toBeTruthy();
    expect((await box()).value).toBe('Hello');
    fake.reply('chat.reply', () => ({ ok: false, error: 'failed' }));
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText(/may have been sent. Look at the chat/)).toBeTruthy();
  });

  it('tells what became of each answer of this chat', async () => {
    const fake = createFakeBridge({
      rows: rows(),
      state: {
        replies: [
          reply('confirmed'),
          reply('sent'),
          reply('refused', { detail: 'Chat is closed' }),
          reply('failed', { detail: 'this computer is offline' }),
          reply('unknown'),
          reply('sending'),
          reply('sent', { id: 'elsewhere', chat: 'another chat', text: 'not for here' }),
        ],
      },
    });
    await open(/First/, fake);
    const list = await screen.findByRole('list', { name: 'Answers written here' });
    const said = within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(said).toHaveLength(6);
    expect(said[0]).toContain('Seen in the chat');
    expect(said[1]).toContain('Sent');
    expect(said[2]).toContain('ChatApp did not take it. Reason: Chat is closed');
    expect(said[3]).toContain('It was not sent. Reason: this computer is offline');
    expect(said[4]).toContain('It may have been sent. Look at the chat before you send it again.');
    expect(said[5]).toContain('Sending…');
    expect(fake.callsOf('chat.reply')).toEqual([]);
  });

  it('gives a refused text back on demand, and sends nothing by itself', async () => {
    const { user, fake } = await open(/First/);
    act(() => fake.setState({ replies: [reply('refused')] }));
    await user.click(await screen.findByRole('button', { name: 'Use this text again' }));
    expect((await box()).value).toBe('text that is refused');
    expect(fake.callsOf('chat.forgetReply')).toEqual([{ id: 'refused' }]);
    expect(fake.callsOf('chat.reply')).toEqual([]);
    expect(screen.queryByText(/did not take it/)).toBeNull();
  });
});

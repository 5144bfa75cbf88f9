import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeAccount } from './sampleData.ts';

it('looking around is offered before the first step', async () => {
  showWindow(createFakeBridge({ state: { accounts: [] } }));
  const look = await screen.findByRole('button', { name: 'Look around with sample data' });
  const steps = screen.getByRole('list', { name: 'Four things to do' });
  expect(look.compareDocumentPosition(steps) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
});

it('what only works with an account says that it is sample data, and nothing else', async () => {
  const fake = createFakeBridge({ state: { accounts: [] } });
  const { user } = showWindow(fake);
  await user.click(await screen.findByRole('button', { name: 'Look around with sample data' }));
  const [first] = await screen.findAllByRole('option', { name: /Anna Schmidt/ });
  if (first !== undefined) await user.click(first);
  await user.click(await screen.findByRole('button', { name: 'Open in ChatApp' }));
  const said = 'This is sample data: that works once you are signed in.';
  const note = await screen.findByText(said);
  expect(screen.queryByText(/That did not work/)).toBeNull();
  expect(fake.callsOf('events.openInWebInbox')).toEqual([]);
  const box = note.closest('output');
  if (box === null) throw new Error('nothing tells it to a screen reader');
  await user.click(within(box).getByRole('button', { name: 'Hide' }));
  await waitFor(() => expect(screen.queryByText(said)).toBeNull());
});

it('lines that were chosen in an earlier window are ticked', async () => {
  const settings = { ...defaultSettings, channelsOff: ['private-t'] };
  const fake = createFakeBridge({ state: { accounts: [], settings } });
  showWindow(fake);
  const steps = await screen.findByRole('list', { name: 'Four things to do' });
  act(() => fake.setState({ accounts: [makeAccount()] }));
  await waitFor(() => expect(within(steps).getAllByText('Done')).toHaveLength(2));
});

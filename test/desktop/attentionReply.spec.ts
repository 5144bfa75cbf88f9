import type { Page } from '@playwright/test';
import type { CastCustomer } from '../simulator/cast.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { customerOf } from './cast.ts';
import { expect, test } from './fixtures.ts';
import { windowView } from '../support/windowView.ts';

/** Answering in the window. */

const textPath = '/messages/text';

function posts(simulator: Simulator): readonly { path: string; status: number | null }[] {
  return simulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(textPath));
}

function answersTo(simulator: Simulator, { lineId, messengerType, chatId }: CastCustomer): string[] {
  const messages = simulator.world.history.findChat(lineId, messengerType, chatId)?.messages ?? [];
  return messages.filter(({ side }) => side === 'out').map(({ message }) => message.text);
}

async function write(window: Page, asked: string, text: string): Promise<void> {
  await windowView(window).rows().filter({ hasText: asked }).click();
  const box = window.getByRole('textbox', { name: 'Your answer' });
  await box.fill(text);
  await box.press('Control+Enter');
}

test('an answer is sent once, confirmed by its echo, and settles the chat', async ({
  start,
  simulator,
  monitor,
  popups,
}) => {
  const { window } = await start();
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'Do you deliver?' });
  const shown = await monitor.waitForNotification(({ body }) => body.startsWith('Do you deliver?'));
  await write(window, 'Do you deliver?', 'Yes,\non Fridays <b>only</b>');
  await expect(windowView(window).detail()).toContainText('Seen in the chat');
  await expect(window.getByRole('textbox', { name: 'Your answer' })).toHaveValue('');
  expect(posts(simulator).map(({ status }) => status)).toEqual([200]);
  expect(answersTo(simulator, anna)).toEqual(['Yes,\non Fridays <b>only</b>']);
  // Reading it took the notification away; the answer ends the waiting, and is told.
  await monitor.waitForSignal((signal) => signal.kind === 'close call' && signal.id === shown.id);
  await expect.poll(() => popups.count()).toBe(0);
  await expect(windowView(window).rows().filter({ hasText: 'Do you deliver?' })).toContainText(
    'answered · you',
  );
});

test('an answer that ChatApp refuses is told and offered back', async ({ start, simulator, monitor }) => {
  const { window } = await start();
  const anna = customerOf(simulator, 'grWhatsApp');
  simulator.message({ customer: anna, text: 'Do you deliver?' });
  await monitor.waitForNotification(({ body }) => body.startsWith('Do you deliver?'));
  simulator.setRestMode('404', { only: textPath });
  await write(window, 'Do you deliver?', 'A long answer that must not be lost');
  await monitor.waitForNotification(({ summary }) => summary === 'Your answer was not sent');
  const detail = windowView(window).detail();
  await expect(detail).toContainText('ChatApp did not take it.');
  await expect(detail).toContainText('A long answer that must not be lost');
  await window.getByRole('button', { name: 'Use this text again' }).click();
  const box = window.getByRole('textbox', { name: 'Your answer' });
  await expect(box).toHaveValue('A long answer that must not be lost');
  expect(answersTo(simulator, anna)).toEqual([]);

  simulator.setRestMode('ok');
  await box.press('Control+Enter');
  await expect(detail).toContainText('Seen in the chat');
  expect(answersTo(simulator, anna)).toEqual(['A long answer that must not be lost']);
});

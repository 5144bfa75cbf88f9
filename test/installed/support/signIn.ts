import type { Page } from '@playwright/test';
import type { Simulator } from '../../simulator/simulator.ts';
import { lineChannel } from '../../simulator/socket/protocol.ts';

const listeningLimitMs = 20_000;

/** Signs in through the window, and comes back when every line is listened to. */
export async function signIn(window: Page, simulator: Simulator): Promise<void> {
  await window.getByRole('textbox', { name: 'E-mail' }).fill(simulator.account.email);
  await window.getByLabel('API password', { exact: true }).fill(simulator.account.password);
  await window.getByLabel('App ID').fill(simulator.account.appId);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allListening(simulator);
  // The first day's other steps are not what is tested here.
  await window.getByRole('button', { name: 'Go to my events' }).click();
}

/** Every messenger of every line. */
export async function allListening(simulator: Simulator): Promise<void> {
  for (const { licenseId, messengers } of simulator.cast.lines)
    for (const { type } of messengers)
      await simulator.waitForSubscription(lineChannel(licenseId, type), 1, listeningLimitMs);
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allListening, expect, test } from './fixtures.ts';

test('signing in with e-mail, password and appId listens to every line, and stays signed in', async ({
  start,
  simulator,
}) => {
  const first = await start({ signedIn: false, keepUserData: true });
  const { window } = first;
  await window.getByRole('textbox', { name: 'E-mail' }).fill(simulator.account.email);
  await window.getByLabel('API password', { exact: true }).fill('wrong');
  await window.getByLabel('App ID').fill(simulator.account.appId);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(window.getByRole('alert').first()).toBeVisible();

  await window.getByLabel('API password', { exact: true }).fill(simulator.account.password);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allListening(simulator);
  const tray = await first.tray();
  await tray.waitUntil(({ tooltip }) => tooltip.includes('Listening to 12 channels'));
  await first.close();

  for (const text of await allTexts(first.userData)) {
    expect(text).not.toContain(simulator.account.password);
    // The shape of every access token the simulator makes.
    expect(text).not.toContain('$2y$10$');
  }

  simulator.kill();
  await start({ userData: first.userData, signedIn: false, listening: true });
  const makes = simulator.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/tokens');
  expect(makes).toHaveLength(2);
});

async function allTexts(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
}

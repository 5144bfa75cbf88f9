import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { managedFile } from '../../electron/platform/managedFile.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';
import { serverOf } from './support/belongings.ts';
import { isRoot } from './support/account.ts';
import { signIn } from './support/signIn.ts';

/** What an administrator has laid down for everybody on this computer. */

const file = managedFile('linux');

test.skip(!isRoot, 'only root writes the administrator’s file');
test.skip(existsSync(file), `${file} is there already, and is not this suite’s to change`);

test.afterEach(() => rmSync(dirname(file), { recursive: true, force: true }));

function manage(document: unknown): void {
  mkdirSync(dirname(file), { mode: 0o755 });
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document), { mode: 0o644 });
}

test('the app begins with what the administrator set, and what is locked cannot be changed', async ({
  session,
  product,
  simulator,
  person,
}) => {
  manage({
    preset: { language: 'en', privacy: 'sender' },
    locked: { startAtLogin: true, updates: { automatic: false }, server: serverOf(simulator, person) },
  });
  const app = await session.drive([product.command]);
  const window = await app.page();
  await signIn(window, simulator);
  await windowView(window).goTo('settings');

  await expect(window.getByRole('radio', { name: 'Sender only' })).toBeChecked();
  await expect(window.getByRole('radio', { name: 'Sender only' })).toBeEnabled();
  const atLogin = window.getByRole('switch', { name: 'Start when I sign in to this computer' });
  await expect(atLogin).toBeChecked();
  await expect(atLogin).toBeDisabled();
  await expect(window.getByRole('switch', { name: 'Look for updates automatically' })).toBeDisabled();
  await expect(window.getByText('Your administrator has set this.').first()).toBeVisible();
});

test('a file that cannot be understood is said, and the app starts without it', async ({
  session,
  product,
}) => {
  manage('{"locked": ');
  const app = await session.drive([product.command, '--language=en']);
  await expect(windowView(await app.page()).trouble()).toContainText(file);
});

import { closeSync, ftruncateSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../desktop/fixtures.ts';
import { chances } from '../support/chances.ts';
import { withWindow } from '../support/desktop/appPage.ts';
import { allListening } from '../support/desktop/startFlags.ts';
import { windowView } from '../support/windowView.ts';
import { withAccount, type Account } from './support/account.ts';

/** Files that something has damaged while the app was closed: kept aside, said, begun anew, and nothing new is lost. */

const lookable = '--remote-debugging-port=0';
const events = 300;
const garbage = (size: number): Buffer => {
  const chance = chances(size);
  return Buffer.from(Array.from({ length: size }, () => Math.floor(chance() * 256)));
};

function overwrite(file: string, position: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, position);
  closeSync(handle);
}

const damages: Readonly<Record<string, (file: string) => void>> = {
  'cut off in the middle': (file) => {
    const handle = openSync(file, 'r+');
    ftruncateSync(handle, Math.floor(statSync(file).size / 2));
    closeSync(handle);
  },
  'with a header of zeros': (file) => overwrite(file, 0, Buffer.alloc(100)),
  // From the third page on: the header and the schema still look sound.
  'with garbage for pages': (file) => overwrite(file, 2 * 4_096, garbage(statSync(file).size - 2 * 4_096)),
  'that is no database at all': (file) => writeFileSync(file, 'This is not a database.'),
};

async function filled(account: Account): Promise<void> {
  await account.signIn();
  const texts = Array.from({ length: events }, (_, index) => `old ${index}`);
  for (const text of texts) account.say(text);
  await account.keeps(texts);
  expect((await account.end()).code).toBe(0);
}

const asideIn = (userData: string, pattern: RegExp): string[] =>
  readdirSync(userData).filter((name) => pattern.test(name));

for (const [kind, damage] of Object.entries(damages)) {
  test(`a history ${kind}`, async ({ desktop, monitor }) => {
    await withAccount(desktop, async (account) => {
      await filled(account);
      damage(join(account.userData, 'history.db'));
      monitor.clear();
      account.say('while it was closed');
      const app = await account.start([lookable]);
      await allListening(account.simulator);
      await withWindow(app, (page) =>
        expect(windowView(page).trouble()).toContainText('The stored events could not be read'),
      );
      account.say('afterwards');
      await account.keeps(['while it was closed', 'afterwards']);
      expect(asideIn(account.userData, /^history\.db\.damaged-\d+$/)).toHaveLength(1);
      await monitor.waitForNotification(({ body }) => body.includes('afterwards'));
    });
  });
}

test('a log full of garbage beside a sound history costs nothing that is in it', async ({ desktop }) => {
  await withAccount(desktop, async (account) => {
    await filled(account);
    writeFileSync(join(account.userData, 'history.db-wal'), garbage(100_000));
    account.say('while it was closed');
    await account.start();
    await allListening(account.simulator);
    account.say('afterwards');
    // SQLite knows its own log by its checksums, and takes no other for one.
    await account.keeps(['old 0', `old ${events - 1}`, 'while it was closed', 'afterwards']);
    expect(asideIn(account.userData, /damaged/)).toEqual([]);
  });
});

test('settings, sign-in and cursors that cannot be read: each is kept aside and said, and nothing is lost', async ({
  desktop,
}) => {
  await withAccount(desktop, async (account) => {
    await filled(account);
    for (const name of ['settings', 'secrets', 'cursors', 'quiet', 'window', 'hints'])
      writeFileSync(join(account.userData, `${name}.json`), '{"half": ');
    account.say('while it was closed');
    const app = await account.start([lookable, await account.tokens()]);
    await allListening(account.simulator);
    await withWindow(app, async (page) => {
      const view = windowView(page);
      await view
        .trouble()
        .getByRole('button', { name: /and \d+ more/ })
        .click();
      await expect(view.trouble()).toContainText('The settings could not be read');
      await expect(view.trouble()).toContainText('The stored sign-in could not be read');
      await expect(view.trouble()).toContainText('where the last look for missed messages ended');
    });
    account.say('afterwards');
    await account.keeps(['while it was closed', 'afterwards']);
    const aside = asideIn(
      account.userData,
      /^(settings\.damaged|secrets\.unreadable|cursors\.damaged)-\d+\.json$/,
    );
    expect(aside).toHaveLength(3);
  });
});

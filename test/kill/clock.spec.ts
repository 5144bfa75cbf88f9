import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../desktop/fixtures.ts';
import { withAccount } from './support/account.ts';

/**
 * A computer whose clock is set while the app runs: libfaketime (Debian's `faketime`) shifts the wall clock of the app
 * alone, as a file says; the monotonic one goes on.
 */

const library = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find((file) => existsSync(file));
/** Within the days for which the server's certificate is good; each but the first is a jump back or forth from the one before. */
const jumps = ['+3h', '+0', '+20h', '+10m'] as const;

test('a clock that is set forth and back loses nothing and tells nothing twice', async ({
  desktop,
  monitor,
}) => {
  if (library === undefined) return test.skip(true, 'libfaketime is not installed');
  test.setTimeout(240_000);
  await withAccount(desktop, async (account) => {
    const offset = join(account.userData, 'clock');
    const setClock = (to: string): void => {
      // In one go: the library reads it at every look at the clock, and takes an empty file for no time at all.
      writeFileSync(`${offset}.next`, `${to}\n`);
      renameSync(`${offset}.next`, offset);
    };
    setClock('+0');
    const env = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: offset,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    await account.signIn(['--hidden'], env);
    const texts: string[] = [];
    const say = (text: string): void => {
      texts.push(text);
      account.say(text);
    };
    for (const to of jumps) {
      say(`before ${to}`);
      await account.keeps(texts);
      const links = account.simulator.totalConnections;
      setClock(to);
      account.simulator.dropEvents(true);
      say(`missed at ${to}`);
      account.simulator.dropEvents(false);
      // A jump is taken for a sleep: the link is proven anew, and what was missed is fetched.
      await account.simulator.waitFor(
        'the link to be proven anew',
        () => account.simulator.totalConnections > links,
        20_000,
      );
      say(`after ${to}`);
      await account.keeps(texts);
    }
    for (const text of texts) {
      const news = monitor
        .notifications()
        .filter(({ body, replacesId }) => replacesId === 0 && body.includes(text));
      expect(news.length, text).toBeLessThanOrEqual(1);
    }
    expect((await account.end()).code).toBe(0);
  });
});

import { expect, test } from '../desktop/fixtures.ts';
import { allListening } from '../support/desktop/startFlags.ts';
import { readHistory } from '../support/keptData.ts';
import { withAccount } from './support/account.ts';

const times = 10;

test(`two starts at the very same moment, ${times} times: one goes on, and everything is told once`, async ({
  desktop,
  monitor,
}) => {
  test.setTimeout(240_000);
  await withAccount(desktop, async (account) => {
    const { simulator } = account;
    await account.signIn();
    await account.end();
    const texts: string[] = [];
    for (let turn = 1; turn <= times; turn += 1) {
      const both = await Promise.all([account.start(), account.start()]);
      const first = await Promise.race(both.map(async (app) => ({ app, end: await app.ended })));
      expect(first.end).toMatchObject({ code: 0, signal: null });
      await allListening(simulator);
      expect(simulator.connections()).toBe(1);
      expect(both.filter((app) => app.isRunning())).toHaveLength(1);
      texts.push(`turn ${turn}.`);
      account.say(`turn ${turn}.`);
      await account.keeps(texts);
      await monitor.waitForNotification(({ body }) => body.includes(`turn ${turn}.`));
      for (const app of both) if (app.isRunning()) expect((await app.stop()).code).toBe(0);
      await simulator.waitFor('no connection', () => simulator.connections() === 0, 20_000);
    }
    for (const text of texts) {
      const news = monitor
        .notifications()
        .filter(({ body, replacesId }) => replacesId === 0 && body.includes(text));
      expect(news.length, text).toBeLessThanOrEqual(1);
    }
    const { integrity, rows } = readHistory(account.userData);
    expect(integrity).toBe('ok');
    expect(rows).toHaveLength(texts.length);
  });
});

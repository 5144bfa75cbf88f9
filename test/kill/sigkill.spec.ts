import { expect, test } from '../desktop/fixtures.ts';
import { chances, seedFrom } from '../support/chances.ts';
import { allListening } from '../support/desktop/startFlags.ts';
import { decidedAndNotShown, toldOn, toldTwice } from '../support/desktop/toldOnBus.ts';
import { waitFor } from '../support/desktop/waiting.ts';
import { startFlow } from '../support/flow.ts';
import { lostOf, readRows } from '../support/keptData.ts';
import { tableOf } from '../support/table.ts';
import { startAudit } from './support/audit.ts';
import { momentOf, phases, stateBefore, type Phase } from './support/moments.ts';
import { withAccount } from './support/account.ts';

/** A seed repeats the choice of moments; what the machine makes of them it does not. */
const seedVariable = 'CHATAPP_NOTIFIER_KILL_SEED';
const kills = Number(process.env['CHATAPP_NOTIFIER_KILLS'] ?? 6);
const eventsPerSecond = 10;
const limitMs = 90_000;
/** Most of what 200 kills kept it from hearing comes by the last catch-up, some thousands of events on a busy machine. */
const lastCatchUpMs = 300_000;
/** A line now and then, for whoever waits. */
const sayEvery = 20;

test(`killed ${kills} times while events arrive, it loses nothing and tells nothing twice`, async ({
  desktop,
  monitor,
}) => {
  test.setTimeout(240_000 + kills * 15_000);
  const seed = seedFrom(seedVariable);
  console.log(`seed ${seed} (${seedVariable}=${seed} repeats it)`);
  const chance = chances(seed);
  await withAccount(desktop, async (account) => {
    const { simulator, userData } = account;
    const audit = startAudit(userData, account.settings, monitor);
    const wrong: string[] = [];
    const killed = new Map<Phase, number>();
    let slowestMs = 0;
    await account.signIn();
    await account.end();
    const flow = startFlow(simulator, eventsPerSecond, chance);
    try {
      for (let kill = 1; kill <= kills; kill += 1) {
        const phase = phases[kill % phases.length] ?? phases[0];
        const before = stateBefore(simulator);
        const app = await account.start(phase === 'while its window opens' ? [] : ['--hidden']);
        const listensAfterMs = await momentOf(phase, { app, simulator, flow, before, chance });
        slowestMs = Math.max(slowestMs, listensAfterMs ?? 0);
        const { signal, code } = await app.kill();
        if (signal !== 'SIGKILL')
          wrong.push(`kill ${kill}: it had ended by itself, with ${code}: ${app.output()}`);
        killed.set(phase, (killed.get(phase) ?? 0) + 1);
        await simulator.waitFor('its connection to be gone', () => simulator.connections() === 0, limitMs);
        wrong.push(...audit.look().map((what) => `kill ${kill}, ${phase}: ${what}`));
        if (kill % sayEvery === 0)
          console.log(
            `${kill} kills, ${flow.texts.length} events, ${audit.rows().length} stored, ${wrong.length} wrong`,
          );
      }

      await account.start(['--hidden']);
      await allListening(simulator, limitMs);
      flow.stop();
      // What is lost is counted below; waiting for it would only hide how much.
      await waitFor(
        () => {
          const rows = readRows(userData);
          const done = lostOf(flow.texts, rows).length === 0 && rows.every(({ verdict }) => verdict !== null);
          return done || undefined;
        },
        () => 'the last catch-up brought not all',
        lastCatchUpMs,
      ).catch((problem: unknown) => wrong.push(String(problem)));
      const { code, signal } = await account.end();
      if (code !== 0) wrong.push(`the last one ended with ${code ?? signal}`);
      wrong.push(...audit.look().map((what) => `at the end: ${what}`));
    } finally {
      flow.stop();
    }
    const rows = audit.rows();
    const told = toldOn(monitor.notifications());
    const lost = lostOf(flow.texts, rows);
    if (lost.length > 0) wrong.push(`lost: ${lost.join(', ')}`);
    const twice = toldTwice(told, rows);
    if (twice.length > 0) wrong.push(`told twice: ${twice.join(', ')}`);
    const undecided = rows.filter(({ verdict }) => verdict === null);
    if (undecided.length > 0) wrong.push(`${undecided.length} rows without a verdict`);
    console.log(
      tableOf([
        ['kills', kills],
        ...phases.map((phase) => [`  ${phase}`, killed.get(phase) ?? 0] as const),
        ['events sent', flow.texts.length],
        ['stored live', rows.filter(({ recovered }) => !recovered).length],
        ['recovered by a catch-up', rows.filter(({ recovered }) => recovered).length],
        ['lost', lost.length],
        ['told on their own', told.once.size],
        ['told twice', twice.length],
        ['decided, and killed before it was shown', decidedAndNotShown(told, rows).length],
        ['slowest start to all channels after a kill', `${Math.round(slowestMs)} ms`],
        ['seed', seed],
      ]),
    );
    expect(wrong).toEqual([]);
  });
});

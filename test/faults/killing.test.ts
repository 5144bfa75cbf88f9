import { afterEach, expect, inject, it } from 'vitest';
import { chances, seedFrom } from '../support/chances.ts';
import { cleanUps } from '../support/fakes.ts';
import { memoryCursors } from '../support/headlessApp.ts';
import { allMessengers, startListening } from '../support/signedIn.ts';
import { eventually, customerAt, missing, patienceMs, storedTwice, toldTwice } from './support/faultCase.ts';
import { report } from './support/faultReport.ts';

const ends = cleanUps();
afterEach(() => ends.run());

const kills = 50;
const eventsPerSecond = 20;

it(`a server killed ${kills} times while ${eventsPerSecond} events a second flow loses nothing and tells nothing twice`, async () => {
  const seed = seedFrom('FAULT_SEED');
  console.log(`seed ${seed} (FAULT_SEED=${seed} repeats it)`);
  const chance = chances(seed);
  const cursors = memoryCursors();
  const together = await startListening(ends, { hurry: 20, cursors }, { requestsPerSecond: 1_000 });
  const { simulator, app } = together;
  await eventually('the first catch-up', () => Object.keys(cursors.load('685')).length >= allMessengers);

  const texts: string[] = [];
  const incoming: string[] = [];
  const flow = setInterval(() => {
    const side = texts.length % 7 === 6 ? 'out' : 'in';
    const text = `event ${texts.length + 1}`;
    texts.push(text);
    if (side === 'in') incoming.push(text);
    simulator.message({ customer: customerAt(simulator, Math.floor(chance() * 28)), side, text });
  }, 1_000 / eventsPerSecond);
  ends.add(() => clearInterval(flow));

  const codes = [1000, 1001, 1011, 1012, 4100, 4200, 4201];
  for (let kill = 0; kill < kills; kill += 1) {
    const before = texts.length;
    const some = 1 + Math.floor(chance() * 6);
    await simulator.waitFor(`${some} events more`, () => texts.length >= before + some, patienceMs);
    const kind = Math.floor(chance() * 3);
    if (kind === 0) simulator.kill();
    else if (kind === 1) simulator.closeAll(codes[Math.floor(chance() * codes.length)] ?? 1000);
    else {
      await simulator.refuseConnections(true, chance() < 0.5 ? 'both' : 'socket');
      simulator.kill();
      const down = texts.length + Math.floor(chance() * 8);
      await simulator.waitFor('it to stay down a while', () => texts.length >= down, patienceMs);
      await simulator.listenAgain();
    }
  }
  clearInterval(flow);
  await app.waitFor('to listen', () => app.listening().length === allMessengers, patienceMs);
  await app.waitFor('every event', () => missing(app, texts).length === 0, patienceMs);
  await app.waitFor(
    'every event to be decided',
    () => app.rows().every((row) => row.verdict !== null),
    patienceMs,
  );
  expect(app.rows()).toHaveLength(texts.length);
  expect(storedTwice(app.rows())).toEqual([]);
  expect(toldTwice(app, incoming)).toEqual([]);
  const recovered = app.rows().filter((row) => row.recovered).length;
  report(inject('faultReport'), {
    note: `killing: seed ${seed}, ${kills} kills, ${texts.length} events, ${recovered} of them fetched, 0 lost, 0 twice`,
  });
});

import type { TestInfo } from '@playwright/test';
import { eventText } from '../../electron/shared/eventText.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { readEvents, readState } from '../demo/appView.ts';
import { customer, lineIds, type CastCustomer, type CastLine } from '../simulator/cast.ts';
import type { BusMonitor, SeenNotification } from '../support/desktop/busMonitor.ts';
import { liveNotifications, mostLive } from '../support/desktop/liveNotifications.ts';
import { measureLoop, readLoop, type LoopDelay } from '../support/desktop/loopDelay.ts';
import { delay } from '../support/desktop/waiting.ts';
import { customerOf, nameOf } from './cast.ts';
import { expect, services, test } from './fixtures.ts';

/** Too much at once, and a notification service that stands still: nothing is lost, told twice or held up. */

const chats = 30;
const messages = 500;
const stormMs = 5_000;
const slices = 50;
/** `storm.notifications` of the settings. */
const singlyAtMost = 5;
/**
 * Not the 50 ms that are wanted, since test machines stand still for longer by themselves: only what a call that
 * waits for the service would take.
 */
const blockedMs = 1_000;

function report(info: TestInfo, during: string, { max, p99 }: LoopDelay): void {
  const description = `${during}: the main process was held up for ${max} ms at most, p99 ${p99} ms`;
  info.annotations.push({ type: 'event loop', description });
  process.stdout.write(`    ${info.titlePath.slice(1, 2).join('')} · ${description}\n`);
}

/** The line's name as notifications tell it. */
function titleOf({ licenseId, licenseName }: CastLine): string {
  return licenseName ?? `Line ${licenseId}`;
}

/** A digest has the line in its title, a single notification in the last line of its body. */
function lineOf({ summary, body }: SeenNotification, lines: readonly CastLine[]): string {
  const plain = body.replaceAll('&amp;', '&');
  const found = lines.map(titleOf).find((title) => summary === title || plain.endsWith(`· ${title}`));
  if (found === undefined) throw new Error(`of which line is "${summary}"?`);
  return found;
}

const isDigest = (line: CastLine) => (seen: SeenNotification) => seen.summary === titleOf(line);

function digestsOf(monitor: BusMonitor, line: CastLine): readonly SeenNotification[] {
  return monitor.notifications().filter(isDigest(line));
}

for (const service of services) {
  test.describe(service, () => {
    test.use({ service });

    test('a line that tells of one chat more than is allowed gets one notification for all of them', async ({
      start,
      simulator,
      monitor,
      popups,
    }) => {
      await start({ args: ['--hidden'] });
      const people = Array.from({ length: singlyAtMost + 1 }, (_, index) =>
        customer(`calm${index}`, 300 + index, `Person ${index}`, lineIds.sales, 'grWhatsApp'),
      );
      for (const [index, person] of people.entries()) {
        simulator.message({ customer: person, text: `Message ${index}` });
        if (index === singlyAtMost) break;
        // One by one, so that each is on the screen before the next comes.
        await monitor.waitForNotification(({ summary }) => summary === person.name);
        await expect.poll(() => popups.count()).toBe(index + 1);
      }
      const digest = await monitor.waitForNotification(({ summary }) => summary === 'Oak & Iris Sales');
      expect(digest.body).toMatch(/^6 messages from 6 people\n/);
      await expect.poll(() => liveNotifications(monitor).map(({ id }) => id)).toEqual([digest.id]);
      await expect.poll(() => popups.count()).toBe(1);
    });

    test('a storm becomes one notification for each line, and every message is in the list', async ({
      start,
      simulator,
      monitor,
      popups,
    }, info) => {
      const { app, window } = await start();
      const { lines } = simulator.cast;
      const places = lines.flatMap(({ licenseId, messengers: [first] }) =>
        first === undefined ? [] : [{ lineId: licenseId, messengerType: first.type }],
      );
      const people: CastCustomer[] = Array.from({ length: chats }, (_, index) => {
        const place = places[index % places.length];
        if (place === undefined) throw new Error('no line in the cast');
        return customer(`storm${index}`, 300 + index, `Person ${index}`, place.lineId, place.messengerType);
      });
      const sentTo = new Map<number, number>();
      await measureLoop(app);
      for (let slice = 0; slice < slices; slice += 1) {
        for (let index = 0; index < messages / slices; index += 1) {
          const number = slice * (messages / slices) + index;
          const person = people[(number * 7) % chats];
          if (person === undefined) throw new Error('nobody to write');
          simulator.message({ customer: person, text: `Message ${number}` });
          sentTo.set(person.lineId, (sentTo.get(person.lineId) ?? 0) + 1);
        }
        // The pace of the storm; nothing is awaited here.
        await delay(stormMs / slices);
      }
      for (const line of lines) {
        const wrote = people.filter(({ lineId }) => lineId === line.licenseId).length;
        const total = `${sentTo.get(line.licenseId)} messages from ${wrote} people\n`;
        await monitor.waitForNotification((seen) => isDigest(line)(seen) && seen.body.startsWith(total));
      }
      const loop = await readLoop(app);
      report(info, 'storm', loop);
      expect(loop.max).toBeLessThan(blockedMs);

      const kindOf = (seen: SeenNotification): string =>
        `${lines.some((line) => isDigest(line)(seen)) ? 'digest' : 'single'} of ${lineOf(seen, lines)}`;
      const most = mostLive(monitor, kindOf);
      for (const title of lines.map(titleOf)) {
        expect(most.get(`single of ${title}`), `told one by one at once on ${title}`).toBeLessThanOrEqual(
          singlyAtMost,
        );
        expect(most.get(`digest of ${title}`)).toBe(1);
      }
      for (const line of lines) {
        const [first, ...later] = digestsOf(monitor, line);
        expect(first?.replacesId).toBe(0);
        expect(new Set(later.map(({ replacesId }) => replacesId))).toEqual(new Set([first?.id]));
      }
      expect(
        liveNotifications(monitor)
          .map(({ summary }) => summary)
          .toSorted(),
      ).toEqual(lines.map(titleOf).toSorted());
      await expect.poll(() => popups.count()).toBe(lines.length);

      const rows = await readEvents(window);
      const translate = createTranslate('en');
      const texts = rows.map((row) => eventText(row, translate)).toSorted();
      expect(texts).toEqual(Array.from({ length: messages }, (_, number) => `Message ${number}`).toSorted());
      expect(rows.filter(({ verdict }) => !['show', 'update', 'digest'].includes(String(verdict)))).toEqual(
        [],
      );
    });

    test('a service that stands still loses nothing and holds nothing up', async ({
      start,
      simulator,
      monitor,
      popups,
      desktop,
    }, info) => {
      const { app, window } = await start();
      const people = [
        customerOf(simulator, 'grWhatsApp', lineIds.sales),
        customerOf(simulator, 'telegram', lineIds.sales),
        customerOf(simulator, 'instagram', lineIds.sales),
        customerOf(simulator, 'telegramBot', lineIds.flowers),
        customerOf(simulator, 'avito', lineIds.flowers),
        customerOf(simulator, 'email', lineIds.nameless),
        customerOf(simulator, 'telegram', lineIds.workshop),
        customerOf(simulator, 'viberBot', lineIds.workshop),
      ];
      const [sent, ...others] = people;
      const waits = others.at(-1);
      if (sent === undefined || waits === undefined) throw new Error('nobody to write');
      // The service is asked what it can do before it stops.
      const before = customerOf(simulator, 'caWhatsApp', lineIds.flowers);
      simulator.message({ customer: before, text: 'Before' });
      await monitor.waitForNotification(({ body }) => body.startsWith('Before'));

      desktop.pauseNotifications();
      await measureLoop(app);
      // The first three while the service would still be sent more: their second message meets the first on its way.
      for (const group of [people.slice(0, 3), people.slice(3)]) {
        for (const text of ['One', 'Two']) {
          const known = (await readEvents(window)).length;
          for (const person of group) simulator.message({ customer: person, text });
          // Each text is a step of its own: only then a second one meets the first.
          await expect.poll(async () => (await readEvents(window)).length).toBe(known + group.length);
        }
      }
      // One whose notification is with the service, one whose is not sent yet, one that stands.
      for (const person of [sent, waits, before])
        simulator.message({ customer: person, side: 'out', text: 'Hi' });
      await expect.poll(async () => (await readState(window)).waitingTotal).toBe(people.length - 2);
      const loop = await readLoop(app);
      report(info, 'service stopped', loop);
      expect(loop.max).toBeLessThan(blockedMs);

      desktop.continueNotifications();
      const unanswered = people
        .filter((person) => person !== sent && person !== waits)
        .map(nameOf)
        .toSorted();
      await expect
        .poll(() =>
          liveNotifications(monitor)
            .map(({ summary }) => summary)
            .toSorted(),
        )
        .toEqual(unanswered);
      await expect.poll(() => popups.count()).toBe(unanswered.length);
      for (const { body } of liveNotifications(monitor)) expect(body).toMatch(/^2 messages · Two\n/);

      // Nothing more comes: what is shown now is answered after all that was under way.
      const marker = customerOf(simulator, 'grWhatsApp', lineIds.nameless);
      simulator.message({ customer: marker, text: 'Afterwards' });
      await monitor.waitForNotification(({ body }) => body.startsWith('Afterwards'));
      expect(
        liveNotifications(monitor)
          .map(({ summary }) => summary)
          .toSorted(),
      ).toEqual([...unanswered, nameOf(marker)].toSorted());
      const rows = await readEvents(window);
      expect(rows).toHaveLength(2 * people.length + 5);
      expect(rows.filter(({ verdict }) => verdict === null)).toEqual([]);
    });
  });
}

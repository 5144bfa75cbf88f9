import { afterEach, describe, expect, it } from 'vitest';
import type { ChatActivity } from '../../electron/core/catchup/plan.ts';
import type { MessageApi } from '../../electron/core/ports.ts';
import { createCatchUp, everyMs, type CatchUp } from '../../electron/platform/catchUp.ts';
import {
  cleanUps,
  manualClock,
  noLongWork,
  recordingLogger,
  settled,
  type ManualClock,
} from '../support/fakes.ts';
import { memoryCursors } from '../support/headlessApp.ts';

/** One catch-up after another, against answers that come at the worst moment. */

const ends = cleanUps();
afterEach(() => ends.run());

const place = { lineId: '1', messengerType: 'telegram' };
const startSeconds = 1_700_000_000;
const minuteMs = 60_000;

interface Bench {
  catchUp: CatchUp;
  clock: ManualClock;
  cursors: ReturnType<typeof memoryCursors>;
  logger: ReturnType<typeof recordingLogger>;
  /** Chats whose messages were asked for. */
  asked: string[];
  heard: { all: boolean };
  /** Lets a run end, and answers with how many have begun. */
  after: (milliseconds: number) => Promise<number>;
}

const chat = (chatId: string, lastTime: number): ChatActivity => ({ ...place, chatId, lastTime });

function bench(chats: MessageApi['chats']): Bench {
  const clock = manualClock(startSeconds * 1_000);
  const cursors = memoryCursors();
  cursors.save('a', { '1:telegram': startSeconds - 3_600, '1:telegram first': 1 });
  const logger = recordingLogger();
  const asked: string[] = [];
  const heard = { all: true };
  let runs = 0;
  const catchUp = createCatchUp({
    accountId: 'a',
    api: {
      chats(query) {
        if (query.nextPage === null) runs += 1;
        return chats(query);
      },
      messages(_place, chatId) {
        asked.push(chatId);
        return Promise.resolve({ ok: true, value: { items: [], nextPage: null } });
      },
    },
    cursors,
    clock,
    logger,
    work: noLongWork,
    places: () => [place],
    listening: () => heard.all,
    deliver: () => undefined,
    finished: () => true,
  });
  ends.add(() => catchUp.stop());
  return {
    catchUp,
    clock,
    cursors,
    logger,
    asked,
    heard,
    async after(milliseconds) {
      clock.advance(milliseconds);
      for (let turn = 0; turn < 20; turn += 1) await settled();
      return runs;
    },
  };
}

const onePage = (chats: ChatActivity[]): ReturnType<MessageApi['chats']> =>
  Promise.resolve({ ok: true, value: { chats, nextPage: null, serverSeconds: startSeconds } });

describe('a catch-up', () => {
  it('finds a chat that goes to the top while later pages are read', async () => {
    const late = startSeconds - 1_800;
    let firstPages = 0;
    const { catchUp, asked, after, cursors } = bench(({ nextPage }) => {
      if (nextPage === 'second') return onePage([chat('boris', late)]);
      firstPages += 1;
      // Clara's messages of half an hour ago would have been on the second page; she writes while the first is read.
      const chats = firstPages === 1 ? ['anna'] : ['clara', 'anna'];
      return Promise.resolve({
        ok: true,
        value: {
          chats: chats.map((name) => chat(name, startSeconds - 60)),
          nextPage: 'second',
          serverSeconds: startSeconds,
        },
      });
    });
    catchUp.request('test');
    await after(300);
    expect(asked.toSorted()).toEqual(['anna', 'boris', 'clara']);
    expect(cursors.load('a')['1:telegram']).toBe(startSeconds - 60);
  });

  it('follows within a minute where something is not heard any more', async () => {
    const { catchUp, heard, after } = bench(() => onePage([]));
    catchUp.request('test');
    expect(await after(300)).toBe(1);
    catchUp.lookAtPace();
    expect(await after(2 * minuteMs)).toBe(1);
    heard.all = false;
    catchUp.lookAtPace();
    expect(await after(minuteMs / 2)).toBe(1);
    // Looked at again meanwhile, it does not begin to wait anew.
    catchUp.lookAtPace();
    expect(await after(minuteMs / 2)).toBe(2);
    heard.all = true;
    expect(await after(minuteMs)).toBe(3);
    expect(await after(everyMs - minuteMs)).toBe(3);
    expect(await after(minuteMs)).toBe(4);
  });

  it('that breaks is tried again, and said in the log', async () => {
    let breaks = true;
    const { catchUp, logger, after } = bench(() =>
      breaks ? Promise.reject(new Error('broken')) : onePage([]),
    );
    catchUp.request('test');
    expect(await after(300)).toBe(1);
    expect(logger.entries).toContainEqual(expect.objectContaining({ level: 'error' }));
    breaks = false;
    expect(await after(10_000)).toBe(2);
  });
});

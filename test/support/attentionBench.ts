import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { History } from '../../electron/core/ports.ts';
import { createAttentionRunner, type AttentionRunner } from '../../electron/platform/attentionRunner.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { noQuiet, type Quiet } from '../../electron/shared/attention.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { settingsWith, startMs } from './attention.ts';
import { arrive, messageItem } from './events.ts';
import {
  cleanUps,
  fakeSounds,
  fakeToaster,
  manualClock,
  recordingLogger,
  type FakeSounds,
  type FakeToaster,
  type ManualClock,
} from './fakes.ts';

/** The runner of attention over a real history and fakes of all the rest; a world outlives the runs in it. */

const ends = cleanUps();
afterEach(() => ends.run());

export const minute = 60_000;

export interface World {
  file: string;
  clock: ManualClock;
  toaster: FakeToaster;
  sounds: FakeSounds;
  quiet: { kept: Quiet };
  guarded: { now: boolean };
}

export interface Bench extends World {
  runner: AttentionRunner;
  history: History;
  opened: string[];
  put(name: string, item: Record<string, unknown>): EventRow;
  row(key: string): EventRow | undefined;
  end(): void;
}

export function world(): World {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-runner-'));
  ends.add(() => rmSync(folder, { recursive: true, force: true }));
  return {
    file: join(folder, 'history.db'),
    clock: manualClock(startMs),
    toaster: fakeToaster(),
    sounds: fakeSounds(),
    quiet: { kept: noQuiet },
    guarded: { now: false },
  };
}

/** @param wait until it has taken up what the last run left */
export async function start(here: World = world(), wait = true): Promise<Bench> {
  const { history } = openHistory(here.file, startMs);
  const opened: string[] = [];
  const runner = createAttentionRunner({
    history,
    toaster: here.toaster,
    sounds: here.sounds,
    quietStore: {
      load: () => here.quiet.kept,
      save(next) {
        here.quiet.kept = next;
      },
    },
    clock: here.clock,
    logger: recordingLogger(),
    settings: () =>
      settingsWith({
        unanswered: {
          enabled: true,
          steps: [
            { afterMinutes: 2, action: 'badge' },
            { afterMinutes: 5, action: 'repeat' },
          ],
          lines: [],
        },
      }),
    lines: () => [],
    translate: () => createTranslate('en'),
    zone: () => 'UTC',
    guarded: () => here.guarded.now,
    rowsChanged: () => undefined,
    stateChanged: () => undefined,
    openEvent: (key) => void opened.push(key),
    openUnread: () => undefined,
    openWaiting: () => undefined,
    attract: () => undefined,
    reply: () => undefined,
    notificationsAvailable: () => undefined,
  });
  const begun = runner.start();
  if (wait) await begun;
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    runner.stop();
    history.close();
  };
  ends.add(end);
  return {
    ...here,
    runner,
    history,
    opened,
    put(name, item) {
      const [row] = history.insertNew(arrive(name, [item], { receivedAtMs: here.clock.nowMs() }));
      if (row === undefined) throw new Error('nothing new');
      runner.stored([row]);
      return row;
    },
    row: (key) => history.find(key)?.row,
    end,
  };
}

const chat = { id: '70000000001@c.us', name: 'Anna' };
export const question = (
  clock: ManualClock,
  id = 1,
  more: Record<string, unknown> = {},
): Record<string, unknown> => messageItem({ id, time: clock.nowMs() / 1_000, chat, ...more });
export const answer = (clock: ManualClock, id = 9): Record<string, unknown> =>
  question(clock, id, { side: 'out', fromMe: true, created: { id: 7 } });

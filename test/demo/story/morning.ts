import { busyLine, chatsGo, othersAnswer } from './busyActs.ts';
import { replyFromTheApp, stormBreaks } from './lastActs.ts';
import { quietTimes, shiftEnds } from './quietActs.ts';
import type { Theatre } from './theatre.ts';

/** The acts of a working morning, in order; each waits for what it tells of, and names what did not come true. */
export async function playWorkingMorning(theatre: Theatre, say: (line: string) => void): Promise<void> {
  let number = 0;
  async function act<Result>(title: string, play: () => Promise<Result>): Promise<Result> {
    theatre.signal.throwIfAborted();
    number += 1;
    say(`act ${number} of 7: ${title}`);
    try {
      return await play();
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      throw new Error(`in act ${number} ${reason}`, { cause: problem });
    }
  }

  const busy = await act('a busy line: four customers write, one of them three times', () =>
    busyLine(theatre),
  );
  await act('a colleague answers one, the phone another, a robot a third (which does not count)', () =>
    othersAnswer(theatre, busy),
  );
  await act('a chat is taken by a colleague, one is closed, a customer deletes a message', () =>
    chatsGo(theatre, busy),
  );
  await act('one chat is snoozed, then everything is paused; the pause ends in one summary', () =>
    quietTimes(theatre),
  );
  const urgent = await act('off shift only what is urgent rings; then the shift begins', () =>
    shiftEnds(theatre),
  );
  await act('a storm: 60 messages from 15 people in two seconds', () => stormBreaks(theatre));
  await act('an answer from the app, confirmed by its echo', () => replyFromTheApp(theatre, urgent));
}

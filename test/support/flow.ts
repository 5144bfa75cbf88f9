import type { Simulator } from '../simulator/simulator.ts';

/** Customers who write all the time, and now and then somebody who answers; the text of each message is its own. */
export interface Flow {
  /** Every text so far, oldest first. */
  readonly texts: readonly string[];
  /** As many at once. */
  burst(size: number): void;
  stop(): void;
}

/** Finds the text of a message of any flow in something longer, such as a notification. */
const mark = /message-\d+/;

export function flowTextIn(longer: string): string | null {
  return mark.exec(longer)?.[0] ?? null;
}

/** Of so many messages one is an answer of our side. */
const answerEvery = 7;

export function startFlow(simulator: Simulator, perSecond: number, chance: () => number): Flow {
  const { customers } = simulator.cast;
  const texts: string[] = [];
  const say = (): void => {
    const side = texts.length % answerEvery === answerEvery - 1 ? 'out' : 'in';
    const text = `message-${texts.length + 1}`;
    texts.push(text);
    simulator.message({
      customer: customers[Math.floor(chance() * customers.length)]?.key ?? 'anna',
      side,
      text,
    });
  };
  const timer = setInterval(say, 1_000 / perSecond);
  return {
    texts,
    burst(size) {
      for (let count = 0; count < size; count += 1) say();
    },
    stop: () => clearInterval(timer),
  };
}

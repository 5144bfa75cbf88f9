import { causeOf, parseChannel } from '../core/connection/channels.ts';
import type { Link } from '../core/connection/machine.ts';
import type { Api, Authorizer, Clock, LinkEvent, MessageApi, Stop, Transport } from '../core/ports.ts';
import type { Cause } from '../shared/appState.ts';
import type { TestStep } from '../shared/contract.ts';

/** "Test this line": every part of the way is walked once, on purpose, and timed. */

/** A step that nobody answers has failed. Milliseconds. */
const stepLimitMs = 10_000;

export interface ChannelTestParts {
  api: Api & MessageApi & Authorizer;
  clock: Clock;
  transport: Transport;
  link: () => Link;
  listen: (listener: (event: LinkEvent) => void) => Stop;
  /** The channel is about to be asked again. */
  asking: (channel: string) => void;
}

export async function testChannel(name: string, parts: ChannelTestParts): Promise<TestStep[]> {
  const { api, clock, transport } = parts;
  const steps: TestStep[] = [];

  async function walk(step: TestStep['step'], run: () => Promise<Cause | null>): Promise<boolean> {
    const began = clock.monotonicMs();
    const cause = await run();
    steps.push({ step, ok: cause === null, tookMs: Math.round(clock.monotonicMs() - began), cause });
    return cause === null;
  }

  /** Does something and waits for the event that answers it. */
  function answered(
    act: () => void,
    judge: (event: LinkEvent) => Cause | 'yes' | null,
  ): Promise<Cause | null> {
    return new Promise((resolve) => {
      const settle = (cause: Cause | null): void => {
        stopListening();
        stopWaiting();
        resolve(cause);
      };
      const stopListening = parts.listen((event) => {
        const verdict = event.type === 'ended' ? event.cause : judge(event);
        if (verdict !== null) settle(verdict === 'yes' ? null : verdict);
      });
      const stopWaiting = clock.after(stepLimitMs, () => settle({ code: 'timedOut' }));
      act();
    });
  }

  const { socketId, status, cause } = parts.link();
  if (
    !(await walk('link', () =>
      Promise.resolve(status === 'connected' ? null : (cause ?? { code: 'unknown' })),
    ))
  ) {
    return steps;
  }
  const authorised = await walk('authorise', async () => {
    const answer = await api.authorize(socketId ?? '', name);
    return answer.ok ? null : causeOf(answer);
  });
  if (!authorised) return steps;
  const subscribed = await walk('subscribe', () =>
    answered(
      () => {
        transport.unsubscribe(name);
        parts.asking(name);
        transport.subscribe(name);
      },
      (event) => {
        if (event.type === 'subscribed' && event.channel === name) return 'yes';
        return event.type === 'subscriptionFailed' && event.channel === name ? causeOf(event.failure) : null;
      },
    ),
  );
  if (!subscribed) return steps;
  const alive = await walk('ping', () =>
    answered(
      () => transport.ping(),
      (event) => (event.type === 'proof' ? 'yes' : null),
    ),
  );
  const { lineId } = parseChannel(name);
  if (!alive || lineId === null) return steps;
  await walk('fetch', async () => {
    const answer = await api.chats({ lineIds: [lineId], nextPage: null });
    return answer.ok ? null : causeOf(answer);
  });
  return steps;
}

import { setTimeout as pause } from 'node:timers/promises';
import { findCustomer } from './cast.ts';
import { morningSteps, type MorningCounts, type Stage } from './story/morningSteps.ts';
import { chatReference, chatStatusItem, messageStatusItem } from './payloads.ts';
import type { Simulator } from './simulator.ts';

/**
 * Plays the busy morning: the same steps each time, spread over `durationMs`.
 *
 * Resolves with what was sent, early when `signal` aborts. `incomingMessages` counts each message once, however
 * often it was sent.
 */
export async function playMorning(
  simulator: Simulator,
  options: { readonly durationMs: number; readonly signal?: AbortSignal },
): Promise<MorningCounts> {
  const stage = makeStage(simulator);
  const last = morningSteps.at(-1)?.atMs ?? 1;
  const startedAtMs = performance.now();
  for (const step of morningSteps) {
    const dueInMs = startedAtMs + (step.atMs / last) * options.durationMs - performance.now();
    if (dueInMs > 0) {
      const aborted = await pause(
        dueInMs,
        false,
        options.signal === undefined ? {} : { signal: options.signal },
      ).catch(() => true);
      if (aborted) break;
    }
    if (options.signal?.aborted === true) break;
    step.play(stage);
  }
  return stage.counts;
}

function makeStage(simulator: Simulator): Stage {
  const counts = { eventsSent: 0, incomingMessages: 0, chatStatusChanges: 0 };
  const event: Stage['event'] = (key, kind, items) => {
    const { lineId, messengerType } = findCustomer(simulator.cast, key);
    simulator.sendEvent({ lineId, messengerType, kind, items });
    counts.eventsSent += 1;
  };
  return {
    counts,
    event,
    now: () => simulator.world.nowSeconds(),
    incoming: (customer, content) => {
      const { lineId, messengerType, chatId } = findCustomer(simulator.cast, customer);
      // A closed dialog opens by itself when the customer writes (chatapp-api.md section 7).
      const reopens = simulator.world.history.findChat(lineId, messengerType, chatId)?.status === 'closed';
      const message = simulator.message({ customer, ...content });
      counts.eventsSent += 1;
      counts.incomingMessages += 1;
      if (reopens) {
        event(customer, 'chatStatus', [chatStatusItem('open', chatId)]);
        counts.chatStatusChanges += 1;
      }
      return message;
    },
    answer: (customer, employeeId, text) => {
      counts.eventsSent += 1;
      return simulator.message({ customer, side: 'out', employeeId, text });
    },
    status: (key, changes) =>
      event(
        key,
        'messageStatus',
        changes.map(([message, type]) =>
          messageStatusItem(message.id, type, simulator.world.nowSeconds(), chatReference(message.chat)),
        ),
      ),
    chatStatus: (key, type) => {
      event(key, 'chatStatus', [chatStatusItem(type, findCustomer(simulator.cast, key).chatId)]);
      counts.chatStatusChanges += 1;
    },
    chatId: (key) => findCustomer(simulator.cast, key).chatId,
    aside: (kind, items) => {
      simulator.sendEvent({ kind, items });
      counts.eventsSent += 1;
    },
    kept: new Map(),
  };
}

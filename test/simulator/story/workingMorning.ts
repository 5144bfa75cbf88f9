import { setTimeout as pause } from 'node:timers/promises';
import { customer, findCustomer, lineIds, type CastCustomer } from '../cast.ts';
import { chatStatusItem, messageDestroyItem } from '../payloads.ts';
import type { Simulator } from '../simulator.ts';
import type { MessageItem } from '../world/shapes.ts';

/**
 * What customers and colleagues do in a working morning, on demand: who plays it decides when, by what the app did
 * so far. (`morningSteps.ts` is the morning that goes by the clock.)
 */
export interface WorkingMorning {
  /** A customer of the cast writes. */
  readonly says: (customer: string, text: string) => MessageItem;
  readonly colleagueAnswers: (customer: string, employeeId: number, text: string) => MessageItem;
  readonly phoneAnswers: (customer: string, text: string) => MessageItem;
  readonly robotAnswers: (customer: string, text: string) => MessageItem;
  /** ChatApp names the colleague. */
  readonly assigns: (customer: string, employeeId: number) => void;
  readonly closes: (customer: string) => void;
  /** The customer takes a message back. */
  readonly deletes: (customer: string, message: MessageItem) => void;
  /** Everybody writes in turn, evenly over the time; resolves with the messages. */
  readonly storm: (signal: AbortSignal) => Promise<MessageItem[]>;
}

export const colleagues = { olga: 686, sam: 687 } as const;
export const storm = { messages: 60, people: 15, durationMs: 2_000, lineId: lineIds.flowers } as const;

const stormTexts = ['Is it open?', 'Are the tulips fresh?', 'Can I still order?', 'How much is delivery?'];
/** Above the numbers of the cast. */
const firstStormNumber = 201;

export function createWorkingMorning(simulator: Simulator): WorkingMorning {
  const { cast } = simulator;

  function event(key: string, kind: string, item: object): void {
    const { lineId, messengerType } = findCustomer(cast, key);
    simulator.sendEvent({ lineId, messengerType, kind, items: [item] });
  }

  return {
    says: (key, text) => simulator.message({ customer: key, text }),
    colleagueAnswers: (key, employeeId, text) =>
      simulator.message({ customer: key, side: 'out', employeeId, text }),
    phoneAnswers: (key, text) => simulator.message({ customer: key, side: 'out', employeeId: null, text }),
    robotAnswers: (key, text) =>
      simulator.message({ customer: key, side: 'out', text, appId: 'msbot', sender: 'system' }),
    assigns(key, employeeId) {
      const employee = cast.employees.find(({ id }) => id === employeeId);
      if (employee === undefined) throw new Error(`there is no employee ${employeeId} in the cast`);
      const { id, fullName } = employee;
      event(key, 'chatResponsible', {
        chat: { id: findCustomer(cast, key).chatId },
        responsible: { id, fullName },
      });
    },
    closes: (key) => event(key, 'chatStatus', chatStatusItem('close', findCustomer(cast, key).chatId)),
    deletes: (key, message) => event(key, 'messageDestroy', messageDestroyItem(message.id, message.time)),
    async storm(signal) {
      const people = stormPeople();
      const startedAtMs = performance.now();
      const messages: MessageItem[] = [];
      for (let index = 0; index < storm.messages; index += 1) {
        const dueInMs = startedAtMs + (index / storm.messages) * storm.durationMs - performance.now();
        if (dueInMs > 0) await pause(dueInMs, undefined, { signal });
        const writer = people[index % people.length];
        const text = stormTexts[Math.floor(index / people.length) % stormTexts.length];
        if (writer !== undefined) messages.push(simulator.message({ customer: writer, text: text ?? '' }));
      }
      return messages;
    },
  };
}

function stormPeople(): CastCustomer[] {
  return Array.from({ length: storm.people }, (_none, index) =>
    customer(
      `caller${index + 1}`,
      firstStormNumber + index,
      `Caller ${index + 1}`,
      storm.lineId,
      'caWhatsApp',
    ),
  );
}

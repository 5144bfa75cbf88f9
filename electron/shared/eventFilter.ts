import { z } from 'zod';
import { chatClassSchema } from './attention.ts';
import { verdictSchema } from './event.ts';

/** Which events a list shows. An empty list, and null, stand for all. */

const ids = z.array(z.string().max(300)).max(100);

export const eventFilterSchema = z.object({
  unreadOnly: z.boolean(),
  lineIds: ids,
  messengerTypes: ids,
  /** ChatApp's names of the events: `message`, `chatStatus` ... */
  kinds: ids,
  classes: z.array(chatClassSchema).max(3),
  verdicts: z.array(verdictSchema).max(10),
  /** When it happened; milliseconds since 1970, the end not included. */
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  /** Words that all have to begin a word of text, sender, phone or file name. */
  text: z.string().max(200),
});
export type EventFilter = z.infer<typeof eventFilterSchema>;

export const everyEvent: EventFilter = {
  unreadOnly: false,
  lineIds: [],
  messengerTypes: [],
  kinds: [],
  classes: [],
  verdicts: [],
  fromMs: null,
  toMs: null,
  text: '',
};

/** Counted from the day on which one looks; `week` is seven days with today. */
export const runningPeriods = ['today', 'yesterday', 'week'] as const;

/** A filter that was given a name. */
export const savedFilterSchema = z.object({
  id: z.string().min(1).max(40),
  name: z.string().trim().min(1).max(100),
  filter: eventFilterSchema,
  /** A period that runs with the calendar, instead of the filter's moments. */
  period: z.enum(runningPeriods).nullable().default(null),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

import { z } from 'zod';
import { eventFilterSchema, runningPeriods } from './eventFilter.ts';

/** What a window shows, kept while there is none; the window writes it and reads it, nobody else. */
export const windowMemorySchema = z.object({
  page: z.string().max(20),
  filter: eventFilterSchema.omit({ fromMs: true, toMs: true }).extend({
    period: z.enum(['any', 'dates', ...runningPeriods]),
    fromDay: z.string().max(10).nullable(),
    toDay: z.string().max(10).nullable(),
  }),
  /** The event whose detail is open. */
  openKey: z.string().max(2_000).nullable(),
  /** Where the list is scrolled to: the newest row in view, null at the top; and what of it is above the edge, in pixels. */
  top: z.object({ row: z.number().int(), offset: z.number() }).nullable(),
  /** How far the first day has come; null once it is over. */
  welcome: z
    .object({ done: z.array(z.string().max(20)).max(10), skipped: z.array(z.string().max(20)).max(10) })
    .nullable()
    .default(null),
  /** Answers that were begun, by chat. */
  drafts: z.array(z.object({ chat: z.string().max(2_000), text: z.string().max(10_000) })).max(100),
});
export type WindowMemory = z.infer<typeof windowMemorySchema>;

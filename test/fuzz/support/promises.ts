import type { Intake } from '../../../electron/core/intake/intake.ts';
import { maxItemsPerFrame } from '../../../electron/core/intake/intake.ts';
import { maxRawLength } from '../../../electron/core/intake/json.ts';
import { eventSchema, maxTextLength } from '../../../electron/shared/event.ts';

/** What everything behind the one door relies on. Throws where it does not hold. */
export function mustBeSound({ events, notUnderstood }: Intake): void {
  if (events.length > maxItemsPerFrame || notUnderstood > events.length) throw new Error('too many events');
  for (const { event, raw, content } of events) {
    const parsed = eventSchema.safeParse(event);
    if (!parsed.success) throw new Error(`no event: ${parsed.error.message}`);
    // As it is read back from the history.
    if (raw.length > maxRawLength + 1) throw new Error('raw text too long');
    if (content !== null && content.subject.length > maxTextLength + 2_000)
      throw new Error('the subject is too long');
    mustBeClean(event);
  }
}

/** No half characters and no NUL in anything that is shown or stored. */
function mustBeClean(value: unknown): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Error(`half a character: ${JSON.stringify(value.slice(0, 100))}`);
    if (value.includes('\u0000')) throw new Error('NUL');
  } else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) mustBeClean(one);
}

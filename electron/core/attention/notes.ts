import { z } from 'zod';
import { chatClassSchema, waitingChatSchema } from '../../shared/attention.ts';
import type { ToastMark } from '../ports.ts';
import { readDocument } from '../state/document.ts';
import type { AttentionState, HeldMember, LiveToast, Waiting } from './state.ts';

/**
 * What attention keeps over a restart, one small document for each notification, held chat and waiting chat: so that
 * a crash loses none of the others, and a change writes only what changed.
 */

const member = z.object({
  id: z.string(),
  chat: z.string().nullable(),
  accountId: z.string(),
  lineId: z.string().nullable(),
  messengerType: z.string().nullable(),
  name: z.string().nullable(),
  chatClass: chatClassSchema.nullable(),
  keys: z.array(z.string()),
  messages: z.number(),
  newestKey: z.string(),
  newestMs: z.number(),
  askedMs: z.number().default(0),
  heardMs: z.number(),
});
const holdReason = z.enum(['offShift', 'snoozed', 'paused']);
const heldMember = member.extend({ because: holdReason });
const liveToast = z.object({
  id: z.string(),
  kind: z.enum(['one', 'storm', 'held', 'away', 'waiting']),
  because: holdReason.nullable(),
  accountId: z.string().nullable(),
  lineId: z.string().nullable(),
  members: z.array(member).transform((members) => new Map(members.map((one) => [one.id, one]))),
  urgent: z.boolean(),
  faded: z.boolean(),
  waitsSinceMs: z.number().nullable(),
});
const waiting = waitingChatSchema.extend({ keys: z.array(z.string()) });

export interface Note {
  name: string;
  /** Null: it is to be removed. */
  text: string | null;
}

const prefixes = { live: 'live ', held: 'held ', waiting: 'waiting ' } as const;
export const notePrefixes: readonly string[] = Object.values(prefixes);

/** What has to be written so that the notes say what the state says. */
export function changedNotes(before: AttentionState, after: AttentionState): Note[] {
  return [
    ...changes(prefixes.live, before.live, after.live, (toast) => ({
      ...toast,
      members: [...toast.members.values()],
    })),
    ...changes(prefixes.held, before.held, after.held, (held) => held),
    ...changes(prefixes.waiting, before.waiting, after.waiting, (chat) => chat),
  ];
}

function changes<Value>(
  prefix: string,
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  document: (value: Value) => unknown,
): Note[] {
  if (before === after) return [];
  const notes: Note[] = [];
  for (const [id, value] of after) {
    if (before.get(id) !== value) notes.push({ name: prefix + id, text: JSON.stringify(document(value)) });
  }
  for (const id of before.keys()) if (!after.has(id)) notes.push({ name: prefix + id, text: null });
  return notes;
}

/** A note that does not fit is left out: its events are still in the history. */
export function readNotes(
  notes: readonly { name: string; text: string }[],
): Pick<AttentionState, 'live' | 'held' | 'waiting'> {
  const live = new Map<string, LiveToast>();
  const held = new Map<string, HeldMember>();
  const waitingChats = new Map<string, Waiting>();
  for (const { name, text } of notes) {
    const document = readDocument(text);
    if (name.startsWith(prefixes.live)) {
      const read = liveToast.safeParse(document);
      if (read.success) live.set(read.data.id, read.data);
    } else if (name.startsWith(prefixes.held)) {
      const read = heldMember.safeParse(document);
      if (read.success) held.set(read.data.id, read.data);
    } else if (name.startsWith(prefixes.waiting)) {
      const read = waiting.safeParse(document);
      if (read.success) waitingChats.set(read.data.chat, read.data);
    }
  }
  return { live, held, waiting: waitingChats };
}

/** Where the notifications of the last run can be found, as it was noted. */
export function readMarks(text: string | undefined): ToastMark[] {
  if (text === undefined) return [];
  const parsed = readDocument(text);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { id, mark } = entry as Record<string, unknown>;
    return typeof id === 'string' && typeof mark === 'string' ? [{ id, mark }] : [];
  });
}

import { z } from 'zod';

/**
 * The normalised form of everything ChatApp tells: one item of one ChatApp event.
 *
 * Ids are strings throughout: ChatApp mixes numbers and strings for the same id, and some numbers are too
 * large for a JavaScript number. Texts are bounded here, so nothing downstream has to ask how long one may be.
 */

/** Longest text kept of a message; the raw item keeps the rest. Characters. */
export const maxTextLength = 20_000;
/** Longest name, title or id. Characters. */
export const maxNameLength = 300;

const id = z.string().max(maxNameLength);
const name = z.string().max(maxNameLength).nullable();
const text = z.string().max(maxTextLength);

/** Names of the ChatApp events this app understands (ChatApp, "Receiving incoming events", and its older pages). */
export const knownKinds = [
  'message',
  'messageSystem',
  'messageStatus',
  'messageDestroy',
  'messageReaction',
  'chatTag',
  'chatConversation',
  'chatStatus',
  'chatResponsible',
  'chatRead',
  'employeeStatus',
  'quickResponse',
  'quickResponseList',
] as const;
export type KnownKind = (typeof knownKinds)[number];

export const chatSchema = z.object({
  id,
  name,
  phone: name,
  username: name,
  /** `private`, `group` or `channel` as ChatApp says it; other words are kept as they are. */
  type: name,
  /** Null: nobody, or not known; see `responsibleKnown`. */
  responsibleId: id.nullable(),
  /** Whether ChatApp said who is responsible, be it nobody. */
  responsibleKnown: z.boolean().default(false),
});
export type Chat = z.infer<typeof chatSchema>;

export const senderSchema = z.object({ id: id.nullable(), name, phone: name });
export type Sender = z.infer<typeof senderSchema>;

/** Who or what wrote an outgoing message. */
export const originSchema = z.object({
  employeeId: id.nullable(),
  /** ChatApp's name of the program: `webchat`, `bitrix`, `app_1_1` ...; null when it was sent from the phone. */
  app: name,
  /** Written by a robot: it answers nobody. */
  automatic: z.boolean(),
  /** What its sender marked it with. */
  tracking: name,
});
export type Origin = z.infer<typeof originSchema>;

/** The message that this one answers, as far as ChatApp tells. */
/** Characters kept of it. */
export const maxQuoteLength = 500;
export const quoteSchema = z.object({
  messageId: id.nullable(),
  sender: name,
  text: z.string().max(maxQuoteLength).nullable(),
});
export type Quote = z.infer<typeof quoteSchema>;

export const contentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text }),
  z.object({ type: z.literal('attachment'), attachment: id, fileName: name, caption: text.nullable() }),
  z.object({ type: z.literal('otherMessage'), messageType: id, text: text.nullable() }),
  z.object({ type: z.literal('system'), text }),
  z.object({ type: z.literal('delivery'), messageId: id, status: id, error: text.nullable() }),
  z.object({ type: z.literal('destroyed'), messageId: id }),
  z.object({ type: z.literal('reaction'), messageId: id, reaction: id, action: id }),
  z.object({ type: z.literal('tag'), action: id, tag: name }),
  z.object({ type: z.literal('conversation'), conversationType: name }),
  z.object({ type: z.literal('chatStatus'), status: id }),
  z.object({ type: z.literal('responsible'), employeeId: id.nullable(), employeeName: name }),
  z.object({ type: z.literal('read') }),
  z.object({ type: z.literal('employee'), employeeId: id.nullable(), employeeName: name, status: name }),
  z.object({ type: z.literal('quickResponse'), action: name, title: name }),
  z.object({ type: z.literal('unknown') }),
]);
export type Content = z.infer<typeof contentSchema>;

export const eventSchema = z.object({
  /** Unique over all accounts: account, line, messenger, kind and id. The gate against telling twice hangs on it. */
  key: z.string().max(2_000),
  accountId: id,
  /** Null on company and user channels. */
  lineId: id.nullable(),
  messengerType: id.nullable(),
  channel: id,
  /** ChatApp's own event name; names nobody knows yet are kept. */
  kind: id,
  chat: chatSchema.nullable(),
  sender: senderSchema.nullable(),
  direction: z.enum(['incoming', 'outgoing']).nullable(),
  /** Of outgoing messages only. */
  origin: originSchema.nullable().default(null),
  content: contentSchema,
  /** Of messages that answer another one. */
  quote: quoteSchema.nullable().default(null),
  /** When it happened, by ChatApp's clock; by ours where ChatApp gives no time. Milliseconds since 1970. */
  atMs: z.number(),
  receivedAtMs: z.number(),
  /** True when it was fetched after the fact instead of heard live. */
  recovered: z.boolean(),
});
export type NotifierEvent = z.infer<typeof eventSchema>;

/** What the attention rules decided; each has a reason of {@link verdictReasons}. */
export const verdictSchema = z.enum(['show', 'update', 'hold', 'digest', 'silent', 'withdraw']);
export type Verdict = z.infer<typeof verdictSchema>;

export const verdictReasons = [
  'incomingMessage',
  'chatStatusChanged',
  'kindEnabled',
  'kindDisabled',
  'outgoingMessage',
  'systemMessage',
  'notAnAlert',
  'beforeFirstStart',
  'recovered',
  'answeredMeanwhile',
  /** A rule of the person's own; which one is kept beside it. */
  'rule',
  'othersChat',
  'classSetting',
  'storm',
  'offShift',
  'snoozed',
  'paused',
  'muted',
] as const;
export const verdictReasonSchema = z.enum(verdictReasons);
export type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** What became of a notification, as far as the operating system tells. */
export const outcomes = [
  'delivered',
  /** Handed over, but the system keeps notifications off the screen for now. */
  'doNotDisturb',
  'clicked',
  'snoozed',
  'muted',
  'replied',
  'dismissed',
  'expired',
  'closed',
  'withdrawn',
  'replaced',
  'noService',
  'refused',
  'failed',
] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What made a notification pointless, and through whom. */
export const settledSchema = z.object({
  what: z.enum(['answered', 'read', 'readHere', 'closed', 'taken', 'destroyed']),
  by: z.enum(['me', 'colleague', 'phone', 'customer']).nullable(),
  /** The colleague's name or number. */
  name,
});
export type Settled = z.infer<typeof settledSchema>;

/** One row of the history: an event with what was decided and what came of it. */
export const eventRowSchema = eventSchema.extend({
  /** Grows with every stored event; the page uses it as its place in the list. */
  row: z.number().int(),
  read: z.boolean(),
  verdict: verdictSchema.nullable(),
  reason: verdictReasonSchema.nullable(),
  /** The rule that decided, if one did. */
  ruleId: z.string().max(40).nullable(),
  outcome: outcomeSchema.nullable(),
  /** The service's own words when it refused. */
  outcomeDetail: z.string().max(500).nullable(),
  settled: settledSchema.nullable(),
});
export type EventRow = z.infer<typeof eventRowSchema>;

/** Identifies a chat over all accounts and lines, or null for events that belong to none. */
export function chatKey(
  event: Pick<NotifierEvent, 'accountId' | 'lineId' | 'messengerType' | 'chat'>,
): string | null {
  if (event.chat === null) return null;
  return [event.accountId, event.lineId ?? '', event.messengerType ?? '', event.chat.id].join(':');
}

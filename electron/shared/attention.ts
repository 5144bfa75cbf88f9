import { z } from 'zod';
import { maxNameLength } from './event.ts';

/** The vocabulary of attention: what may interrupt whom, when, and how loudly. Decided in `core/attention`. */

const id = z.string().max(maxNameLength);

/**
 * What an event may do. `urgent`: a notification, also outside shifts and in a storm, louder. `notify`: a
 * notification. `badge`: counted as unread, nothing more. `nothing`: only in the list, as read.
 */
export const alertLevelSchema = z.enum(['urgent', 'notify', 'badge', 'nothing']);
export type AlertLevel = z.infer<typeof alertLevelSchema>;

/** Whose a chat is, by its responsible and one's own user id. */
export const chatClassSchema = z.enum(['mine', 'unassigned', 'others']);
export type ChatClass = z.infer<typeof chatClassSchema>;

/** Kinds of events that can alert; each has a switch in the settings. */
export const alertKinds = [
  'message',
  'chatStatus',
  'failedDelivery',
  'assignedToMe',
  'reaction',
  'tag',
  'employeeStatus',
  'destroyed',
  'quickResponse',
  'conversation',
  'outgoing',
] as const;
export const alertKindSchema = z.enum(alertKinds);
export type AlertKind = z.infer<typeof alertKindSchema>;

/** One rule; the first that fits an event decides. What is null or empty fits every event of the kinds that are on. */
export const ruleSchema = z.object({
  id: z.string().min(1).max(40),
  enabled: z.boolean(),
  lineId: id.nullable(),
  messengerType: id.nullable(),
  /** A kind that is named fits also while its switch is off. */
  kind: alertKindSchema.nullable(),
  chatClass: chatClassSchema.nullable(),
  /** Any of these in the text, in either case. */
  keywords: z.array(z.string().trim().min(1).max(100)).max(50),
  level: alertLevelSchema,
  sound: z.boolean(),
});
export type Rule = z.infer<typeof ruleSchema>;

function isZone(zone: string): boolean {
  if (zone === 'system') return true;
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    // A RangeError is how Intl says that there is no such zone.
    return false;
  }
}

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A window of work. `to` not after `from` ends on the next day; equal is a whole day. */
export const shiftSchema = z.object({
  id: z.string().min(1).max(40),
  /** 1 is Monday, 7 Sunday (ISO 8601); the day on which the window begins. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
  /** An IANA name, or `system`. */
  zone: z.string().min(1).max(100).refine(isZone),
  /** Null: all lines that have no shifts of their own. */
  lineId: id.nullable(),
});
export type Shift = z.infer<typeof shiftSchema>;

export const unansweredActionSchema = z.enum(['badge', 'repeat', 'louder', 'attention']);
export const unansweredStepSchema = z.object({
  afterMinutes: z.number().int().min(1).max(1_440),
  action: unansweredActionSchema,
});
export type UnansweredStep = z.infer<typeof unansweredStepSchema>;
const steps = z.array(unansweredStepSchema).max(6);

export const unansweredSchema = z.object({
  enabled: z.boolean(),
  steps,
  /** Lines with steps of their own; an empty list switches the timer off there. */
  lines: z.array(z.object({ lineId: id, steps })).max(500),
});

export const soundNames = ['none', 'chime', 'pop', 'bell', 'alarm', 'own'] as const;
export const soundNameSchema = z.enum(soundNames);
export type SoundName = z.infer<typeof soundNameSchema>;

export const soundsSchema = z.object({
  muted: z.boolean(),
  /** Per cent. */
  volume: z.number().int().min(0).max(100),
  mine: soundNameSchema,
  unassigned: soundNameSchema,
  others: soundNameSchema,
  urgent: soundNameSchema,
  /** The file that `own` plays. */
  ownFile: z.string().max(4_000).nullable(),
});

export const privacySchema = z.enum(['all', 'sender', 'nothing']);
export type Privacy = z.infer<typeof privacySchema>;

/** Lengths of quiet that a person may choose to be offered, shortest first. */
export const snoozeChoices = [
  'quarterHour',
  'halfHour',
  'hour',
  'twoHours',
  'fourHours',
  'tomorrow',
  'shift',
] as const;

/** How long a wish for quiet lasts, as menus and buttons offer it. */
export const snoozeLengthSchema = z.enum([...snoozeChoices, 'customerWrites', 'forever']);
export type SnoozeLength = z.infer<typeof snoozeLengthSchema>;

export const attentionSettingsSchema = z.object({
  /** What an event of a chat does that no rule speaks of. `auto`: a badge where one only works on the line, else a notification. */
  classes: z.object({
    mine: alertLevelSchema,
    unassigned: alertLevelSchema,
    others: z.union([alertLevelSchema, z.literal('auto')]),
  }),
  rules: z.array(ruleSchema).max(200),
  shifts: z.array(shiftSchema).max(100),
  unanswered: unansweredSchema,
  /** More new notifications of one line than this within the time, and they become one digest. */
  storm: z.object({
    notifications: z.number().int().min(1).max(50),
    seconds: z.number().int().min(5).max(600),
  }),
  /** Show phone numbers by their last digits only, in notifications and tray. */
  maskPhones: z.boolean(),
  /** While the screen is locked; never more than the ordinary choice. */
  privacyLocked: privacySchema,
  privacyLines: z.array(z.object({ lineId: id, privacy: privacySchema })).max(500),
  /** When "until tomorrow" ends; the system's time zone. */
  tomorrowAt: clockTime,
  /** Which lengths the menus for pause and snooze offer. */
  snoozeChoices: z.array(z.enum(snoozeChoices)).min(1).max(snoozeChoices.length),
});
export type AttentionSettings = z.infer<typeof attentionSettingsSchema>;

export const defaultSounds: z.infer<typeof soundsSchema> = {
  muted: false,
  volume: 70,
  mine: 'chime',
  unassigned: 'chime',
  others: 'none',
  urgent: 'alarm',
  ownFile: null,
};

export const defaultAttention: AttentionSettings = {
  classes: { mine: 'notify', unassigned: 'notify', others: 'auto' },
  rules: [],
  shifts: [],
  unanswered: {
    enabled: true,
    steps: [
      { afterMinutes: 2, action: 'badge' },
      { afterMinutes: 5, action: 'repeat' },
      { afterMinutes: 15, action: 'louder' },
    ],
    lines: [],
  },
  storm: { notifications: 5, seconds: 30 },
  maskPhones: false,
  privacyLocked: 'sender',
  privacyLines: [],
  tomorrowAt: '09:00',
  snoozeChoices: ['quarterHour', 'hour', 'tomorrow', 'shift'],
};

/**
 * One wish for quiet. `snoozed`: held, and told in one summary at its end. `muted`: not told at all, with no end.
 * `untilCustomerWrites`: only of a chat; no reminders until its customer writes.
 */
export const snoozeSchema = z.object({
  /** {@link snoozeId} of what is quiet: one wish for each. */
  id: z.string().max(1_000),
  scope: z.enum(['all', 'line', 'chat']),
  accountId: id.nullable(),
  lineId: id.nullable(),
  /** `chatKey` of the chat. */
  chat: z.string().max(1_000).nullable(),
  /** How the chat or line is called. */
  name: z.string().max(maxNameLength).nullable(),
  mode: z.enum(['snoozed', 'muted', 'untilCustomerWrites']),
  /** Milliseconds since 1970; null without an end. */
  untilMs: z.number().nullable(),
  sinceMs: z.number(),
});
export type Snooze = z.infer<typeof snoozeSchema>;

/** The wishes for quiet and for work that hold now; kept over a restart. */
export const quietSchema = z.object({
  snoozes: z.array(snoozeSchema).max(1_000),
  /** "I'm on shift until": no line is off shift before this moment. */
  onShiftUntilMs: z.number().nullable(),
});
export type Quiet = z.infer<typeof quietSchema>;

export const noQuiet: Quiet = { snoozes: [], onShiftUntilMs: null };

export type SnoozeTarget =
  | { scope: 'all' }
  | { scope: 'line'; accountId: string; lineId: string }
  | { scope: 'chat'; chat: string; accountId: string; lineId: string | null };

export function snoozeId(target: SnoozeTarget): string {
  switch (target.scope) {
    case 'all':
      return 'all';
    case 'line':
      return `line ${target.accountId}:${target.lineId}`;
    case 'chat':
      return `chat ${target.chat}`;
  }
}

/** A chat whose customer waits for an answer. */
export const waitingChatSchema = z.object({
  /** `chatKey`. */
  chat: z.string().max(1_000),
  accountId: id,
  lineId: id.nullable(),
  messengerType: id.nullable(),
  name: id.nullable(),
  chatClass: chatClassSchema,
  newestKey: z.string().max(2_000),
  newestMs: z.number(),
  /** The customer's first unanswered message. */
  sinceMs: z.number(),
  messages: z.number().int(),
  /** How many steps of the unanswered timer were taken. */
  steps: z.number().int(),
  /** False: it only waits; its events do not notify here. */
  escalates: z.boolean(),
});
export type WaitingChat = z.infer<typeof waitingChatSchema>;

/** What became of an answer that was written here. `unknown`: the connection broke; it may have been sent. */
export const replySchema = z.object({
  id: z.string().max(100),
  chat: z.string().max(1_000),
  eventKey: z.string().max(2_000),
  text: z.string().max(10_000),
  /** `sent`: ChatApp took it; `confirmed`: it was seen in the chat. */
  status: z.enum(['sending', 'sent', 'confirmed', 'refused', 'failed', 'unknown']),
  atMs: z.number(),
  /** ChatApp's own words, or the network's trouble. */
  detail: z.string().max(500).nullable(),
});
export type Reply = z.infer<typeof replySchema>;

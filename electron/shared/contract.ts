import { z } from 'zod';
import { appStateSchema, causeSchema, noticeCodes, timelineEntrySchema } from './appState.ts';
import { alertLevelSchema, ruleSchema, snoozeLengthSchema, soundNameSchema } from './attention.ts';
import { eventRowSchema } from './event.ts';
import { settingChangeSchema } from './settings.ts';

/**
 * Every word that main and the window may say to each other. A command is `name → input and output`; main
 * refuses any input that does not fit, and does not compile without a handler for each.
 */

const nothing = z.null();
const key = z.string().min(1).max(2_000);
const secret = z.string().trim().min(1).max(4_000);

/** One step of "test this line". */
const testStepSchema = z.object({
  step: z.enum(['link', 'authorise', 'subscribe', 'ping', 'fetch', 'notification']),
  ok: z.boolean(),
  tookMs: z.number(),
  cause: causeSchema.nullable(),
});
export type TestStep = z.infer<typeof testStepSchema>;

const signInResult = z.discriminatedUnion('result', [
  z.object({ result: z.literal('ok') }),
  /** ChatApp said no to these credentials or tokens. */
  z.object({ result: z.literal('refused'), message: z.string().max(500).nullable() }),
  z.object({ result: z.literal('rateLimited') }),
  z.object({ result: z.literal('failed'), cause: causeSchema }),
]);
export type SignInResult = z.infer<typeof signInResult>;

export const commands = {
  'state.get': {
    input: nothing,
    output: z.object({ revision: z.number().int(), value: appStateSchema }),
  },
  'events.page': {
    /** Rows older than `beforeRow` (newest first); null starts at the newest. */
    input: z.object({
      beforeRow: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
      unreadOnly: z.boolean(),
      /** Only events of this line; null for all. */
      lineId: z.string().max(300).nullable(),
    }),
    output: z.object({
      rows: z.array(eventRowSchema).max(200),
      revision: z.number().int(),
      more: z.boolean(),
    }),
  },
  'events.get': {
    input: z.object({ key }),
    output: z.object({ row: eventRowSchema, raw: z.string() }).nullable(),
  },
  'events.markRead': {
    input: z.object({ keys: z.union([z.array(key).max(1_000), z.literal('all')]) }),
    output: nothing,
  },
  'events.openInWebInbox': {
    input: z.object({ key }),
    output: z.object({ result: z.enum(['opened', 'noChat', 'failed']) }),
  },
  'settings.change': {
    input: settingChangeSchema,
    output: z.object({ result: z.enum(['ok', 'invalid', 'overridden', 'notSaved']) }),
  },
  'settings.chooseCaFile': {
    input: nothing,
    output: z.object({ result: z.enum(['ok', 'cancelled', 'invalid', 'overridden', 'notSaved']) }),
  },
  'account.signIn': {
    input: z.object({ email: z.email().max(320), password: secret, appId: secret }),
    output: signInResult,
  },
  'account.useTokens': {
    input: z.object({ accessToken: secret, refreshToken: secret.nullable() }),
    output: signInResult,
  },
  'account.signOut': { input: z.object({ accountId: z.string().max(300) }), output: nothing },
  /** Proves one channel from end to end, step by step, and shows a sample notification. */
  'lines.test': {
    input: z.object({ accountId: z.string().max(300), channel: z.string().max(300) }),
    output: z.object({ steps: z.array(testStepSchema).max(20) }),
  },
  /** What happened to the connections, newest last. */
  'timeline.get': { input: nothing, output: z.object({ entries: z.array(timelineEntrySchema).max(1_000) }) },
  'connection.retry': { input: nothing, output: nothing },
  'notifications.test': {
    input: nothing,
    output: z.object({
      result: z.enum(['delivered', 'noService', 'refused', 'failed']),
      detail: z.string().max(500).nullable(),
    }),
  },
  /** Quiet for a time; for a line or a chat the event names it. */
  'attention.snooze': {
    input: z.object({
      scope: z.enum(['all', 'line', 'chat']),
      /** Any event of the line or chat; null for `all`. */
      key: key.nullable(),
      length: snoozeLengthSchema,
    }),
    /** `noShift`: none is planned, so there is nothing to wait for. */
    output: z.object({
      result: z.enum(['ok', 'notFound', 'noShift']),
      untilMs: z.number().nullable(),
    }),
  },
  'attention.wakeUp': { input: z.object({ id: z.string().max(1_000) }), output: nothing },
  /** "I'm on shift until"; null takes it back. */
  'attention.onShiftUntil': { input: z.object({ untilMs: z.number().nullable() }), output: nothing },
  /** What these rules would have made of the newest stored events. */
  'attention.tryRules': {
    input: z.object({ rules: z.array(ruleSchema).max(200), limit: z.number().int().min(1).max(200) }),
    output: z.object({
      tried: z
        .array(
          z.object({
            row: eventRowSchema,
            level: alertLevelSchema,
            ruleId: z.string().max(40).nullable(),
            /** With the rules as they are saved. */
            levelNow: alertLevelSchema,
          }),
        )
        .max(200),
    }),
  },
  /** Sent once; what becomes of it is told in the state's `replies`. */
  'chat.reply': {
    input: z.object({ key, text: z.string().trim().min(1).max(10_000) }),
    output: z.object({ result: z.enum(['sending', 'noChat', 'signedOut']) }),
  },
  'chat.forgetReply': { input: z.object({ id: z.string().max(100) }), output: nothing },
  'sounds.play': { input: z.object({ sound: soundNameSchema }), output: z.object({ played: z.boolean() }) },
  'sounds.chooseFile': {
    input: nothing,
    output: z.object({ result: z.enum(['ok', 'cancelled', 'invalid', 'overridden', 'notSaved']) }),
  },
  'notices.dismiss': { input: z.object({ code: z.enum(noticeCodes) }), output: nothing },
  'clipboard.copy': { input: z.object({ text: z.string().max(200_000) }), output: nothing },
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = z.infer<Commands[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.infer<Commands[Name]['output']>;

/** How every command ends: main never throws at the window. */
export type Answer<Name extends CommandName> =
  { ok: true; value: CommandOutput<Name> } | { ok: false; error: 'untrusted' | 'invalid' | 'failed' };

export const pages = ['events', 'waiting', 'lines', 'settings'] as const;

/** What main announces to the window without being asked. */
export const topics = {
  state: z.object({ revision: z.number().int(), value: appStateSchema }),
  /** Rows were added or changed; the window re-reads what it shows. */
  events: z.object({ revision: z.number().int() }),
  navigate: z.discriminatedUnion('to', [
    z.object({ to: z.literal('event'), key }),
    z.object({ to: z.literal('page'), page: z.enum(pages) }),
    /** The unread events, of one line or of all. */
    z.object({ to: z.literal('unread'), lineId: z.string().max(300).nullable() }),
  ]),
} as const;
export type Topics = typeof topics;
export type TopicName = keyof Topics;
export type TopicValue<Name extends TopicName> = z.infer<Topics[Name]>;

/** What the preload script puts on `window.notifier`. */
export interface Bridge {
  invoke<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Answer<Name>>;
  /** Answers with the function that ends the subscription. */
  subscribe<Name extends TopicName>(name: Name, listener: (value: TopicValue<Name>) => void): () => void;
}

import { z } from 'zod';
import { appStateSchema, causeSchema, noticeCodes, timelineEntrySchema } from './appState.ts';
import { alertLevelSchema, ruleSchema, snoozeLengthSchema, soundNameSchema } from './attention.ts';
import { eventRowSchema } from './event.ts';
import { eventFilterSchema } from './eventFilter.ts';
import { settingChangeSchema } from './settings.ts';
import { windowMemorySchema } from './windowMemory.ts';

/**
 * Every word that main and the window may say to each other. A command is `name → input and output`; main
 * refuses any input that does not fit, and does not compile without a handler for each.
 */

const nothing = z.null();
const key = z.string().min(1).max(2_000);
const secret = z.string().trim().min(1).max(4_000);

/** What happened in one hour on one line. */
export const activityHourSchema = z.object({
  hourStartMs: z.number(),
  lineId: z.string().max(300).nullable(),
  incoming: z.number().int(),
  answered: z.number().int(),
  /** Mean time to the answers given in this hour; null where none was. */
  meanWaitMs: z.number().nullable(),
});
export type ActivityHour = z.infer<typeof activityHourSchema>;

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

const licenceSchema = z.object({
  name: z.string().max(300),
  version: z.string().max(100),
  /** SPDX, as the package states it. */
  licence: z.string().max(200),
  text: z.string().max(100_000),
});
export type Licence = z.infer<typeof licenceSchema>;

/** How a change of a setting ends. `managed`: the administrator holds it. `taken`: another program has these keys. */
const settingResults = ['ok', 'invalid', 'overridden', 'managed', 'taken', 'notSaved'] as const;
export type SettingResult = (typeof settingResults)[number];

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
      filter: eventFilterSchema,
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
  /** The chat's events around one of them, oldest first. */
  'events.conversation': {
    input: z.object({ key, limit: z.number().int().min(1).max(200) }),
    output: z.object({ rows: z.array(eventRowSchema).max(400) }),
  },
  'events.markRead': {
    input: z.object({ keys: z.union([z.array(key).max(1_000), z.literal('all')]) }),
    output: nothing,
  },
  /** Marks all unread events that fit the filter; answers with their keys, for undoing it. */
  'events.markReadWhere': {
    input: z.object({ filter: eventFilterSchema }),
    output: z.object({ keys: z.array(key).max(1_000) }),
  },
  'events.markUnread': { input: z.object({ keys: z.array(key).max(1_000) }), output: nothing },
  /** Asks for a file and writes what fits the filter; progress is told in the state's `work`. */
  'events.export': {
    input: z.object({ filter: eventFilterSchema, format: z.enum(['csv', 'json']) }),
    output: z.object({
      result: z.enum(['done', 'cancelled', 'stopped', 'failed']),
      file: z.string().max(4_000).nullable(),
      events: z.number().int(),
      detail: z.string().max(500).nullable(),
    }),
  },
  /** Per hour of a day and line: what came, what was answered, how long customers waited. */
  'events.activity': {
    input: z.object({ dayStartMs: z.number(), dayEndMs: z.number() }),
    output: z.object({ hours: z.array(activityHourSchema).max(10_000) }),
  },
  'history.info': {
    input: nothing,
    output: z.object({
      events: z.number().int(),
      bytes: z.number(),
      oldestMs: z.number().nullable(),
    }),
  },
  /** Removes all events, and what waits and is held with them; settings and sign-ins stay. */
  'history.erase': { input: nothing, output: nothing },
  /** Ends a piece of long work; nothing of what was there before is lost. */
  'work.stop': { input: z.object({ id: z.string().max(40) }), output: nothing },
  'events.openInWebInbox': {
    input: z.object({ key }),
    output: z.object({ result: z.enum(['opened', 'noChat', 'failed']) }),
  },
  'settings.change': {
    input: settingChangeSchema,
    output: z.object({ result: z.enum(settingResults) }),
  },
  'settings.export': {
    input: nothing,
    output: z.object({
      result: z.enum(['done', 'cancelled', 'failed']),
      file: z.string().max(4_000).nullable(),
    }),
  },
  /** Takes what fits of a file of settings; server addresses and what a flag holds are left as they are. */
  'settings.import': {
    input: nothing,
    output: z.object({
      result: z.enum(['done', 'cancelled', 'unreadable', 'newer', 'notSaved']),
      /** Paths that did not fit and were left as they were. */
      refused: z.array(z.string().max(100)).max(200),
    }),
  },
  'about.info': {
    input: nothing,
    output: z.object({
      versions: z.array(z.object({ name: z.string().max(100), version: z.string().max(100) })).max(20),
      dataFolder: z.string().max(4_000),
      logFile: z.string().max(4_000),
    }),
  },
  /** Everything support asks for, without a token, a phone number or a message. */
  'about.copyDiagnostics': { input: nothing, output: nothing },
  'about.openDataFolder': { input: nothing, output: nothing },
  /** The packages that are shipped, with their licences. */
  'about.licences': {
    input: nothing,
    output: z.object({ packages: z.array(licenceSchema).max(2_000) }),
  },
  /** Chromium's own list of licences, in the browser. */
  'about.openChromiumLicences': {
    input: nothing,
    output: z.object({ result: z.enum(['opened', 'missing']) }),
  },
  /** The state's `update` tells what becomes of it. */
  'updates.check': { input: nothing, output: nothing },
  /** Ends the app, installs what is ready and starts it again. */
  'updates.install': { input: nothing, output: nothing },
  /** Shows the key store's own question for its password again. */
  'keyStore.ask': { input: nothing, output: nothing },
  /** Removes events, settings and sign-ins from this computer; the app begins anew. */
  'data.erase': { input: nothing, output: nothing },
  /** What the window was showing when it was closed; null where nothing is kept. */
  'window.memory': { input: nothing, output: windowMemorySchema.nullable() },
  'window.remember': { input: windowMemorySchema, output: nothing },
  'settings.chooseCaFile': {
    input: nothing,
    output: z.object({ result: z.enum(['cancelled', ...settingResults]) }),
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
  /** Nobody has to answer this chat: it waits no more, until its customer writes again. */
  'attention.needsNoAnswer': { input: z.object({ chat: z.string().max(2_000) }), output: nothing },
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
    output: z.object({ result: z.enum(['cancelled', ...settingResults]) }),
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
    /** The events of one line. */
    z.object({ to: z.literal('line'), lineId: z.string().max(300) }),
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

import { z } from 'zod';
import { quietSchema, replySchema, waitingChatSchema } from './attention.ts';
import { settingsSchema } from './settings.ts';

/** What main knows and everybody draws: the tray, its menu and the window are renderings of this one value. */

/** Why a connection or a channel is not alive, in kinds that have words of their own in the messages. */
export const causeCodes = [
  'nameNotFound',
  'refused',
  'unreachable',
  'timedOut',
  'certificate',
  'loginPage',
  'httpStatus',
  'proxyAuthentication',
  'serverFull',
  'unknownKey',
  'serverClosed',
  'noReply',
  'badGreeting',
  'caFile',
  'tokenRefused',
  'noAccess',
  'notAuthorised',
  'offline',
  'unknown',
] as const;
export const causeSchema = z.object({
  code: z.enum(causeCodes),
  host: z.string().max(300).optional(),
  port: z.number().optional(),
  /** HTTP status or WebSocket close code. */
  status: z.number().optional(),
  issuer: z.string().max(300).optional(),
  validFromMs: z.number().optional(),
  validToMs: z.number().optional(),
  /** For the technically minded; never holds a token. */
  detail: z.string().max(500).optional(),
});
export type Cause = z.infer<typeof causeSchema>;
export type CauseCode = Cause['code'];

export const channelStateSchema = z.object({
  name: z.string().max(300),
  kind: z.enum(['messenger', 'company', 'user', 'employee', 'other']),
  lineId: z.string().max(300).nullable(),
  messengerType: z.string().max(300).nullable(),
  /** `off`: switched off by the person. `waiting`: never asked yet on this connection. `asking`: authorisation or subscription under way. */
  status: z.enum(['off', 'waiting', 'asking', 'listening', 'noAccess', 'failing']),
  cause: causeSchema.nullable(),
  lastProofMs: z.number().nullable(),
  lastEventMs: z.number().nullable(),
});
export type ChannelState = z.infer<typeof channelStateSchema>;

export const lineSchema = z.object({
  id: z.string().max(300),
  /** Null when the owner gave it none. */
  name: z.string().max(300).nullable(),
  /** Whether the line belongs to this account, or it only works on it; null when ChatApp does not say. */
  owned: z.boolean().nullable(),
  messengers: z.array(z.object({ type: z.string().max(300), name: z.string().max(300).nullable() })).max(200),
});
export type Line = z.infer<typeof lineSchema>;

export const linkStatusSchema = z.enum(['off', 'connecting', 'connected', 'retrying']);

export const accountStateSchema = z.object({
  id: z.string().max(300),
  /** What the person signed in with, for telling accounts apart. */
  label: z.string().max(300),
  status: z.enum(['signedIn', 'signedOut']),
  /** Set while signed out: why, or null when the person did it. */
  signedOutCause: causeSchema.nullable(),
  link: z.object({
    status: linkStatusSchema,
    cause: causeSchema.nullable(),
    retryAtMs: z.number().nullable(),
  }),
  /** Null until ChatApp was asked. */
  lines: z.array(lineSchema).max(1_000).nullable(),
  linesCause: causeSchema.nullable(),
  channels: z.array(channelStateSchema).max(1_000),
});
export type AccountState = z.infer<typeof accountStateSchema>;

export const timelineWhat = [
  'connected',
  'lost',
  'channelRefused',
  'tokensRenewed',
  'signedOut',
  'woke',
  'caughtUp',
  'catchUpFailed',
  'frameDropped',
] as const;

/** One thing that happened to a connection; repetitions of the newest are counted on it. */
export const timelineEntrySchema = z.object({
  atMs: z.number(),
  lastAtMs: z.number(),
  times: z.number().int(),
  accountId: z.string().max(300),
  what: z.enum(timelineWhat),
  cause: causeSchema.nullable(),
  /** Messages that a catch-up brought, where it says. */
  count: z.number().int().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Things a person should know once; each stays until dismissed or mended. */
export const noticeCodes = [
  'settingsDamaged',
  'settingsReplaced',
  'settingsNewer',
  'historyDamaged',
  'secretsUnreadable',
  'cursorsDamaged',
  'managedUnreadable',
  'notAllErased',
] as const;
export const noticeSchema = z.object({ code: z.enum(noticeCodes), detail: z.string().max(4_000).nullable() });
export type Notice = z.infer<typeof noticeSchema>;

/** How well secrets are kept: in an OS key store (which may wait for its password), only for this run, hidden in a file, or not known yet. */
export const keyStoreSchema = z.enum(['unknown', 'locked', 'protected', 'plain', 'memory']);
export type KeyStore = z.infer<typeof keyStoreSchema>;

/** A piece of work that takes longer than a moment. */
export const workSchema = z.object({
  id: z.string().max(40),
  what: z.enum(['export', 'index', 'clean', 'catchUp']),
  done: z.number().int(),
  /** Null while nobody knows. */
  total: z.number().int().nullable(),
  canStop: z.boolean(),
});
export type Work = z.infer<typeof workSchema>;

/** The way of an update. It is installed when the app ends, or when the person says so. */
export const updateSchema = z.object({
  /** `refused`: it is here, and was not installed: nobody gave the password, or the installer failed. `off`: no feed is set, or this build cannot be updated by itself (`detail` says so). */
  status: z.enum(['off', 'idle', 'checking', 'none', 'downloading', 'ready', 'refused', 'failed']),
  version: z.string().max(100).nullable(),
  /** While it is downloaded: 0 to 100. */
  percent: z.number().nullable(),
  /** Why it failed, in the words of who refused. */
  detail: z.string().max(500).nullable(),
  checkedAtMs: z.number().nullable(),
});
export type Update = z.infer<typeof updateSchema>;

export const appStateSchema = z.object({
  accounts: z.array(accountStateSchema).max(20),
  unread: z.number().int(),
  settings: settingsSchema,
  /** Dotted paths that a command line flag holds; shown, not editable. */
  overridden: z.array(z.string().max(100)).max(100),
  /** Dotted paths that the administrator's file holds; shown, not editable. */
  managed: z.array(z.string().max(100)).max(100),
  /** What the desktop made of two wishes; `taken`: another program has these keys. */
  desktop: z.object({
    shortcut: z.enum(['off', 'on', 'taken']),
    startAtLogin: z.enum(['off', 'on', 'failed']),
  }),
  update: updateSchema,
  language: z.enum(['en', 'ru']),
  keyStore: keyStoreSchema,
  /** Null while not known yet. */
  trayHost: z.boolean().nullable(),
  notifications: z.object({ available: z.boolean().nullable(), service: z.string().max(300).nullable() }),
  /** Grows with every entry of the timeline, which the page reads when it shows it. */
  timelineRevision: z.number().int(),
  quiet: quietSchema,
  /** False while nothing but urgent rules notifies because no shift runs on any line. */
  onShift: z.boolean(),
  /** When the next shift begins, while none runs; null when none is planned. */
  shiftBeginsAtMs: z.number().nullable(),
  /** Chats that wait for an answer, longest first; at most 200 of them. */
  waiting: z.array(waitingChatSchema).max(200),
  waitingTotal: z.number().int(),
  /** Long work that is under way. */
  work: z.array(workSchema).max(10),
  /** Answers written here, newest last. */
  replies: z.array(replySchema).max(50),
  historyCause: z.string().max(500).nullable(),
  notices: z.array(noticeSchema).max(20),
  versions: z.object({ app: z.string().max(50), electron: z.string().max(50) }),
});
export type AppState = z.infer<typeof appStateSchema>;

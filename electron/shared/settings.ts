import { z } from 'zod';
import {
  alertKinds,
  attentionSettingsSchema,
  defaultAttention,
  defaultSounds,
  privacySchema,
  soundsSchema,
} from './attention.ts';
import { savedFilterSchema } from './eventFilter.ts';

/**
 * The settings document. Its shape has a version of its own; older documents are brought up by
 * `core/settings/migrate.ts`, and one bad field costs that field only.
 */

export const settingsVersion = 1;

/** `https:` anywhere; `http:` only to this very computer, where nobody listens in between (test servers). */
const secureAddress = z
  .url()
  .max(2_000)
  .regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/);

/** Options of ChatApp's socket and API, as ChatApp documents them ("Receiving incoming events"). */
export const serverSchema = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/),
  port: z.number().int().min(1).max(65_535),
  key: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[\w.-]+$/),
  authEndpoint: secureAddress,
  apiBase: secureAddress,
  /** PEM file with extra certificate authorities, or null. */
  caFile: z.string().max(4_000).nullable(),
  /** `system`, `none`, or the address of a proxy that takes CONNECT. */
  proxy: z
    .string()
    .trim()
    .max(500)
    .regex(/^(system|none|https?:\/\/[^\s/]+\/?)$/),
  /** Listen to exactly these channels instead of asking ChatApp which lines there are. Empty: ask. */
  channels: z
    .array(
      z
        .string()
        .max(300)
        .regex(/^private-[\w.@:;=,-]+$/),
    )
    .max(500),
});
export type ServerSettings = z.infer<typeof serverSchema>;

type Switches = Record<(typeof alertKinds)[number], z.ZodBoolean>;

export const settingsSchema = z.object({
  version: z.literal(settingsVersion),
  /** Which kinds of events notify at all; the rules narrow it. */
  notifications: z.object(Object.fromEntries(alertKinds.map((kind) => [kind, z.boolean()])) as Switches),
  /** How much of a message a notification tells. */
  privacy: privacySchema,
  attention: attentionSettingsSchema,
  sounds: soundsSchema,
  startHidden: z.boolean(),
  /** Start with the session, hidden in the tray. */
  startAtLogin: z.boolean(),
  /** Keys that show the window from anywhere, as Electron writes them (`Ctrl+Alt+N`); null: none. */
  shortcut: z
    .string()
    .max(60)
    .regex(
      /^((Ctrl|Alt|Shift|Super|Cmd)\+)+([A-Z0-9]|F([1-9]|1[0-9]|2[0-4])|Space|Insert|Home|End|PageUp|PageDown)$/,
    )
    .nullable(),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** Per cent of the ordinary size of everything in the window. */
  zoom: z.number().int().min(80).max(200),
  density: z.enum(['comfortable', 'compact']),
  /** Ctrl+Enter sends an answer, or Enter alone. */
  sendWith: z.enum(['ctrlEnter', 'enter']),
  savedFilters: z.array(savedFilterSchema).max(50),
  /** What is older, or more, is removed. */
  history: z.object({
    keepDays: z.number().int().min(1).max(3_650),
    keepEvents: z.number().int().min(1_000).max(5_000_000),
  }),
  language: z.enum(['system', 'en', 'ru']),
  /** Where "open in ChatApp" leads: {licenseId} {messengerType} {chatId} {phone} are filled in, URI-encoded. */
  webInbox: z
    .string()
    .max(1_000)
    .regex(/^https:\/\/[^\s]+$/),
  /** Channels that are switched off, by name. */
  channelsOff: z.array(z.string().max(300)).max(500),
  updates: z.object({
    /** Folder of a server that carries electron-builder's `latest*.yml`; null: there are none. */
    feed: secureAddress.nullable(),
    /** Look for them by itself, every six hours. */
    automatic: z.boolean(),
  }),
  /** Keep tokens in a file that only hides them where no key store is found. Asked for, never assumed. */
  allowPlainSecrets: z.boolean(),
  server: serverSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** One change, by its dotted path, as the window sends it. */
export const settingChangeSchema = z.object({
  path: z.string().max(100),
  value: z.union([
    z.string().max(10_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.string().max(400)).max(500),
    /** Rules, shifts and the like, whole lists at a time. */
    z.array(z.record(z.string(), z.unknown())).max(500),
  ]),
});
export type SettingChange = z.infer<typeof settingChangeSchema>;

export const defaultSettings: Settings = {
  version: settingsVersion,
  notifications: {
    message: true,
    chatStatus: true,
    failedDelivery: true,
    assignedToMe: true,
    reaction: false,
    tag: false,
    employeeStatus: false,
    destroyed: false,
    quickResponse: false,
    conversation: false,
    outgoing: false,
  },
  privacy: 'all',
  attention: defaultAttention,
  sounds: defaultSounds,
  startHidden: false,
  startAtLogin: false,
  shortcut: null,
  theme: 'system',
  zoom: 100,
  density: 'comfortable',
  sendWith: 'ctrlEnter',
  savedFilters: [],
  history: { keepDays: 365, keepEvents: 1_000_000 },
  language: 'system',
  webInbox: 'https://dialogs.pro/dialogs/{licenseId}/{messengerType}/{chatId}',
  channelsOff: [],
  updates: { feed: null, automatic: true },
  allowPlainSecrets: false,
  server: {
    host: 'socket.chatapp.online',
    port: 6001,
    key: 'ChatsAppApiProdKey',
    authEndpoint: 'https://api.chatapp.online/broadcasting/auth',
    apiBase: 'https://api.chatapp.online',
    caFile: null,
    proxy: 'system',
    channels: [],
  },
};

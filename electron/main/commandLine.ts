import { overrideSettings } from '../core/settings/change.ts';
import { snoozeLengthSchema, type SnoozeLength } from '../shared/attention.ts';
import { parseLink, type Link } from '../shared/links.ts';
import type { SettingChange, Settings } from '../shared/settings.ts';

/**
 * The app's own flags: `--name`, `--name=value` or `--name value`. Whatever is not ours is Chromium's, and left alone.
 * A second start hands its arguments over as they were typed, because Chromium puts its own between them otherwise.
 */
export interface CommandLine {
  hidden: boolean;
  page: 'settings' | null;
  /** What to say and be done; nothing is started. */
  answer: 'help' | 'version' | null;
  /** What the running app shall do; the window stays as it is. */
  order: Order | null;
  /** File with tokens to sign in with, read once and then removed: a token never stands in the process list. */
  importTokens: string | null;
  /** One of the app's own addresses, as a notification or another program hands it over. */
  link: Link | null;
  overrides: SettingChange[];
  problems: string[];
}

export type Order =
  { do: 'status' } | { do: 'resume' } | { do: 'pause'; length: SnoozeLength | { minutes: number } };

const settingFlags: Readonly<Record<string, string>> = {
  'server-host': 'server.host',
  'server-port': 'server.port',
  'server-key': 'server.key',
  'auth-endpoint': 'server.authEndpoint',
  'api-base': 'server.apiBase',
  'ca-file': 'server.caFile',
  'proxy-address': 'server.proxy',
  'update-feed': 'updates.feed',
  channels: 'server.channels',
  language: 'language',
  theme: 'theme',
};
const valueFlags = new Set([...Object.keys(settingFlags), 'import-tokens', 'pause']);

export function readCommandLine(argv: readonly string[]): CommandLine {
  const line: CommandLine = {
    hidden: false,
    page: null,
    answer: null,
    order: null,
    importTokens: null,
    link: null,
    overrides: [],
    problems: [],
  };
  const left = [...argv];
  for (let argument = left.shift(); argument !== undefined; argument = left.shift()) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument);
    if (!match) {
      line.link ??= parseLink(argument);
      continue;
    }
    const [, name = '', given] = match;
    const apart = given === undefined && valueFlags.has(name) && left[0]?.startsWith('-') === false;
    takeFlag(line, name, apart ? left.shift() : given);
  }
  return line;
}

function takeFlag(line: CommandLine, name: string, value: string | undefined): void {
  switch (name) {
    case 'hidden':
      line.hidden = true;
      return;
    case 'settings':
      line.page = 'settings';
      return;
    case 'help':
    case 'version':
      line.answer = name;
      return;
    case 'status':
    case 'resume':
      line.order = { do: name };
      return;
  }
  if (!valueFlags.has(name)) return;
  if (value === undefined || value === '') line.problems.push(`--${name} needs a value: --${name}=…`);
  else if (name === 'import-tokens') line.importTokens = value;
  else if (name === 'pause') takePause(line, value);
  else {
    const path = settingFlags[name] ?? name;
    line.overrides.push({ path, value: convert(path, value) });
  }
}

const longestPauseMinutes = 7 * 24 * 60;

/** `45m`, `2h`, `1h30m`, `tomorrow`, `shift` or `forever`. */
function takePause(line: CommandLine, value: string): void {
  const named = snoozeLengthSchema.exclude(['customerWrites']).safeParse(value);
  if (named.success) {
    line.order = { do: 'pause', length: named.data };
    return;
  }
  const match = /^(?:(\d{1,3})h)?(?:(\d{1,5})m(?:in)?)?$/.exec(value);
  const minutes = Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0);
  if (minutes >= 1 && minutes <= longestPauseMinutes) line.order = { do: 'pause', length: { minutes } };
  else
    line.problems.push(
      '--pause takes a time like 45m, 2h or 1h30m (a week at most), tomorrow, shift or forever',
    );
}

function convert(path: string, value: string): SettingChange['value'] {
  if (path === 'server.port') return Number(value);
  if (path === 'server.channels') return value.split(',').filter((channel) => channel !== '');
  return value;
}

/** The flag behind a setting, for telling a person which one was not understood. */
export function flagOf(path: string): string {
  const found = Object.entries(settingFlags).find(([, target]) => target === path);
  return `--${found?.[0] ?? path}`;
}

/** Says for each flag that does not fit what it takes, before anything is started. */
export function flagProblems(commandLine: CommandLine, settings: Settings): string[] {
  const { refused } = overrideSettings(settings, commandLine.overrides);
  const expected: Record<string, string> = {
    'server.host': 'a host name',
    'server.port': 'a number from 1 to 65535',
    'server.key': 'an application key',
    'server.authEndpoint': 'an address that begins with https://',
    'server.apiBase': 'an address that begins with https://',
    'server.channels': 'names like private-v1.licenses.1.messengers.telegram, with commas between',
    'server.proxy': 'system, none or an address like http://proxy.example:3128',
    'updates.feed': 'an address that begins with https://',
    language: 'system, en or ru',
    theme: 'system, light, dark or contrast',
  };
  return [
    ...commandLine.problems,
    ...refused.map((path) => `${flagOf(path)} takes ${expected[path] ?? 'another value'}`),
  ];
}

export const helpText = `ChatApp Notifier: tells you of every ChatApp message that needs you.

  chatapp-notifier [flags] [chatapp-notifier://…]

  --hidden            start in the tray, without a window
  --settings          open the settings
  --pause TIME        no notifications for 45m, 2h, 1h30m …, or until tomorrow, shift or forever
  --resume            end the pause
  --status            print the state of the running app as JSON; exit code 3 when none runs
  --version, --help

For one run, instead of the settings (which then show them as held):
  --language=en|ru --theme=light|dark|contrast --update-feed=https://…
  --server-host --server-port --server-key --api-base --auth-endpoint --ca-file --proxy-address --channels

Addresses: chatapp-notifier://event/KEY, ://chat/LINE/MESSENGER/CHAT, ://line/LINE, ://settings
`;

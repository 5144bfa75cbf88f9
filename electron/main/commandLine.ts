import { overrideSettings } from '../core/settings/change.ts';
import { parseLink, type Link } from '../shared/links.ts';
import type { SettingChange, Settings } from '../shared/settings.ts';

/**
 * The app's own flags, always as `--name=value`: Chromium puts its switches in between, so a value may not stand
 * apart. Whatever is not ours is Chromium's, and left alone.
 */
export interface CommandLine {
  hidden: boolean;
  page: 'settings' | null;
  /** File with tokens to sign in with, read once and then removed: a token never stands in the process list. */
  importTokens: string | null;
  /** One of the app's own addresses, as a notification or another program hands it over. */
  link: Link | null;
  overrides: SettingChange[];
  problems: string[];
}

const settingFlags: Record<string, string> = {
  'server-host': 'server.host',
  'server-port': 'server.port',
  'server-key': 'server.key',
  'auth-endpoint': 'server.authEndpoint',
  'api-base': 'server.apiBase',
  'ca-file': 'server.caFile',
  'proxy-address': 'server.proxy',
  channels: 'server.channels',
  language: 'language',
  theme: 'theme',
};

export function readCommandLine(argv: readonly string[]): CommandLine {
  const line: CommandLine = {
    hidden: false,
    page: null,
    importTokens: null,
    link: null,
    overrides: [],
    problems: [],
  };
  for (const argument of argv) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument);
    if (!match) {
      line.link ??= parseLink(argument);
      continue;
    }
    const [, name = '', value] = match;
    const path = Object.hasOwn(settingFlags, name) ? settingFlags[name] : undefined;
    if (name === 'hidden') line.hidden = true;
    else if (name === 'settings') line.page = 'settings';
    else if (name === 'import-tokens' && value) line.importTokens = value;
    else if (path !== undefined) {
      if (value === undefined || value === '') line.problems.push(`--${name} needs a value: --${name}=…`);
      else line.overrides.push({ path, value: convert(path, value) });
    }
  }
  return line;
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
    language: 'system, en or ru',
    theme: 'system, light or dark',
  };
  return [
    ...commandLine.problems,
    ...refused.map((path) => `${flagOf(path)} takes ${expected[path] ?? 'another value'}`),
  ];
}

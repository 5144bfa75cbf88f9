import {
  defaultSettings,
  settingsSchema,
  type SettingChange,
  type Settings,
} from '../../../electron/shared/settings.ts';

/** Settings that are a text: where they live and how they are written in a field. */
export type TextPath =
  | 'server.host'
  | 'server.port'
  | 'server.key'
  | 'server.authEndpoint'
  | 'server.apiBase'
  | 'server.proxy'
  | 'server.channels'
  | 'webInbox'
  | 'updates.feed';

export function readText(settings: Settings, path: TextPath): string {
  switch (path) {
    case 'server.host':
      return settings.server.host;
    case 'server.port':
      return String(settings.server.port);
    case 'server.key':
      return settings.server.key;
    case 'server.authEndpoint':
      return settings.server.authEndpoint;
    case 'server.apiBase':
      return settings.server.apiBase;
    case 'server.proxy':
      return settings.server.proxy;
    case 'server.channels':
      return settings.server.channels.join('\n');
    case 'webInbox':
      return settings.webInbox;
    case 'updates.feed':
      return settings.updates.feed ?? '';
  }
}

export function defaultText(path: TextPath): string {
  return readText(defaultSettings, path);
}

/** What a field's text means, if anything. Main judges the value once more. */
export function textToValue(path: TextPath, text: string): { value: SettingChange['value'] } | 'misfit' {
  const value = valueOf(path, text);
  return schemaOf(path).safeParse(value).success ? { value } : 'misfit';
}

function schemaOf(path: TextPath) {
  const { shape } = settingsSchema;
  if (path === 'webInbox') return shape.webInbox;
  if (path === 'updates.feed') return shape.updates.shape.feed;
  return shape.server.shape[serverKey(path)];
}

function valueOf(path: TextPath, text: string): string | number | string[] | null {
  const trimmed = text.trim();
  if (path === 'updates.feed') return trimmed === '' ? null : trimmed;
  if (path === 'server.port') return /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (path !== 'server.channels') return trimmed;
  return trimmed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function serverKey(
  path: Exclude<TextPath, 'webInbox' | 'updates.feed'>,
): Exclude<keyof Settings['server'], 'caFile'> {
  switch (path) {
    case 'server.host':
      return 'host';
    case 'server.port':
      return 'port';
    case 'server.key':
      return 'key';
    case 'server.authEndpoint':
      return 'authEndpoint';
    case 'server.apiBase':
      return 'apiBase';
    case 'server.proxy':
      return 'proxy';
    case 'server.channels':
      return 'channels';
  }
}

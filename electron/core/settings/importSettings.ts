import { z } from 'zod';
import { settingsSchema, type SettingChange, type Settings } from '../../shared/settings.ts';
import { loadSettings } from './migrate.ts';

export type ImportedSettings =
  | { result: 'ok'; changes: SettingChange[]; refused: string[] }
  /** Not a settings file at all, or one of a newer version of the app. */
  | { result: 'unreadable' | 'newer' };

/**
 * What is not taken over from a file: it belongs to this computer, or decides where tokens and customers' numbers go and
 * programs come from.
 */
const kept: readonly string[] = [
  'version',
  'server',
  'webInbox',
  'updates',
  'allowPlainSecrets',
  'startAtLogin',
];

/** The changes that make the settings those of a file. */
export function importSettings(document: unknown, current: Settings): ImportedSettings {
  const shape = z.record(z.string(), z.unknown()).safeParse(document);
  if (!shape.success || !Object.hasOwn(shape.data, 'version')) return { result: 'unreadable' };
  const loaded = loadSettings(document);
  if (loaded.result !== 'ok') return { result: loaded.result };
  const changes: SettingChange[] = [];
  collect(settingsSchema, shape.data, loaded.settings, current, '', new Set(loaded.replaced), changes);
  return { result: 'ok', changes, refused: loaded.replaced };
}

function collect(
  schema: z.ZodType,
  given: unknown,
  next: unknown,
  current: unknown,
  path: string,
  refused: ReadonlySet<string>,
  changes: SettingChange[],
): void {
  if (kept.includes(path) || refused.has(path)) return;
  if (schema instanceof z.ZodObject) {
    const [of, now, was] = [given, next, current].map(asRecord);
    for (const [key, field] of Object.entries(schema.shape)) {
      // What the file does not speak of stays as it is.
      if (of === undefined || !Object.hasOwn(of, key)) continue;
      const inner = path === '' ? key : `${path}.${key}`;
      collect(field as z.ZodType, of[key], now?.[key], was?.[key], inner, refused, changes);
    }
    return;
  }
  if (JSON.stringify(next) !== JSON.stringify(current))
    changes.push({ path, value: next as SettingChange['value'] });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

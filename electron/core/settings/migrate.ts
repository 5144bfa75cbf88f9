import { z } from 'zod';
import { defaultSettings, settingsSchema, settingsVersion, type Settings } from '../../shared/settings.ts';

/**
 * From whatever the settings file held to settings that fit. One bad field costs that field; a document from a
 * newer version of the app is left alone.
 */

export type LoadedSettings =
  | { result: 'ok'; settings: Settings; replaced: string[] }
  /** Written by a newer app, or not an object at all: keep the file aside and begin with the defaults. */
  | { result: 'newer' | 'unreadable'; settings: Settings };

const documentSchema = z.record(z.string(), z.unknown());

/** @param defaults what stands where the document says nothing */
export function loadSettings(document: unknown, defaults: Settings = defaultSettings): LoadedSettings {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return { result: 'unreadable', settings: defaults };
  const { version } = parsed.data;
  if (typeof version === 'number' && version > settingsVersion)
    return { result: 'newer', settings: defaults };
  const replaced: string[] = [];
  const merged = keepValid(settingsSchema, parsed.data, defaults, '', replaced);
  return { result: 'ok', settings: settingsSchema.parse(merged), replaced };
}

/** Takes each field that fits its schema and the default for each that does not. */
function keepValid(
  schema: z.ZodType,
  value: unknown,
  fallback: unknown,
  path: string,
  replaced: string[],
): unknown {
  if (schema instanceof z.ZodObject) {
    const source = documentSchema.safeParse(value);
    const defaults = documentSchema.parse(fallback);
    if (!source.success && value !== undefined) replaced.push(path);
    const entries = Object.entries(schema.shape).map(([key, field]) => {
      const present = source.success && Object.hasOwn(source.data, key) ? source.data[key] : undefined;
      const kept = keepValid(
        field as z.ZodType,
        present,
        defaults[key],
        path === '' ? key : `${path}.${key}`,
        replaced,
      );
      return [key, kept] as const;
    });
    return Object.fromEntries(entries);
  }
  if (value === undefined) return fallback;
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    // One bad rule costs that rule and not all of them.
    const { element } = schema;
    const kept = value.filter((item) => z.safeParse(element, item).success);
    if (kept.length < value.length) replaced.push(path);
    const whole = schema.safeParse(kept);
    if (whole.success) return whole.data;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (path !== 'version') replaced.push(path);
  return fallback;
}

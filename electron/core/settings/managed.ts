import { z } from 'zod';
import { settingsSchema, type SettingChange, type Settings } from '../../shared/settings.ts';
import { changeSettings } from './change.ts';

/**
 * An administrator's file: `preset` gives other defaults, `locked` holds settings. Both have the shape of a settings
 * file and speak of as much of it as they like.
 */
export interface Managed {
  presets: SettingChange[];
  locks: SettingChange[];
  /** What did not fit, as dotted paths. */
  refused: string[];
}

export const nothingManaged: Managed = { presets: [], locks: [], refused: [] };

const part = z.record(z.string(), z.unknown());
const fileSchema = z.object({ preset: part.default({}), locked: part.default({}) });

/** What concerns one person alone, or the document itself. */
const personal: readonly string[] = ['version', 'savedFilters'];

/** Null when it is no such file at all. */
export function readManaged(document: unknown, defaults: Settings): Managed | null {
  const parsed = fileSchema.safeParse(document);
  if (!parsed.success) return null;
  const refused: string[] = [];
  const changesOf = (given: Record<string, unknown>): SettingChange[] =>
    leavesOf(settingsSchema, given, '', refused).filter((change) => {
      const fits = changeSettings(defaults, change) !== null;
      if (!fits) refused.push(change.path);
      return fits;
    });
  return { presets: changesOf(parsed.data.preset), locks: changesOf(parsed.data.locked), refused };
}

/** Every setting that a part of a document speaks of; what no setting is called is refused. */
function leavesOf(schema: z.ZodType, given: unknown, path: string, refused: string[]): SettingChange[] {
  if (!(schema instanceof z.ZodObject)) return [{ path, value: given as SettingChange['value'] }];
  const parsed = part.safeParse(given);
  if (!parsed.success) {
    refused.push(path);
    return [];
  }
  const shape = schema.shape as Record<string, z.ZodType>;
  return Object.entries(parsed.data).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    const field = Object.hasOwn(shape, key) && !personal.includes(inner) ? shape[key] : undefined;
    if (field !== undefined) return leavesOf(field, value, inner, refused);
    refused.push(inner.slice(0, 100));
    return [];
  });
}

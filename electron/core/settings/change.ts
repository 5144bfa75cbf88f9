import { settingsSchema, type SettingChange, type Settings } from '../../shared/settings.ts';

/** One change to the settings, by its dotted path; null when the path or the value does not fit. */
export function changeSettings(settings: Settings, change: SettingChange): Settings | null {
  const keys = change.path.split('.');
  if (keys[0] === 'version') return null;
  const document: unknown = structuredCloneJson(settings);
  let place: unknown = document;
  for (const key of keys.slice(0, -1)) {
    place = isPlain(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  }
  const last = keys.at(-1) ?? '';
  if (!isPlain(place) || !Object.hasOwn(place, last) || isPlain(place[last])) return null;
  place[last] = change.value;
  const parsed = settingsSchema.safeParse(document);
  return parsed.success ? parsed.data : null;
}

/** Several changes at once, as command line flags make them; the paths that did not fit are named. */
export function overrideSettings(
  settings: Settings,
  changes: readonly SettingChange[],
): { settings: Settings; applied: string[]; refused: string[] } {
  const applied: string[] = [];
  const refused: string[] = [];
  let current = settings;
  for (const change of changes) {
    const next = changeSettings(current, change);
    if (next === null) refused.push(change.path);
    else {
      current = next;
      applied.push(change.path);
    }
  }
  return { settings: current, applied, refused };
}

function structuredCloneJson(value: Settings): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nothingManaged, readManaged, type Managed } from '../core/settings/managed.ts';
import type { Settings } from '../shared/settings.ts';

/** Where an administrator's settings lie: one place for each system, which only an administrator can write to. */
export function managedFile(platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      // Not ProgramData, where anybody may make a folder that is not there yet; nor from the environment, which anybody
      // may set for a program they start.
      return 'C:\\Program Files\\ChatApp Notifier Policy\\managed.json';
    case 'darwin':
      return '/Library/Application Support/ChatApp Notifier/managed.json';
    default:
      return join('/etc', 'chatapp-notifier', 'managed.json');
  }
}

/** `trouble`: why the file, or a part of it, was not taken; null when all is well or there is none. */
export function loadManaged(file: string, defaults: Settings): { managed: Managed; trouble: string | null } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return {
      managed: nothingManaged,
      trouble: code === 'ENOENT' || code === 'ENOTDIR' ? null : `${file}: ${code}`,
    };
  }
  const managed = readManaged(parse(text), defaults);
  if (managed === null)
    return { managed: nothingManaged, trouble: `${file}: not JSON with "preset" or "locked"` };
  const trouble = managed.refused.length === 0 ? null : `${file}: ${managed.refused.join(', ')}`;
  return { managed, trouble };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // `readManaged` says so.
    return undefined;
  }
}

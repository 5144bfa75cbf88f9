import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultAttention, type AttentionSettings } from '../../electron/shared/attention.ts';
import type { Settings } from '../../electron/shared/settings.ts';

/**
 * Settings for runs in which every message should be seen on the bus: a rate that no flow reaches, so that few chats
 * hide in a digest, and no reminder of a chat that waits, which is a second notification of one message on purpose.
 */
const attention: AttentionSettings = {
  ...defaultAttention,
  storm: { notifications: 50, seconds: 5 },
  unanswered: { ...defaultAttention.unanswered, enabled: false },
};

/** Written as the app itself writes it, before its first start. @returns the file's text */
export function writeSettings(userData: string, more: Partial<Settings> = {}): string {
  const text = JSON.stringify({ version: 1, attention, theme: 'light', ...more }, undefined, '\t');
  writeFileSync(join(userData, 'settings.json'), text);
  return text;
}

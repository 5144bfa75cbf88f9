import type { ChatActivity } from '../core/catchup/plan.ts';
import { property, readId, readName, readTimeMs } from '../core/intake/read.ts';
import type { Line } from '../shared/appState.ts';

/** What ChatApp's REST answers say; null for an answer of another shape. */

export function readPage(json: unknown): { items: unknown[]; nextPage: string | null } | null {
  const data = property(json, 'data');
  const items = property(data, 'items');
  if (!Array.isArray(items)) return null;
  return { items: items as unknown[], nextPage: readId(property(data, 'nextPage')) };
}

export function readActivity(item: unknown): ChatActivity[] {
  const chatId = readId(property(item, 'id'));
  const lineId = readId(property(item, 'licenseId'));
  const messengerType = readName(property(item, 'messengerType'));
  const lastTimeMs = readTimeMs(property(item, 'lastTime'));
  if (chatId === null || lineId === null || messengerType === null || lastTimeMs === null) return [];
  return [{ chatId, lineId, messengerType, lastTime: Math.floor(lastTimeMs / 1_000) }];
}

export function readLines(json: unknown): Line[] | null {
  const data = property(json, 'data');
  if (!Array.isArray(data)) return null;
  return data.slice(0, 1_000).flatMap((item: unknown): Line[] => {
    const id = readId(property(item, 'licenseId'));
    if (id === null) return [];
    const messenger = property(item, 'messenger');
    const messengers = (Array.isArray(messenger) ? messenger.slice(0, 200) : []).flatMap((entry: unknown) => {
      const type = readName(property(entry, 'type'));
      return type === null ? [] : [{ type, name: readName(property(entry, 'name')) }];
    });
    const owned = property(item, 'meOwner');
    const name = readName(property(item, 'licenseName'));
    return [{ id, name, owned: typeof owned === 'boolean' ? owned : null, messengers }];
  });
}

export function readCompanies(json: unknown): string[] | null {
  const items = property(property(json, 'data'), 'items');
  if (!Array.isArray(items)) return null;
  return items.slice(0, 100).flatMap((item: unknown) => readId(property(item, 'companyId')) ?? []);
}

/** The app's own addresses, which systems keep in notifications and hand back when they are clicked. */

export const linkScheme = 'chatapp-notifier';

const maxLinkLength = 8_000;
const maxKeyLength = 2_000;
const maxIdLength = 300;

export type Link =
  | { to: 'event'; key: string; action: 'snooze' | 'mute' | null }
  | { to: 'chat'; lineId: string; messengerType: string; chatId: string }
  | { to: 'line'; lineId: string }
  | { to: 'page'; page: LinkedPage };

const linkedPages = ['events', 'waiting', 'lines', 'settings'] as const;
type LinkedPage = (typeof linkedPages)[number];

export function eventLink(key: string): string {
  return `${linkScheme}://event/${encodeURIComponent(key)}`;
}

const pattern = new RegExp(`^${linkScheme}://([a-z]+)((?:/[^/?#]+)*)/?(?:\\?do=(snooze|mute))?$`);

/** What an address asks for; null for anything that is not exactly one of ours. Whoever made it is not trusted. */
export function parseLink(text: string): Link | null {
  if (text.length > maxLinkLength) return null;
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, what = '', path = '', action] = match;
  const pieces = path.split('/').slice(1);
  const parts = pieces.flatMap((piece) => decoded(piece) ?? []).filter((part) => part !== '');
  if (parts.length < pieces.length) return null;
  if (action !== undefined && what !== 'event') return null;
  const longest = what === 'event' ? maxKeyLength : maxIdLength;
  const [first = '', second = '', third = ''] = parts;
  if (parts.some((part) => part.length > longest)) return null;
  switch (`${what} ${parts.length}`) {
    case 'event 1':
      return { to: 'event', key: first, action: action === 'snooze' || action === 'mute' ? action : null };
    case 'chat 3':
      return { to: 'chat', lineId: first, messengerType: second, chatId: third };
    case 'line 1':
      return { to: 'line', lineId: first };
    default: {
      const page = linkedPages.find((name) => name === what);
      return page !== undefined && parts.length === 0 ? { to: 'page', page } : null;
    }
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: not made by us.
    return null;
  }
}

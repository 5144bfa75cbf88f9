/** The app's own addresses, which systems keep in notifications and hand back when they are clicked. */

export const linkScheme = 'chatapp-notifier';

const maxLinkLength = 8_000;

export interface Link {
  to: 'event';
  key: string;
  action: 'snooze' | 'mute' | null;
}

export function eventLink(key: string): string {
  return `${linkScheme}://event/${encodeURIComponent(key)}`;
}

const pattern = new RegExp(`^${linkScheme}://event/([^/?#]+)/?(?:\\?do=(snooze|mute))?$`);

/** What an address asks for; null for anything that is not exactly one of ours. Whoever made it is not trusted. */
export function parseLink(text: string): Link | null {
  if (text.length > maxLinkLength) return null;
  const match = pattern.exec(text);
  const key = decoded(match?.[1] ?? '');
  if (match === null || key === null || key === '' || key.length > 2_000) return null;
  const [, , action] = match;
  return { to: 'event', key, action: action === 'snooze' || action === 'mute' ? action : null };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: not made by us.
    return null;
  }
}

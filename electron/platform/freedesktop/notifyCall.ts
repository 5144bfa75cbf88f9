import type { Toast } from '../../core/ports.ts';
import type { BusCall } from './sessionBus.ts';

/** The calls of `org.freedesktop.Notifications` (Desktop Notifications 1.2). */

export const notifications = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;

/** Not of the specification: Plasma writes the answer into the notification itself. Source: KDE's `KNotificationReplyAction`. */
export const inlineReply = 'inline-reply';

export interface Appearance {
  appName: string;
  /** A picture outside of any archive, which the service can read. */
  iconFile: string;
  /** Name of the .desktop file without its ending. */
  desktopEntry: string;
}

const urgencies = { low: 0, normal: 1, critical: 2 } as const;

/** @param replaces the service's number of the notification to change in place; 0 for none */
export function notifyCall(
  toast: Toast,
  appearance: Appearance,
  capabilities: ReadonlySet<string>,
  replaces: number,
): BusCall {
  // A service that interprets markup gets none of the sender's to interpret; titles are never interpreted.
  const plain = capabilities.has('body-markup') ? escapeMarkup : (text: string) => text;
  const body = [toast.body, toast.footer]
    .filter((part) => part !== '')
    .map((part) => plain(sendable(part)))
    .join('\n');
  const writesHere = toast.reply !== null && capabilities.has(inlineReply);
  const hints: [string, [string, unknown]][] = [
    ['desktop-entry', ['s', appearance.desktopEntry]],
    ['category', ['s', 'im.received']],
    ['urgency', ['y', urgencies[toast.urgency]]],
    // The app plays its own sounds.
    ['suppress-sound', ['b', true]],
  ];
  if (toast.reply !== null && writesHere) {
    hints.push(['x-kde-reply-placeholder-text', ['s', sendable(toast.reply.placeholder)]]);
  }
  return {
    ...notifications,
    member: 'Notify',
    signature: 'susssasa{sv}i',
    body: [
      appearance.appName,
      replaces,
      appearance.iconFile,
      sendable(toast.title),
      body,
      capabilities.has('actions') ? actionsOf(toast, writesHere) : [],
      hints,
      -1,
    ],
  };
}

/** Keys and labels in turn. `default` is the click on the notification itself; xfce4-notifyd shows it as a button too. */
function actionsOf(toast: Toast, writesHere: boolean): string[] {
  const actions = ['default', sendable(toast.openLabel)];
  if (toast.reply !== null && writesHere) actions.push(inlineReply, sendable(toast.reply.label));
  for (const { action, label } of toast.buttons) {
    if (action !== 'reply' || !writesHere) actions.push(action, sendable(label));
  }
  return actions;
}

export function closeCall(serviceId: number): BusCall {
  return { ...notifications, member: 'CloseNotification', signature: 'u', body: [serviceId] };
}

/** The bus ends the connection of whoever sends it a NUL or broken UTF-8 (D-Bus specification, "Valid UTF-8"). */
function sendable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

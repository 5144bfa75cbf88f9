import type { Toast, ToastAction } from '../../core/ports.ts';

/**
 * The content of a Windows notification. Source: "Toast schema" (learn.microsoft.com/windows/apps/develop/
 * notifications/app-notifications/toast-schema). Clicks and buttons come as addresses of this app, so that they
 * work also after its end.
 *
 * @param icon address of a picture (`file:///…`), or null for none
 */
export function toastXml(toast: Toast, icon: string | null): string {
  const { link } = toast;
  const launch = link === null ? '' : ` launch="${escapeXml(link)}" activationType="protocol"`;
  // Stays on the screen until somebody answers it.
  const scenario = toast.urgency === 'critical' ? ' scenario="reminder"' : '';
  const image = icon === null ? '' : `<image placement="appLogoOverride" src="${escapeXml(icon)}"/>`;
  const attribution =
    toast.footer === '' ? '' : `<text placement="attribution">${escapeXml(toast.footer)}</text>`;
  return (
    `<toast${launch}${scenario}>` +
    `<visual><binding template="ToastGeneric"><text>${escapeXml(toast.title)}</text>` +
    `<text>${escapeXml(toast.body)}</text>${attribution}${image}</binding></visual>` +
    `${actions(toast)}<audio silent="true"/></toast>`
  );
}

/** The schema allows five, and takes a reminder without any for an ordinary notification. */
function actions({ link, openLabel, buttons }: Toast): string {
  if (link === null) return '';
  const all = [
    { address: link, label: openLabel },
    ...buttons.map(({ action, label }) => ({ address: withAction(link, action), label })),
  ];
  const parts = all
    .slice(0, 5)
    .map(
      ({ address, label }) =>
        `<action content="${escapeXml(label)}" arguments="${escapeXml(address)}" activationType="protocol"/>`,
    );
  return `<actions>${parts.join('')}</actions>`;
}

/** Answering happens in the window: the address of the event leads there. */
function withAction(link: string, action: ToastAction): string {
  if (action === 'reply') return link;
  return `${link}${link.includes('?') ? '&' : '?'}do=${action}`;
}

/** Characters that XML 1.0 has no way to write are left out: one of them and nothing is shown at all. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // What XML 1.0 does not count as a character ("Char", section 2.2).
      // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;')
  );
}

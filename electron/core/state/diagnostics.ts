import type { AppState, TimelineEntry } from '../../shared/appState.ts';

/**
 * What support asks for, as text. Made of what is named here and nothing else, so that no token, message, name or
 * number of anybody can get in: accounts and lines are counted, not called.
 */
export function diagnosticsText(
  state: AppState,
  timeline: readonly TimelineEntry[],
  facts: { versions: readonly { name: string; version: string }[]; events: number; bytes: number },
): string {
  const { settings } = state;
  const accounts = state.accounts.map((account, index) => {
    const states = new Map<string, number>();
    for (const { status } of account.channels) states.set(status, (states.get(status) ?? 0) + 1);
    const channels = [...states].map(([status, count]) => `${status} ${count}`).join(', ');
    const causes = [account.link.cause, account.linesCause, ...account.channels.map(({ cause }) => cause)];
    const codes = [...new Set(causes.flatMap((cause) => cause?.code ?? []))].join(', ');
    return `account ${index + 1}: ${account.status}, link ${account.link.status}, lines ${account.lines?.length ?? 'unknown'}, channels: ${channels}${codes === '' ? '' : `, causes: ${codes}`}`;
  });
  return [
    ...facts.versions.map(({ name, version }) => `${name} ${version}`),
    `language ${state.language}, key store ${state.keyStore}, tray ${String(state.trayHost)}`,
    `notifications: ${String(state.notifications.available)}, ${state.notifications.service ?? 'no service'}`,
    `events ${facts.events}, ${facts.bytes} bytes, unread ${state.unread}, waiting ${state.waitingTotal}`,
    `history: ${state.historyCause === null ? 'fine' : 'cannot be written'}`,
    `own server: ${settings.server.host === 'socket.chatapp.online' ? 'no' : 'yes'}, port ${settings.server.port}, proxy: ${['system', 'none'].includes(settings.server.proxy) ? settings.server.proxy : 'own'}, own certificates: ${settings.server.caFile === null ? 'no' : 'yes'}`,
    `rules ${settings.attention.rules.length}, shifts ${settings.attention.shifts.length}, snoozes ${state.quiet.snoozes.length}, privacy ${settings.privacy}`,
    ...accounts,
    'what happened:',
    ...timeline
      .slice(-50)
      .map(
        ({ atMs, what, cause, times, count }) =>
          `  ${new Date(atMs).toISOString()} ${what}${cause === null ? '' : ` (${cause.code})`}${times > 1 ? ` ${times} times` : ''}${count === null ? '' : ` ${count}`}`,
      ),
    '',
  ].join('\n');
}

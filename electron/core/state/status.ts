import type { AppState } from '../../shared/appState.ts';
import { summariseListening } from '../../shared/listening.ts';

/** What `--status` prints, for scripts and monitors: no message, and no customer's name or number. */
export interface StatusDocument {
  running: true;
  version: string;
  /** `listening`, `partly`, `notListening`, `connecting`, `noLines` or `signedOut`. */
  status: string;
  cause: string | null;
  channels: { listening: number; total: number };
  lines: { id: string; name: string | null; listening: number; total: number }[];
  unread: number;
  waiting: number;
  /** Without an end: `forever`. */
  pausedUntil: string | null;
  onShift: boolean;
  notifications: boolean | null;
  history: 'fine' | 'failing';
  update: { status: string; version: string | null };
}

export function statusDocument(state: AppState): StatusDocument {
  const listening = summariseListening(state);
  const pause = state.quiet.snoozes.find(({ scope }) => scope === 'all');
  return {
    running: true,
    version: state.versions.app,
    status: listening.status,
    cause: listening.cause?.code ?? null,
    channels: { listening: listening.live, total: listening.total },
    lines: state.accounts.flatMap(({ lines, channels }) =>
      (lines ?? []).map(({ id, name }) => {
        const own = channels.filter(({ lineId, status }) => lineId === id && status !== 'off');
        const live = own.filter(({ status }) => status === 'listening').length;
        return { id, name, listening: live, total: own.length };
      }),
    ),
    unread: state.unread,
    waiting: state.waitingTotal,
    pausedUntil:
      pause === undefined ? null : pause.untilMs === null ? 'forever' : new Date(pause.untilMs).toISOString(),
    onShift: state.onShift,
    notifications: state.notifications.available,
    history: state.historyCause === null ? 'fine' : 'failing',
    update: { status: state.update.status, version: state.update.version },
  };
}

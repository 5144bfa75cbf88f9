import type { AccountState, AppState, Cause } from './appState.ts';
import { causeText } from './eventText.ts';
import type { Translate } from './messages/translate.ts';

/** The answer to "am I being listened for?", over all accounts; tray and window both draw this one. */
export interface Listening {
  status: 'locked' | 'signedOut' | 'connecting' | 'listening' | 'partly' | 'notListening' | 'noLines';
  live: number;
  total: number;
  /** Accounts of which nothing is heard and no channel is known: signed out by ChatApp, or nobody says their lines. */
  unheard: number;
  cause: Cause | null;
}

/** Company, user and employee channels are documented but unproven: being refused there is no alarm. */
function counted(account: AccountState): AccountState['channels'] {
  return account.channels.filter(
    (channel) => channel.status !== 'off' && (channel.kind === 'messenger' || channel.kind === 'other'),
  );
}

/** `locked`: the sign-ins are in a key store that waits for its password. */
export function summariseListening(
  state: Pick<AppState, 'accounts'> & Partial<Pick<AppState, 'keyStore'>>,
): Listening {
  if (state.keyStore === 'locked') return { status: 'locked', live: 0, total: 0, unheard: 0, cause: null };
  const accounts = state.accounts.filter((account) => account.status === 'signedIn');
  const signedOutCause =
    state.accounts.find((account) => account.signedOutCause !== null)?.signedOutCause ?? null;
  if (accounts.length === 0) {
    return { status: 'signedOut', live: 0, total: 0, unheard: state.accounts.length, cause: signedOutCause };
  }
  const channels = accounts.flatMap(counted);
  const live = channels.filter((channel) => channel.status === 'listening').length;
  const total = channels.length;
  const accountCause = (account: AccountState): Cause | null => account.link.cause ?? account.linesCause;
  const lineless = accounts.filter((account) => account.lines === null && accountCause(account) !== null);
  const unheard = state.accounts.length - accounts.length + lineless.length;
  const cause =
    accounts.map(accountCause).find((found) => found !== null) ??
    channels.find((channel) => channel.status !== 'listening' && channel.cause !== null)?.cause ??
    signedOutCause;
  const result = (status: Listening['status']): Listening => ({ status, live, total, unheard, cause });
  if (total > 0 && live === total && unheard === 0) return { ...result('listening'), cause: null };
  if (live > 0) return result('partly');
  const settled = accounts.every((account) => account.link.status === 'connected' && account.lines !== null);
  if (settled && total === 0) return result('noLines');
  return result(cause === null ? 'connecting' : 'notListening');
}

export function listeningText(listening: Listening, translate: Translate): string {
  switch (listening.status) {
    case 'locked':
      return translate('listening.locked');
    case 'signedOut':
      return translate('listening.signedOut');
    case 'connecting':
      return translate('listening.connecting');
    case 'listening':
      return translate('listening.listening', { count: listening.total });
    case 'partly':
      return listening.live === listening.total
        ? translate('listening.partlyAccounts', { live: listening.live, unheard: listening.unheard })
        : translate('listening.partly', { live: listening.live, total: listening.total });
    case 'noLines':
      return translate('listening.noLines');
    case 'notListening':
      return listening.cause === null
        ? translate('listening.notListening')
        : translate('listening.notListeningWhy', { cause: causeText(listening.cause, translate) });
  }
}

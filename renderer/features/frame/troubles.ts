import type { AppState, Cause, Notice } from '../../../electron/shared/appState.ts';
import { causeAdvice, causeText } from '../../../electron/shared/eventText.ts';
import { listeningText, summariseListening } from '../../../electron/shared/listening.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';

export type TroubleAction =
  | { type: 'signIn' }
  | { type: 'retry' }
  | { type: 'unlock' }
  | { type: 'update' }
  | { type: 'settings' }
  | { type: 'hide' }
  | { type: 'dismiss'; code: Notice['code'] };

/** One thing a person should know, with the one thing that can be done about it. */
export interface Trouble {
  id: string;
  tone: 'red' | 'amber' | 'plain';
  what: string;
  advice: string | null;
  cause: Cause | null;
  action: TroubleAction | null;
}

/** Of the others the detail is where the file is kept that could not be read. */
const plainDetails: ReadonlySet<Notice['code']> = new Set([
  'managedUnreadable',
  'notAllErased',
  'settingsReplaced',
]);

function noticeAdvice({ code, detail }: Notice, translate: Translate): string | null {
  if (detail === null || plainDetails.has(code)) return detail;
  return translate('notice.kept', { file: detail });
}

/** What is wrong now, the most important first. */
export function troubles(state: AppState, translate: Translate): Trouble[] {
  const found: Trouble[] = [];
  const add = (trouble: Partial<Trouble> & Pick<Trouble, 'id' | 'tone' | 'what'>): void => {
    found.push({ advice: null, cause: null, action: null, ...trouble });
  };
  const listening = summariseListening(state);
  const signedOut = state.accounts.filter(({ status }) => status === 'signedOut');
  for (const account of signedOut) {
    const cause = account.signedOutCause;
    add({
      id: `signedOut ${account.id}`,
      tone: 'red',
      what:
        cause === null
          ? translate('strip.signedOut')
          : translate('strip.signedOutWhy', { cause: causeText(cause, translate) }),
      advice: cause === null ? null : causeAdvice(cause, translate),
      cause,
      action: { type: 'signIn' },
    });
  }
  if (listening.status === 'locked') {
    add({
      id: 'keyStore',
      tone: 'amber',
      what: translate('strip.lockedSecrets'),
      advice: translate('strip.lockedSecretsWhat'),
      action: { type: 'unlock' },
    });
  }
  // Who was signed out has a line of their own, above.
  const onlySignedOut = listening.live === listening.total && listening.unheard === signedOut.length;
  if (listening.status === 'notListening' || (listening.status === 'partly' && !onlySignedOut)) {
    const { cause } = listening;
    const words = listeningText(listening, translate);
    const saysWhy = listening.status === 'notListening' || cause === null;
    add({
      id: 'listening',
      tone: listening.status === 'partly' ? 'amber' : 'red',
      what: saysWhy
        ? translate('strip.because', { what: words })
        : translate('strip.partlyBecause', { what: words, cause: causeText(cause, translate) }),
      advice: cause === null ? null : causeAdvice(cause, translate),
      cause,
      action: { type: 'retry' },
    });
  }
  if (state.notifications.available === false) {
    add({
      id: 'notifications',
      tone: 'amber',
      what: translate('strip.noNotifications'),
      advice: translate('strip.noNotificationsWhat'),
    });
  }
  if (state.historyCause !== null) {
    add({
      id: 'history',
      tone: 'amber',
      what: translate('strip.history'),
      advice: translate('strip.historyWhat', { cause: state.historyCause }),
    });
  }
  if (state.update.status === 'ready') {
    add({
      id: `update ${state.update.version ?? ''}`,
      tone: 'plain',
      what: translate('updates.ready', { version: state.update.version ?? '' }),
      action: { type: 'update' },
    });
  }
  for (const notice of state.notices) {
    add({
      id: notice.code,
      tone: 'plain',
      what: translate(`notice.${notice.code}`),
      advice: noticeAdvice(notice, translate),
      action: { type: 'dismiss', code: notice.code },
    });
  }
  if (state.keyStore === 'memory' && state.accounts.some(({ status }) => status === 'signedIn')) {
    add({
      id: 'keyStore',
      tone: 'plain',
      what: translate('strip.memorySecrets'),
      advice: translate('strip.memorySecretsWhat'),
      action: { type: 'settings' },
    });
  }
  if (state.trayHost === false) {
    add({
      id: 'tray',
      tone: 'plain',
      what: translate('strip.noTray'),
      advice: translate('strip.noTrayWhat'),
      action: { type: 'hide' },
    });
  }
  return found;
}

import { shell } from 'electron/common';
import { clipboard, dialog } from 'electron/main';
import type { History, Toaster, ToastResult } from '../../core/ports.ts';
import type { Store } from '../../core/state/store.ts';
import type { Timeline } from '../../core/state/timeline.ts';
import type { Accounts } from '../../platform/accounts.ts';
import { readAuthorities } from '../../platform/certificates.ts';
import type { NotifierEvent } from '../../shared/event.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { SettingChange } from '../../shared/settings.ts';
import type { Handlers } from './serve.ts';

export interface HandlerParts {
  store: Store;
  history: History;
  accounts: Accounts;
  toaster: Toaster;
  translate: () => Translate;
  timeline: Timeline;
  changeSettings: (change: SettingChange) => 'ok' | 'invalid' | 'overridden' | 'notSaved';
  historyRevision: () => number;
  historyChanged: () => void;
  pageReady: () => void;
}

/** What each of the window's commands does. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { store, history, accounts } = parts;

  function showSample(): Promise<ToastResult> {
    const translate = parts.translate();
    return parts.toaster.show({
      id: 'test',
      title: translate('toast.testTitle'),
      body: translate('toast.testBody'),
      footer: '',
      openLabel: translate('toast.open'),
      urgency: 'normal',
    });
  }

  return {
    'state.get'() {
      // The page subscribes before it fetches, so it is listening by now.
      setImmediate(parts.pageReady);
      return store.snapshot();
    },
    'events.page': (query) => ({ ...history.page(query), revision: parts.historyRevision() }),
    'events.get': ({ key }) => history.find(key),
    'events.markRead'({ keys }) {
      history.markRead(keys);
      parts.historyChanged();
      return null;
    },
    async 'events.openInWebInbox'({ key }) {
      const found = history.find(key);
      const address = found === null ? null : webInboxAddress(store.get().settings.webInbox, found.row);
      if (address === null) return { result: 'noChat' };
      try {
        await shell.openExternal(address);
        return { result: 'opened' };
      } catch {
        // No browser, or the desktop refused: the window says so.
        return { result: 'failed' };
      }
    },
    'settings.change': (change) => ({ result: parts.changeSettings(change) }),
    async 'settings.chooseCaFile'() {
      const chosen = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
      });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return { result: 'cancelled' };
      if (!readAuthorities(file).ok) return { result: 'invalid' };
      return { result: parts.changeSettings({ path: 'server.caFile', value: file }) };
    },
    'account.signIn': (credentials) => accounts.signIn(credentials),
    'account.useTokens': (tokens) => accounts.useTokens(tokens),
    async 'account.signOut'({ accountId }) {
      await accounts.signOut(accountId);
      return null;
    },
    async 'lines.test'({ accountId, channel }) {
      const steps = await accounts.test(accountId, channel);
      if (steps.length === 0 || steps.some((step) => !step.ok)) return { steps };
      const began = performance.now();
      const ok = (await showSample()).result === 'delivered';
      const tookMs = Math.round(performance.now() - began);
      return { steps: [...steps, { step: 'notification', ok, tookMs, cause: null }] };
    },
    'timeline.get': () => ({ entries: [...parts.timeline.entries()] }),
    'connection.retry'() {
      accounts.wakeAll();
      return null;
    },
    async 'notifications.test'() {
      const answer = await showSample();
      const available = answer.result !== 'noService';
      store.update((state) => ({ ...state, notifications: { ...state.notifications, available } }));
      return { result: answer.result, detail: answer.result === 'delivered' ? null : answer.detail };
    },
    'notices.dismiss'({ code }) {
      store.update((state) => ({
        ...state,
        notices: state.notices.filter((notice) => notice.code !== code),
      }));
      return null;
    },
    async 'clipboard.copy'({ text }) {
      await clipboard.writeText(text);
      return null;
    },
  };
}

/** The chat's address in ChatApp's web inbox, by the template of the settings; `https:` only. */
function webInboxAddress(template: string, event: NotifierEvent): string | null {
  if (event.chat === null || event.lineId === null || event.messengerType === null) return null;
  const values: Record<string, string> = {
    licenseId: event.lineId,
    messengerType: event.messengerType,
    chatId: event.chat.id,
    phone: event.chat.phone ?? '',
  };
  const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  return URL.canParse(filled) && new URL(filled).protocol === 'https:' ? filled : null;
}

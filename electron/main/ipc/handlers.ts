import { everyEvent } from '../../shared/eventFilter.ts';
import { shell } from 'electron/common';
import { clipboard, dialog } from 'electron/main';
import type { History, NewestMessage, Sounds, Toaster, ToastResult } from '../../core/ports.ts';
import { tryRules } from '../../core/attention/tryRules.ts';
import type { Store } from '../../core/state/store.ts';
import type { Timeline } from '../../core/state/timeline.ts';
import type { Accounts } from '../../platform/accounts.ts';
import type { AttentionRunner } from '../../platform/attentionRunner.ts';
import type { Replies } from '../../platform/replies.ts';
import { readAuthorities } from '../../platform/certificates.ts';
import type { NotifierEvent } from '../../shared/event.ts';
import type { Translate } from '../../shared/messages/translate.ts';
import type { SettingChange } from '../../shared/settings.ts';
import type { SettingResult } from '../../shared/contract.ts';
import type { Snoozing } from '../snoozing.ts';
import { findSound, soundEndings } from '../sounds/soundFile.ts';
import type { WorkList } from '../workList.ts';
import type { Updates } from '../system/updates.ts';
import type { WindowMemoryStore } from '../window/memory.ts';
import { createAboutHandlers } from './aboutHandlers.ts';
import { createEventHandlers } from './eventHandlers.ts';
import type { Handlers } from './serve.ts';

export interface HandlerParts {
  store: Store;
  history: History;
  accounts: Accounts;
  toaster: Toaster;
  translate: () => Translate;
  timeline: Timeline;
  attention: AttentionRunner;
  snoozing: Snoozing;
  replies: Replies;
  sounds: Sounds;
  work: WorkList;
  places: { data: string; log: string; assets: string };
  changeSettings: (change: SettingChange) => SettingResult;
  updates: Updates;
  windowMemory: WindowMemoryStore;
  leaveBehind: (gone: readonly NewestMessage[]) => void;
  eraseData: () => Promise<void>;
  askKeyStore: () => void;
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
      buttons: [],
      reply: null,
      urgency: 'normal',
      again: true,
      link: null,
    });
  }

  return {
    'state.get'() {
      // The page subscribes before it fetches, so it is listening by now.
      setImmediate(parts.pageReady);
      return store.snapshot();
    },
    ...createEventHandlers(parts),
    ...createAboutHandlers(parts),
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
      parts.attention.gone(accountId);
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
      const available = answer.result !== 'noService' && answer.result !== 'pending';
      store.update((state) => ({ ...state, notifications: { ...state.notifications, available } }));
      if (answer.result === 'delivered') return { result: 'delivered', detail: null };
      if (answer.result === 'withdrawn') return { result: 'failed', detail: null };
      return { result: answer.result === 'pending' ? 'failed' : answer.result, detail: answer.detail };
    },
    'attention.snooze'({ scope, key, length }) {
      const found = parts.snoozing.targetOf(scope, key);
      if (found === null) return { result: 'notFound', untilMs: null };
      return parts.snoozing.snooze(found.target, length, found.name);
    },
    'attention.wakeUp'({ id }) {
      parts.snoozing.wakeUp(id);
      return null;
    },
    'attention.needsNoAnswer'({ chat }) {
      parts.attention.needsNoAnswer(chat);
      return null;
    },
    'attention.onShiftUntil'({ untilMs }) {
      parts.snoozing.onShiftUntil(untilMs);
      return null;
    },
    'attention.tryRules'({ rules, limit }) {
      const { settings, standing } = parts.attention.situation();
      const { rows } = history.page({ beforeRow: null, limit, filter: everyEvent });
      return { tried: tryRules(rows, rules, settings, standing) };
    },
    'chat.reply': ({ key, text }) => ({ result: parts.replies.send(key, text) }),
    'chat.forgetReply'({ id }) {
      parts.replies.forget(id);
      return null;
    },
    async 'sounds.play'({ sound }) {
      const { volume, ownFile } = store.get().settings.sounds;
      return { played: await parts.sounds.play({ name: sound, ownFile, volume }) };
    },
    async 'sounds.chooseFile'() {
      const chosen = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: 'Audio', extensions: [...soundEndings] }],
      });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return { result: 'cancelled' };
      if ((await findSound('', 'own', file)) === null) return { result: 'invalid' };
      return { result: parts.changeSettings({ path: 'sounds.ownFile', value: file }) };
    },
    async 'updates.check'() {
      await parts.updates.check();
      return null;
    },
    'updates.install'() {
      // The answer first: afterwards there is nobody to give it.
      setImmediate(() => parts.updates.installNow());
      return null;
    },
    'keyStore.ask'() {
      parts.askKeyStore();
      return null;
    },
    'data.erase'() {
      setImmediate(() => void parts.eraseData());
      return null;
    },
    'window.memory': () => parts.windowMemory.read(),
    'window.remember'(memory) {
      parts.windowMemory.write(memory);
      return null;
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

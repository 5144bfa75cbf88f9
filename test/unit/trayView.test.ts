import { describe, expect, it } from 'vitest';
import {
  linesOf,
  trayView as trayViewAt,
  type TrayItem,
  type TrayView,
} from '../../electron/core/state/view.ts';
import type { AppState, Line } from '../../electron/shared/appState.ts';
import type { EventRow } from '../../electron/shared/event.ts';
import { createTranslate, type Translate } from '../../electron/shared/messages/translate.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { arrive, messageItem, rowOf } from '../support/events.ts';
import { accountState, appState, channelState } from '../support/states.ts';

const trayView = (...[state, rows, translate]: [AppState, readonly EventRow[], Translate]): TrayView =>
  trayViewAt(state, rows, translate, { nowMs: 1_700_000_000_000, zone: 'UTC' });
const en = createTranslate('en');
const ru = createTranslate('ru');
const message = (more: Record<string, unknown> = {}, row: Partial<EventRow> = {}): EventRow =>
  rowOf(arrive('message', [messageItem(more)])[0], row);
const labels = (view: TrayView): string[] =>
  view.menu.flatMap((item) => (item.type === 'separator' ? [] : [item.label]));
const actions = (view: TrayView): Extract<TrayItem, { type: 'action' }>[] =>
  view.menu.flatMap((item) => (item.type === 'action' ? [item] : []));
const withAccount = (...parameters: Parameters<typeof accountState>): AppState =>
  appState({ accounts: [accountState(...parameters)] });
const withPrivacy = (privacy: AppState['settings']['privacy']): AppState =>
  appState({ settings: { ...defaultSettings, privacy } });

describe('the tray', () => {
  it.each<[string, AppState, TrayView['shape']]>([
    ['all listens', appState(), 'listening'],
    [
      'a channel does not',
      withAccount({ channels: [channelState(), channelState({ status: 'failing' })] }),
      'partly',
    ],
    ['no channel does', withAccount({ channels: [channelState({ status: 'failing' })] }), 'notListening'],
    ['there are no lines', withAccount({}), 'notListening'],
    ['it connects', withAccount({ lines: null }), 'notListening'],
    ['nobody is signed in', appState({ accounts: [] }), 'signedOut'],
    ['all listens and nothing can be stored', appState({ historyCause: 'disk full' }), 'notListening'],
  ])('has a shape of its own when %s', (_name, state, shape) => {
    expect(trayView(state, [], en).shape).toBe(shape);
  });

  it('says in words what it shows', () => {
    const view = trayView(appState({ unread: 3 }), [], en);
    expect(view.tooltip).toBe('ChatApp Notifier\nListening to 1 channel\n3 unread');
    expect(view.unread).toBe(3);
    expect(trayView(appState({ unread: 0 }), [], en).tooltip).toContain('Nothing unread');
    expect(trayView(appState({ unread: 3 }), [], ru).tooltip).toContain('3 непрочитанных');
  });

  it('says that nobody is told of what cannot be stored', () => {
    const view = trayView(appState({ historyCause: 'disk full' }), [], en);
    expect(view.tooltip).toContain('Events cannot be stored');
    expect(labels(view)).toContain('Events cannot be stored: nobody is told of them');
    expect(trayView(appState(), [], en).tooltip).not.toContain('stored');
  });

  it('offers to sign in where nobody is, and to open otherwise', () => {
    expect(labels(trayView(appState({ accounts: [] }), [], en))).toContain('Sign in…');
    expect(labels(trayView(appState(), [], en))).toContain('Open ChatApp Notifier');
  });

  it('offers to try again where something does not listen, and only there', () => {
    const reconnect = { type: 'reconnect' };
    const bad = withAccount({ channels: [channelState({ status: 'failing', cause: { code: 'noReply' } })] });
    expect(actions(trayView(bad, [], en)).map((item) => item.action)).toContainEqual(reconnect);
    expect(actions(trayView(appState(), [], en)).map((item) => item.action)).not.toContainEqual(reconnect);
    expect(labels(trayView(bad, [], en))[0]).toBe('Not listening: the server stopped answering');
  });

  it('says that no notification can be shown, once that is known', () => {
    const warning = 'No notification service: alerts cannot be shown';
    const notifications = (available: boolean | null): AppState =>
      appState({ notifications: { available, service: null } });
    expect(labels(trayView(notifications(false), [], en))).toContain(warning);
    expect(labels(trayView(notifications(null), [], en))).not.toContain(warning);
    expect(labels(trayView(notifications(true), [], en))).not.toContain(warning);
  });

  it('offers to mark as read where something is unread', () => {
    expect(labels(trayView(appState({ unread: 1 }), [], en))).toContain('Mark all as read');
    expect(labels(trayView(appState({ unread: 0 }), [], en))).not.toContain('Mark all as read');
  });

  it('says of every line whether it is listened to', () => {
    const line = (id: string, name: string): Line => ({ id, name, owned: true, messengers: [] });
    const view = trayView(
      withAccount({
        lines: [line('1', 'Sales & more'), line('2', 'Support'), line('3', 'Old'), line('4', 'Off')],
        channels: [
          channelState({ lineId: '1' }),
          channelState({ lineId: '2' }),
          channelState({ lineId: '2', status: 'failing' }),
          channelState({ lineId: '3', status: 'noAccess' }),
          channelState({ lineId: '4', status: 'off' }),
        ],
      }),
      [],
      en,
    );
    const menu = view.menu.find((item) => item.type === 'menu' && item.label === 'Lines');
    expect(menu).toMatchObject({
      items: [
        { label: 'Sales & more: listening' },
        { label: 'Support: 1 of 2 channels' },
        { label: 'Old: not listening' },
        { label: 'Off: switched off' },
      ],
    });
  });

  it('offers the lengths of a pause that were chosen', () => {
    const { attention } = defaultSettings;
    const settings: AppState['settings'] = {
      ...defaultSettings,
      attention: { ...attention, snoozeChoices: ['shift', 'fourHours', 'halfHour'] },
    };
    const pause = trayView(appState({ settings }), [], en).menu.find(
      (item) => item.type === 'menu' && item.label === 'Pause notifications',
    );
    // In order of length; a shift is only waited for where there is one.
    expect(pause).toMatchObject({ items: [{ label: '30 minutes' }, { label: '4 hours' }] });
  });

  it('says that the key store waits, and offers to open it', () => {
    const view = trayView(appState({ accounts: [], keyStore: 'locked' }), [], en);
    expect(view.shape).toBe('signedOut');
    expect(view.tooltip).toContain('Waiting for the key store’s password');
    expect(actions(view).map(({ action }) => action)).toContainEqual({ type: 'unlock' });
    expect(actions(trayView(appState(), [], en)).map(({ action }) => action.type)).not.toContain('unlock');
  });

  it('offers an update that is ready, and no other', () => {
    const update = (status: AppState['update']['status']): string[] =>
      labels(trayView(appState({ update: { ...appState().update, status, version: '1.2.3' } }), [], en));
    expect(update('ready')).toContain('Restart to update to 1.2.3');
    expect(update('downloading').join()).not.toContain('1.2.3');
  });

  it('always leads to the settings and out', () => {
    for (const state of [appState(), appState({ accounts: [] })]) {
      expect(actions(trayView(state, [], en)).map((item) => item.action.type)).toEqual(
        expect.arrayContaining(['open', 'settings', 'quit']),
      );
    }
  });
});

describe('recent events in the menu', () => {
  it('name who and what, and lead to the event', () => {
    const row = message();
    const item = actions(trayView(appState(), [row], en)).find(({ action }) => action.type === 'openEvent');
    expect(item).toEqual({
      type: 'action',
      label: '• Anna: Hello',
      action: { type: 'openEvent', key: row.key },
    });
    expect(labels(trayView(appState(), [row], en))).toContain('Recent events');
    expect(labels(trayView(appState(), [], en))).toContain('No events yet');
  });

  it('are the newest five that a person would want to have seen', () => {
    const delivered = rowOf(arrive('messageStatus', [{ id: 1, type: 'delivered' }])[0]);
    const rows = [
      delivered,
      ...Array.from({ length: 8 }, (_, number) =>
        message({ id: number, message: { text: `No. ${number}` } }),
      ),
    ];
    const shown = actions(trayView(appState(), rows, en)).filter(({ action }) => action.type === 'openEvent');
    expect(shown.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4].map((number) => `• Anna: No. ${number}`));
  });

  it('mark what is unread', () => {
    expect(labels(trayView(appState(), [message({}, { read: true })], en))).toContain('Anna: Hello');
  });

  it('say no more than privacy allows', () => {
    const secret = message({ message: { text: 'the code is 1234' } });
    expect(labels(trayView(withPrivacy('all'), [secret], en)).join()).toContain('1234');
    const bySender = labels(trayView(withPrivacy('sender'), [secret], en));
    expect(bySender.join()).toContain('Anna');
    expect(bySender.join()).not.toContain('1234');
    expect(labels(trayView(withPrivacy('nothing'), [secret], en)).join()).not.toMatch(/1234|Anna/);
  });

  it.each([
    ['a long text', message({ message: { text: 'word '.repeat(100) } })],
    ['a long name', message({ fromUser: { id: '1', name: 'Maximiliana '.repeat(20) } })],
    ['line breaks', message({ message: { text: 'one\n\ntwo\tthree\r\nfour' } })],
    ['a direction override', message({ message: { text: '\u202Etxt.exe\u202C \u2066x\u2069\u200F' } })],
    ['emoji at the cut', message({ message: { text: '😀'.repeat(100) } })],
    ['emoji one further', message({ message: { text: `a${'😀'.repeat(100)}` } })],
    ['a name of emoji', message({ fromUser: { id: '1', name: `a${'🦊'.repeat(40)}` } })],
  ])('stay one short clean line: %s', (_name, row) => {
    for (const label of labels(trayView(appState(), [row], en))) {
      expect(label.length).toBeLessThanOrEqual(60);
      expect(label).not.toMatch(/[\n\r\t\u200E\u200F\u2028-\u202E\u2066-\u2069\uFFFD]/);
      expect(label.isWellFormed()).toBe(true);
    }
  });

  it('keep an ampersand as it is: doubling it is the business of who draws', () => {
    expect(labels(trayView(appState(), [message({ message: { text: 'Oak & Iris' } })], en))).toContain(
      '• Anna: Oak & Iris',
    );
  });

  it('keep texts that are written from right to left', () => {
    expect(labels(trayView(appState(), [message({ message: { text: 'مرحبا' } })], en)).join()).toContain(
      'مرحبا',
    );
  });
});

it('lines are those of the account, and none for a stranger', () => {
  const line = { id: '1', name: 'Sales', owned: null, messengers: [] };
  const state = appState({
    accounts: [accountState({ lines: [line] }), accountState({ id: '2', lines: null })],
  });
  expect(linesOf(state, '685')).toEqual([line]);
  expect(linesOf(state, '2')).toEqual([]);
  expect(linesOf(state, '3')).toEqual([]);
});

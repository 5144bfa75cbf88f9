import { createRoot } from 'react-dom/client';
import type { Reply } from '../../../electron/shared/attention.ts';
import { chatKey, type EventRow } from '../../../electron/shared/event.ts';
import { defaultSettings } from '../../../electron/shared/settings.ts';
import { App } from '../../../renderer/App.tsx';
import { createClient } from '../../../renderer/state/client.ts';
import { freshWindow } from '../../../renderer/state/windowMemory.ts';
import '../../../renderer/style/tokens.css';
import '../../../renderer/style/base.css';
import { createFakeBridge } from '../fakeBridge.ts';
import { makeConversation } from '../sampleConversation.ts';
import { makeMorning, makeRow } from '../sampleData.ts';
import { language, long, marked, now, query, rules, scene, scenes, shifts, turned } from './scenes.ts';

/**
 * The window with a main process of straw, for looking at it in a browser: `?scene=busy&theme=dark&language=ru`.
 * Nothing of it is shipped.
 */

const theme = query.get('theme');
/** The `row` that the list was left at. */
const top = query.get('top');

const named =
  (called: string) =>
  (row: EventRow): EventRow => ({
    ...row,
    chat: row.chat === null ? null : { ...row.chat, name: called },
    sender: row.sender === null ? null : { ...row.sender, name: called },
  });

const rows =
  scene === 'welcome' || scene === 'noLines'
    ? []
    : makeMorning(400, now)
        .map((one, index) => ({
          ...one,
          ...(scenes[scene]?.waiting === undefined ? {} : marked[index]),
        }))
        .map((one, index) =>
          scene === 'longNames' ? named(index % 3 === 0 ? long : index % 3 === 1 ? turned : 'Li')(one) : one,
        );
const oneChat = makeRow(1).chat;
const longTalk = Array.from({ length: 300 }, (_nothing, index) =>
  makeRow(index + 1, { chat: oneChat, read: true, atMs: now - (300 - index) * 60_000 }),
);

const fake = createFakeBridge({
  rows:
    scene === 'conversation' ? [...makeConversation(now), ...rows] : scene === 'longTalk' ? longTalk : rows,
  ...(top === null ? {} : { memory: { ...freshWindow, top: { row: Number(top), offset: 20 } } }),
  state: {
    ...scenes[scene],
    language,
    settings: {
      ...defaultSettings,
      density: query.get('density') === 'compact' ? 'compact' : 'comfortable',
      theme: theme === 'dark' || theme === 'light' ? theme : 'system',
      ...(scene === 'attention'
        ? {
            attention: { ...defaultSettings.attention, rules, shifts },
            sounds: { ...defaultSettings.sounds, others: 'own' as const },
          }
        : {}),
    },
  },
});
if (scene === 'broken') fake.reply('state.get', () => ({ ok: false, error: 'failed' }));
fake.reply('attention.tryRules', ({ rules: draft }) => ({
  ok: true,
  value: {
    tried: rows.slice(0, 30).map((tried, index) => ({
      row: tried,
      level: index % 5 === 1 ? 'urgent' : 'notify',
      levelNow: 'notify',
      ruleId: draft[0]?.id ?? null,
    })),
  },
}));
fake.reply('chat.reply', ({ key, text }) => {
  const answered = rows.find((one) => one.key === key);
  const chat = answered === undefined ? '' : (chatKey(answered) ?? '');
  const reply = (
    id: string,
    status: Reply['status'],
    words: string,
    detail: string | null = null,
  ): Reply => ({
    id,
    chat,
    eventKey: key,
    text: words,
    status,
    atMs: Date.now(),
    detail,
  });
  fake.setState({
    replies: [
      reply('1', 'confirmed', 'Да, синий есть.'),
      reply('2', 'refused', 'And two of them are reserved for you.', 'Chat is closed'),
      reply('3', 'unknown', 'See you on Friday.', 'the server stopped answering'),
      reply('4', 'sending', text),
    ],
  });
  return { ok: true, value: { result: 'sending' } };
});
fake.reply('account.signIn', () => ({
  ok: true,
  value: { result: 'refused', message: 'Неверный логин или пароль' },
}));

const client = createClient(fake.bridge);
client.start();
let row = 10_000;
declare global {
  interface Window {
    /** For scripts that take pictures. */
    preview: { fake: typeof fake; addRow: () => void };
  }
}
window.preview = {
  fake,
  addRow: () => {
    row += 1;
    fake.addRows(makeRow(row, { atMs: Date.now(), receivedAtMs: Date.now() }));
  },
};
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App client={client} reload={() => location.reload()} />);

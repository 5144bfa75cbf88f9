import { describe, expect, it } from 'vitest';
import { eventLink, parseLink, type Link } from '../../electron/shared/links.ts';

describe('the app’s own addresses', () => {
  it('lead to the event they were made for', () => {
    const key = '685:1229:grWhatsApp:message:a b/ü?&#%';
    expect(parseLink(eventLink(key))).toEqual({ to: 'event', key, action: null });
    expect(parseLink(`${eventLink(key)}?do=mute`)).toEqual({ to: 'event', key, action: 'mute' });
  });

  it.each<[string, Link]>([
    ['line/1229', { to: 'line', lineId: '1229' }],
    ['line/1229/', { to: 'line', lineId: '1229' }],
    [
      'chat/1229/grWhatsApp/79990001122%40c.us',
      { to: 'chat', lineId: '1229', messengerType: 'grWhatsApp', chatId: '79990001122@c.us' },
    ],
    ['settings', { to: 'page', page: 'settings' }],
    ['settings/', { to: 'page', page: 'settings' }],
    ['waiting', { to: 'page', page: 'waiting' }],
    ['lines', { to: 'page', page: 'lines' }],
  ])('chatapp-notifier://%s leads where it says', (address, link) => {
    expect(parseLink(`chatapp-notifier://${address}`)).toEqual(link);
  });

  it.each([
    'https://example.com',
    'chatapp-notifier:settings',
    'chatapp-notifier://',
    'chatapp-notifier://erase',
    'chatapp-notifier://settings/server',
    'chatapp-notifier://settings?do=mute',
    'chatapp-notifier://line',
    'chatapp-notifier://line/1/2',
    `chatapp-notifier://line/${'1'.repeat(301)}`,
    'chatapp-notifier://line/1?do=mute',
    'chatapp-notifier://chat/1/2',
    'chatapp-notifier://chat/1//3',
    'chatapp-notifier://chat/1/%E0%A4%A/3',
    'chatapp-notifier://chat/1/%E0%A4%A/2/3',
    'chatapp-notifier://constructor/x',
    'chatapp-notifier://event/',
    'chatapp-notifier://event/%',
    'chatapp-notifier://event/a?do=format',
    'chatapp-notifier://event/a/../b',
    `chatapp-notifier://event/${'a'.repeat(9_000)}`,
    'javascript:alert(1)//chatapp-notifier://event/a',
    ' chatapp-notifier://settings',
    'chatapp-notifier://settings\n--server-host=evil',
  ])('are nothing else: %s', (text) => {
    expect(parseLink(text)).toBeNull();
  });
});

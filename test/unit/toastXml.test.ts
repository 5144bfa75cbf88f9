import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Toast } from '../../electron/core/ports.ts';
import { eventLink, parseLink } from '../../electron/shared/links.ts';
import { toastXml } from '../../electron/main/notifications/toastXml.ts';

const plain: Toast = {
  id: 'anna',
  title: 'Anna',
  body: 'Hello',
  footer: 'WhatsApp · Sales',
  openLabel: 'Open',
  buttons: [
    { action: 'snooze', label: 'Snooze' },
    { action: 'mute', label: 'Mute' },
  ],
  reply: null,
  urgency: 'normal',
  again: false,
  link: 'chatapp-notifier://event/1%202',
};

test('click and buttons are addresses of the app, and Windows plays no sound', () => {
  expect(toastXml(plain, 'file:///C:/icon.png')).toBe(
    '<toast launch="chatapp-notifier://event/1%202" activationType="protocol">' +
      '<visual><binding template="ToastGeneric"><text>Anna</text><text>Hello</text>' +
      '<text placement="attribution">WhatsApp · Sales</text>' +
      '<image placement="appLogoOverride" src="file:///C:/icon.png"/></binding></visual>' +
      '<actions><action content="Open" arguments="chatapp-notifier://event/1%202" activationType="protocol"/>' +
      '<action content="Snooze" arguments="chatapp-notifier://event/1%202?do=snooze" activationType="protocol"/>' +
      '<action content="Mute" arguments="chatapp-notifier://event/1%202?do=mute" activationType="protocol"/>' +
      '</actions><audio silent="true"/></toast>',
  );
});

test('what is not there leaves no trace; an urgent one stays; an address with a question goes on with "and"', () => {
  const bare = { ...plain, footer: '', buttons: [], link: null };
  expect(toastXml(bare, null)).toBe(
    '<toast><visual><binding template="ToastGeneric"><text>Anna</text><text>Hello</text></binding></visual>' +
      '<audio silent="true"/></toast>',
  );
  const urgent = toastXml({ ...plain, urgency: 'critical', link: 'a://b?c=d' }, null);
  expect(urgent).toContain('<toast launch="a://b?c=d" activationType="protocol" scenario="reminder">');
  expect(urgent).toContain('arguments="a://b?c=d&amp;do=mute"');
});

test('its addresses are understood by the app; to answer is to open', () => {
  const link = eventLink('a key / with & and "quotes"');
  const xml = toastXml(
    { ...plain, link, buttons: [{ action: 'reply', label: 'Reply' }, ...plain.buttons] },
    null,
  );
  const addresses = [...xml.matchAll(/arguments="([^"]*)"/g)].map(([, address]) => parseLink(read(address)));
  const key = 'a key / with & and "quotes"';
  expect(addresses).toEqual([null, null, 'snooze', 'mute'].map((action) => ({ to: 'event', key, action })));
});

test('whatever a sender writes is one text of a well-formed document', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '<!--',
        '\0',
        '\x1B',
        '\uD800',
        '\uFFFF',
        '😀',
        '\n',
        'я',
      ),
    }),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, (title, body, footer) => {
      const xml = toastXml({ ...plain, title, body, footer: `.${footer}`, openLabel: title }, null);
      // Characters that XML 1.0 allows (section 2.2), all of them whole.
      expect(xml).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
      const texts = [...xml.matchAll(/<text(?: placement="attribution")?>([^<>"']*)<\/text>/g)];
      expect(texts.map(([, text]) => read(text))).toEqual([title, body, `.${footer}`].map(allowed));
      expect(xml.match(/<\w+/g)).toEqual(toastXml(plain, null).match(/<\w+/g));
    }),
  );
});

function read(text = ''): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(\w+);/g, (_whole, name: string) => named[name] ?? '?');
}

function allowed(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}
